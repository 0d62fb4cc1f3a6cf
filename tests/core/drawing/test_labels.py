"""No name crosses a mark, a line, an axis or another name, wherever the points fall."""

import re
from random import Random

import pytest

from maillage.core.drawing.labels import Box, along, around, free_places, meet, offer
from maillage.core.drawing.plane import (
    AXES,
    CORNERS,
    FRAME,
    LETTER,
    LINE,
    RADIUS,
    Dot,
    Spot,
    spots,
)

NAMES = ("Caf", "DDT", "Bocage d’Ervelle", "Chambre d’agriculture", "Les Voisins du Bief")


def drawn_box(spot: Spot) -> Box:
    """What the name of a spot covers."""
    at = (float(spot.name_x), float(spot.name_y))
    width = LETTER * len(spot.name)
    return offer(at, spot.anchor, width=width, rise=LINE - 4, drop=4).box


def obstacles(drawn: list[Spot]) -> list[Box]:
    """What no name may cross: corners, axes, points, and where a point comes from."""
    marks = [around((float(one.x), float(one.y)), RADIUS) for one in drawn]
    moves = [
        box
        for one in drawn
        if one.has_moved
        for box in along((float(one.was_x), float(one.was_y)), (float(one.x), float(one.y)))
    ]
    return [*CORNERS, *AXES, *marks, *moves]


@pytest.mark.parametrize("seed", range(40))
def test_no_name_of_a_plane_crosses_anything(seed: int) -> None:
    chance = Random(seed)
    dots = [
        Dot(
            number,
            chance.choice(NAMES),
            (chance.random(), chance.random()),
            was=(chance.random(), chance.random()) if number % 4 == 0 else None,
            changed=number % 4 == 0,
        )
        for number in range(1 + seed)
    ]

    drawn = spots(dots)

    with_name = [one for one in drawn if one.name]
    boxes = [drawn_box(one) for one in with_name]
    # Coordinates are written to a tenth of a unit.
    smaller = [(a + 0.1, b + 0.1, c - 0.1, d - 0.1) for a, b, c, d in boxes]
    assert [box for box in smaller for other in obstacles(drawn) if meet(box, other)] == []
    assert [
        (one, other)
        for one in smaller
        for other in smaller
        if one is not other and meet(one, other)
    ] == []
    assert all(box[0] >= FRAME[0] and box[2] <= FRAME[2] for box in smaller)


def test_a_few_points_apart_all_bear_their_names() -> None:
    dots = [Dot(n, NAMES[n % 5], (0.1 + 0.2 * (n % 5), 0.2 + 0.3 * (n // 5))) for n in range(15)]

    assert sum(bool(one.name) for one in spots(dots)) >= 14


def test_a_name_far_from_its_point_is_joined_to_it() -> None:
    near = [
        Dot(n, "Bocage d’Ervelle", (0.7 + 0.02 * (n % 4), 0.3 + 0.03 * (n // 4))) for n in range(8)
    ]

    drawn = spots(near)

    assert 0 < sum(bool(one.leader) for one in drawn) < sum(bool(one.name) for one in drawn)
    names = [(one.number, drawn_box(one)) for one in drawn if one.name]
    ways = [(one.number, [float(x) for x in re.findall(r"[\d.]+", one.leader)]) for one in drawn]
    assert [
        (number, other)
        for number, way in ways
        if way
        for other, box in names
        if other != number
        for step in along((way[0], way[1]), (way[2], way[3]), half=0.5)
        if meet(step, box)
    ] == []


def test_the_first_name_wins_and_one_without_room_is_left_out() -> None:
    right, left = (
        offer((50, 50), anchor, width=40, rise=10, drop=2) for anchor in ("start", "end")
    )

    assert free_places([[right], [right, left], [right]], [], (0, 0, 100, 100)) == [
        right,
        left,
        None,
    ]
    assert free_places([[right]], [(60, 45, 61, 46)], (0, 0, 100, 100)) == [None]
    assert free_places([[right]], [], (0, 0, 80, 100)) == [None]
