"""How outlines are drawn."""

from random import Random

import pytest

from maillage.core.drawing.labels import meet
from maillage.ground.territories.atlas.drawing import (
    Label,
    View,
    box_of,
    extent,
    fitted,
    read_view,
    spread,
)
from maillage.ground.territories.atlas.short_names import short_name

EQUATOR = (0, -5_000, 20_000, 5_000)  # two degrees by one, where both are worth the same


def test_box_fills_the_width_and_stands_in_the_middle() -> None:
    projection = fitted(EQUATOR)

    assert projection.place(0, 5_000) == (12, 98)
    assert projection.place(20_000, -5_000) == (628, 406)


def test_path_is_short_and_closed() -> None:
    square = [(0, -5_000), (1, -5_000), (20_000, -5_000), (20_000, 5_000), (0, 5_000)]

    assert fitted(EQUATOR).path([[square]]) == "M120 4060l 6160 0 0 -3080 -6160 0z"


def test_what_is_smaller_than_a_tenth_is_not_drawn() -> None:
    assert fitted((0, 0, 1_000_000, 1_000_000)).path([[[(0, 0), (1, 0), (1, 1)]]]) == ""


def test_scale_is_a_round_number_of_kilometres() -> None:
    # 308 units for a degree of 111.19 km: 20 km are 55 units, the nearest to 80 is 20 (50: 139).
    assert fitted(EQUATOR).scale == (20, 55)


def test_boxes_join() -> None:
    assert box_of([(0, 0, 1, 1), (5, -2, 6, 0)]) == (0, -2, 6, 1)
    assert box_of([]) is None
    assert extent((0, -2, 6, 1)) == 6


def test_names_do_not_cover_one_another() -> None:
    first = Label("Pornic", 320, 250)
    covered = Label("Machecoul", 330, 255)
    below = Label("Machecoul", 330, 290)
    outside = Label("Machecoul", 2, 250)

    assert spread([[first], [covered, below]]) == [first, below]
    assert spread([[first], [covered], [outside]]) == [first]


@pytest.mark.parametrize(
    ("view", "box"),
    [
        ("", "0 0 640 504"),
        ("2-320-252", "160 126 320 252"),
        ("4-0-0", "0 0 160 126"),
        ("99-320-252", "280 220.5 80 63"),
        ("-1-2", "0 0 640 504"),
        ("²-1-1", "0 0 640 504"),
        ("2-99999999999999999999-1", "0 0 640 504"),
    ],
)
def test_view_stays_in_the_drawing(view: str, box: str) -> None:
    assert read_view(view).box == box


def test_view_moves_and_says_its_address() -> None:
    nearer = View().moved(2, 320, 252)

    assert nearer.address == "2-320-252"
    assert nearer.moved(2, 0, 0).address == "2-160-126"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("CC du Val d’Aubrée", "Val d’Aubrée"),
        ("CA de La Rochelle", "La Rochelle"),
        ("Métropole du Grand Paris", "Grand Paris"),
        ("Nantes Métropole", "Nantes Métropole"),
        ("CC", "CC"),
    ],
)
def test_names_lose_their_class(name: str, short: str) -> None:
    assert short_name(name) == short


def test_names_cross_no_seat_and_no_other_on_either_screen() -> None:
    chance = Random(7)
    seats = [(chance.randrange(20, 620), chance.randrange(30, 480)) for _one in range(60)]
    marks = [(x - 4, y - 4, x + 4, y + 4) for x, y in seats]
    wanted = [
        [Label("Sainte-Ormelle Agglo", x, y - 11), Label("Sainte-Ormelle Agglo", x, y + 26)]
        for x, y in seats
    ]

    placed = spread(wanted, marks)

    for labels, letter, rise, drop in (
        (placed, 9.2, 15, 4),
        ([one for one in placed if not one.is_wide], 13, 21, 5.7),
    ):
        halves = [len(one.text) * letter / 2 for one in labels]
        drawn = [
            (one.x - half, one.y - rise, one.x + half, one.y + drop)
            for one, half in zip(labels, halves, strict=True)
        ]
        others = [*drawn, *marks]
        assert [one for one in drawn for other in others if one != other and meet(one, other)] == []
    assert 0 < sum(one.is_wide for one in placed) < len(placed)
