"""Which line goes from where each one stood to where it stands, between levels?

The page that shows it writes the moves as a table beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.core.french import shortened

LANE, GAP, TOP = 21.0, 16.0, 44.0
LEFT, RIGHT = 300.0, 480.0
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One of the names at both days: its heights; no height where nothing was known."""

    name: str
    was_y: str
    now_y: str
    was_text_y: str
    now_text_y: str
    path: str
    has_moved: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A level: its word, and the line under it."""

    word: str
    y: str
    edge: str


@dataclass(frozen=True, slots=True)
class Slope:
    """The whole drawing; `days` are the words over both ends."""

    days: tuple[str, str]
    lines: Sequence[Line]
    bands: Sequence[Band]
    height: str


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a name stood and stands: the place of its level, highest 0; None when unknown."""

    name: str
    was: int | None
    now: int | None


def draw_slope(ends: Sequence[Ends], levels: Sequence[str], days: tuple[str, str]) -> Slope:
    """The lines of these names between the levels that one of them bears."""
    ordered = sorted(ends, key=lambda one: one.name.casefold())
    used = [
        level for level in range(len(levels)) if any(level in (one.was, one.now) for one in ordered)
    ]
    lanes = {
        level: max(
            sum(one.was == level for one in ordered), sum(one.now == level for one in ordered)
        )
        for level in used
    }
    tops, y = {}, TOP
    for level in used:
        tops[level] = y
        y += lanes[level] * LANE + GAP
    was = _heights([(one.name, one.was) for one in ordered], tops)
    now = _heights([(one.name, one.now) for one in ordered], tops)
    return Slope(
        days,
        lines=[_line(one, was.get(one.name), now.get(one.name)) for one in ordered],
        bands=[
            Band(
                levels[level],
                f"{tops[level] + LANE / 2 + 5:.1f}",
                f"{tops[level] + lanes[level] * LANE + GAP / 2:.1f}",
            )
            for level in used
        ],
        height=f"{y:.0f}",
    )


def _heights(
    placed: Sequence[tuple[str, int | None]], tops: Mapping[int, float]
) -> dict[str, float]:
    """The height of each name: in the band of its level, one under the other."""
    next_y = dict(tops)
    heights = {}
    for name, level in placed:
        if level is not None:
            heights[name] = next_y[level] + LANE / 2
            next_y[level] += LANE
    return heights


def _line(one: Ends, was: float | None, now: float | None) -> Line:
    name = shortened(one.name, LONGEST)
    path = ""
    if was is not None and now is not None:
        path = f"M{LEFT:.0f} {was:.1f}L{RIGHT:.0f} {now:.1f}"
    return Line(
        name=name,
        was_y="" if was is None else f"{was:.1f}",
        now_y="" if now is None else f"{now:.1f}",
        was_text_y="" if was is None else f"{was + 5:.1f}",
        now_text_y="" if now is None else f"{now + 5:.1f}",
        path=path,
        has_moved=one.was != one.now,
    )
