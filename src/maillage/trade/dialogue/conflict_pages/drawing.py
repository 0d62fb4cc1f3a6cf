"""How did the heat of a conflict move, drawn as steps?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, LEFT, TOP, STEP = 640, 140, 70, 18, 30


@dataclass(frozen=True, slots=True)
class Knot:
    """A day on which the heat was told: where it is drawn, and its level."""

    x: int
    y: int
    level: int


@dataclass(frozen=True, slots=True)
class HeatDrawing:
    """The knots, the line that goes through them, and where today is."""

    knots: tuple[Knot, ...]
    line: str
    today_x: int


def drawn_heat(told: Sequence[tuple[date, int]], until: date) -> HeatDrawing | None:
    """The steps of these days and levels up to a day; None for fewer than two of them.

    >>> drawn_heat([(date(2026, 1, 1), 2), (date(2026, 1, 11), 4)], date(2026, 1, 21)).line
    'M 70 78 H 350 V 18 H 630'
    """
    rows = sorted(told)
    if len({day for day, _level in rows}) < 2:
        return None
    first, last = rows[0][0], max(until, rows[-1][0])
    span, across = (last - first).days, WIDTH - LEFT - 10
    knots = tuple(
        Knot(LEFT + round((day - first).days * across / span), y_of(level), level)
        for day, level in rows
    )
    end = LEFT + across
    steps = " ".join(f"H {knot.x} V {knot.y}" for knot in knots[1:])
    return HeatDrawing(knots, f"M {knots[0].x} {knots[0].y} {steps} H {end}", end)


def y_of(level: int) -> int:
    """Where a level is drawn: the hottest on top."""
    return TOP + (4 - level) * STEP
