"""Names stand around the circle, whole when they may, on as many lines as there is room for."""

import pytest

from maillage.core.drawing.circle import Bundle, Point, Thread, angle_of, draw_circle, node

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
    assert node(LONG, 0, 200, has_name=False).lines == ()


def test_the_first_one_stands_at_the_top() -> None:
    result = node("Caf", angle_of(0, 4), 4)

    assert (result.x, result.y, result.anchor) == ("500.0", "200.0", "start")


def test_names_on_the_left_are_read_upright() -> None:
    result = node("Caf", angle_of(3, 4), 4)

    assert (result.anchor, result.turned) == ("end", "translate(184.0 500.0) rotate(360.0)")


def test_each_look_is_one_thread() -> None:
    points = [Point(7, "Vue"), Point(3, "Rouans")]

    drawn = draw_circle(points, [Bundle("edge", [(7, 3), (3, 7)]), Bundle("edge in", [], "7 5")])

    assert drawn.threads == [
        Thread("edge", "M500 200Q500 500 500 800M500 800Q500 500 500 200", None),
        Thread("edge in", "", "7 5"),
    ]


def test_what_nothing_ties_to_the_chosen_one_is_faded() -> None:
    points = [Point(number, f"Commune {number}") for number in range(3)]

    drawn = draw_circle(points, [Bundle("edge", [(0, 1)])], chosen=0)

    assert [(one.is_chosen, one.is_faded) for one in drawn.points] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_beyond_sixty_points_groups_are_named_and_the_chosen_one() -> None:
    points = [Point(number, f"Commune {number}", "Communes") for number in range(61)]

    drawn = draw_circle(points, [], chosen=4)

    assert [one.node.name for one in drawn.points if one.node.lines] == ["Commune 4"]
    assert ([one.label for one in drawn.sectors], drawn.radius) == (["Communes"], 4)


def test_points_without_a_group_keep_their_names() -> None:
    drawn = draw_circle([Point(number, f"Commune {number}") for number in range(61)], [])

    assert all(one.node.lines for one in drawn.points)
    assert (drawn.sectors, drawn.radius) == ((), 8)
