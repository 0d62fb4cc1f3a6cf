"""Names stand around the circle, whole when they may, on as many lines as there is room for."""

import pytest

from maillage.core.drawing.circle import angle_of, node

LONG = "Syndicat mixte des transports et des eaux du Val d’Aubrée"


def words(name: str, total: int) -> list[str]:
    return [text for _drop, text in node(name, angle_of(0, total), total).lines]


@pytest.mark.parametrize(
    ("total", "lines"),
    [
        (11, ["Syndicat mixte des", "transports et des eaux", "du Val d’Aubrée"]),
        (35, ["Syndicat mixte des", "transports et des…"]),
        (55, ["Syndicat mixte des", "transports et des eaux du…"]),
    ],
)
def test_a_long_name_is_written_on_as_many_lines_as_there_is_room_for(
    total: int, lines: list[str]
) -> None:
    assert words(LONG, total) == lines


def test_a_short_name_is_on_one_line_and_the_whole_name_is_kept() -> None:
    assert words("Caf", 11) == ["Caf"]
    assert node(LONG, 0, 55).name == LONG


def test_no_name_is_written_when_they_are_too_many() -> None:
    assert node(LONG, 0, 200, is_named=False).lines == ()


def test_the_first_one_stands_at_the_top() -> None:
    found = node("Caf", angle_of(0, 4), 4)

    assert (found.x, found.y, found.anchor) == ("500.0", "200.0", "start")


def test_names_on_the_left_are_read_upright() -> None:
    found = node("Caf", angle_of(3, 4), 4)

    assert (found.anchor, found.turned) == ("end", "translate(184.0 500.0) rotate(360.0)")
