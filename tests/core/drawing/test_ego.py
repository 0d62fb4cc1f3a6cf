"""Around one name, threads come from the left and leave on the right; no label meets another."""

from collections.abc import Sequence

import pytest

from maillage.core.drawing.ego import BOX_LEFT, BOX_RIGHT, LEFT, RIGHT, WIDTH, Ego, Side, Tie
from maillage.core.drawing.ego import draw_ego as draw

LONG = "Syndicat mixte des transports et des eaux du Val d’Aubrée"
Box = tuple[float, float, float, float]


def ties(count: int) -> list[Tie]:
    return [Tie(f"{LONG} {place}", "touche ses missions", 1 + place % 4) for place in range(count)]


def boxes(side: Side) -> list[Box]:
    """What the words of a side cover, at the widest."""
    lines = [(one.y, one.label, 7.6) for one in side.strands]
    lines += [(one.words_y, one.tie.words, 6.5) for one in side.strands]
    lines += [(side.more_y, "et 9 autres, dans la liste", 6.5)] if side.more else []
    return [_box(side, *line) for line in lines]


def _box(side: Side, y: float, text: str, letter: float) -> Box:
    width = len(text) * letter
    left = side.x - width if side.is_left else side.x
    return left, y - 11, left + width, y + 3


def meet(first: Box, second: Box) -> bool:
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]


def ends(drawing: Ego) -> Sequence[Box]:
    return [box for side in drawing.sides for box in boxes(side)]


@pytest.mark.parametrize("counts", [(0, 1), (1, 0), (4, 7), (9, 10), (11, 3), (499, 499)])
def test_no_words_meet_and_none_leaves_the_drawing(counts: tuple[int, int]) -> None:
    drawing = draw(LONG, ties(counts[0]), ties(counts[1]))

    drawn = ends(drawing)
    pairs = [(one, other) for one in drawn for other in drawn if one is not other]
    assert [pair for pair in pairs if meet(*pair)] == []
    assert all(box[0] >= 0 and box[2] <= WIDTH for box in drawn)
    assert all(box[1] > 28 and box[3] <= drawing.height for box in drawn)
    assert all(box[2] <= LEFT or box[0] >= RIGHT for box in drawn)


@pytest.mark.parametrize(
    ("count", "shown", "more"), [(9, 9, 0), (10, 10, 0), (11, 9, 2), (499, 9, 490)]
)
def test_a_long_side_says_how_many_follow(count: int, shown: int, more: int) -> None:
    side = draw("Caf", ties(count), []).sides[0]

    assert (len(side.strands), side.more) == (shown, more)


def test_threads_go_from_who_acts_to_who_undergoes() -> None:
    drawing = draw("Caf", [Tie("DDT", "", 2)], [Tie("Vue", "", 3)])

    left, right = drawing.sides
    assert [one.path for one in left.strands] == [
        f"M{LEFT + 16:.1f} 112.0C298.0 112.0 273.0 112.0 {BOX_LEFT - 12:.1f} 112.0"
    ]
    assert [one.path for one in right.strands] == [
        f"M{BOX_RIGHT:.1f} 112.0C579.0 112.0 580.0 112.0 {RIGHT - 22:.1f} 112.0"
    ]
    assert drawing.lines == [(118.0, "Caf")]


def test_threads_touch_the_box_inside_its_height() -> None:
    drawing = draw("Caf", ties(10), [])

    knots = [float(one.path.rpartition(" ")[2]) for one in drawing.sides[0].strands]
    assert drawing.box_y < min(knots)
    assert max(knots) < drawing.box_y + drawing.box_height
