"""A line of opinions: its bar holds every tick and its centre, and never leaves the axis."""

import pytest

from maillage.core.drawing.spread import Spread, at, draw_spread


def test_the_bar_goes_from_the_lowest_to_the_highest() -> None:
    assert draw_spread([3, -1, 3], 5 / 3) == Spread(
        start=123.0, width=148.0, centre=221.7, ticks=[(123.0, 5), (271.0, 7)]
    )


@pytest.mark.parametrize("values", [[0], [-4, 4], [-4] * 500, [4, 4, -2, 0, 1]])
def test_everything_stands_on_the_bar(values: list[int]) -> None:
    drawn = draw_spread(values, sum(values) / len(values))

    end = drawn.start + drawn.width
    assert at(-4) <= drawn.start <= drawn.centre <= end <= at(4)
    assert all(drawn.start <= x <= end and half <= 13 for x, half in drawn.ticks)
