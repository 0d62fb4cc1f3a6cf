"""Where does each voice stand on a line from 0 to 100, and where is their mean?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.trade.plan.selection.rules import Standing, points

LEFT, LENGTH = 4.0, 144.0


@dataclass(frozen=True, slots=True)
class Range:
    """The line from the least voice to the most, each voice, their mean, the least admitted."""

    start: float
    end: float
    dots: Sequence[float]
    mean: float
    need: float | None


def at(value: int) -> float:
    """The place of a mark on the line.

    >>> at(0), at(50), at(100)
    (4.0, 76.0, 148.0)
    """
    return LEFT + LENGTH * value / 100


def draw_range(read: Standing, least: int | None) -> Range | None:
    """The drawing of a project's voices; None while it has no mean."""
    if read.mean is None or read.bounds is None:
        return None
    low, high = read.bounds
    return Range(
        start=at(low),
        end=at(high),
        dots=[at(one) for one in read.scores],
        mean=round(at(points(read.mean)) - 2.5, 1),
        need=None if least is None else at(least),
    )
