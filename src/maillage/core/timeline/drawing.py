"""How are lines laid over time, so that what overlaps is seen?

Units are those of the drawing: 1130 wide, names in the first 250, time between 262 and 1068.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from maillage.core.timeline.description import Line, Moment, Span, Timeline
from maillage.core.timeline.period import Period, ticks

WIDTH = 1130.0
LEFT = 262.0
RIGHT = 1068.0
HEAD = 26.0
ROW = 40.0
LANE = 18.0
LETTER = 6.4


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """A span on screen; `starts` and `ends` tell whether its ends are."""

    span: Span
    x1: float
    x2: float
    y: float
    starts: bool
    ends: bool
    words_x: float
    words_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnMoment:
    """A moment on screen."""

    moment: Moment
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line: its name at `y`, what it holds."""

    line: Line
    y: float
    spans: tuple[DrawnSpan, ...]
    moments: tuple[DrawnMoment, ...]


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """A vertical: a hairline, a landmark, today."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The timeline, ready to be written as SVG."""

    height: float
    lines: tuple[DrawnLine, ...]
    hairlines: tuple[DrawnDay, ...]
    landmarks: tuple[DrawnDay, ...]
    today: float | None


def draw_timeline(
    timeline: Timeline, lines: Sequence[Line], period: Period, today: date
) -> Drawing:
    """The geometry of these lines over the period; spans that meet take lanes of their own."""
    drawn: list[DrawnLine] = []
    y = HEAD
    for line in lines:
        drawn.append(_line(line, y + 20, period, today))
        lanes = [round((span.y - y - 20) / LANE) for span in drawn[-1].spans]
        y += ROW + LANE * (_lane_of_moments(lanes) if line.moments else max(lanes, default=0))
    return Drawing(
        height=y + 36,
        lines=tuple(drawn),
        hairlines=tuple(DrawnDay(_x(tick.on, period), tick.label) for tick in ticks(period)),
        landmarks=tuple(
            DrawnDay(_x(mark.on, period), mark.label)
            for mark in timeline.landmarks
            if _in(mark.on, period)
        ),
        today=_x(today, period) if _in(today, period) else None,
    )


def _lanes(spans: Sequence[DrawnSpan]) -> list[int]:
    """For each span, the first lane where neither bar nor words stand; 0 is the line itself.

    Words written above their bar take the lane above it too.
    """
    reaches = [_reach(span) for span in spans]
    ends: dict[int, float] = {}
    lanes = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda one: reaches[one]):
        span, (left, right) = spans[number], reaches[number]
        rise = 1 if span.words_y < span.y else 0
        lane = next(lane for lane in count() if _is_free(ends, lane, lane - rise, left))
        if rise:
            ends[lane - 1] = span.words_x + LETTER * len(span.span.words)
        ends[lane] = right
        lanes[number] = lane
    return lanes


def _is_free(ends: Mapping[int, float], lane: int, above: int, left: float) -> bool:
    return all(ends.get(one, 0) < left for one in (lane, above))


def _reach(drawn: DrawnSpan) -> tuple[float, float]:
    """From where to where the span and its words go."""
    width = LETTER * len(drawn.span.words)
    start = drawn.words_x - width if drawn.anchor == "end" else drawn.words_x
    return min(drawn.x1, start), max(drawn.x2, start + width)


def _lane_of_moments(lanes: Sequence[int]) -> int:
    """The lane under the spans, so that marks and words do not meet."""
    return max(lanes) + 1 if lanes else 0


def _line(line: Line, y: float, period: Period, today: date) -> DrawnLine:
    flat = [
        _span(span, y, period, today)
        for span in line.spans
        if span.start <= period.end and (span.end or today) >= period.start
    ]
    lanes = _lanes(flat)
    spans = [
        replace(span, y=y + LANE * lane, words_y=span.words_y + LANE * lane)
        for span, lane in zip(flat, lanes, strict=True)
    ]
    moments = [
        DrawnMoment(moment, _x(moment.on, period), y + LANE * _lane_of_moments(lanes))
        for moment in line.moments
        if _in(moment.on, period)
    ]
    return DrawnLine(line, y, tuple(spans), tuple(moments))


def _span(span: Span, y: float, period: Period, today: date) -> DrawnSpan:
    """The span clipped to the period."""
    end = span.end or max(today, span.start)
    x1, x2 = _x(max(span.start, period.start), period), _x(min(end, period.end), period)
    words_x, rise, anchor = _beside(x1, x2, LETTER * len(span.words))
    return DrawnSpan(
        span=span,
        x1=x1,
        x2=max(x2, x1 + 2),
        y=y,
        starts=span.start >= period.start,
        ends=end <= period.end,
        words_x=words_x,
        words_y=y + rise,
        anchor=anchor,
    )


def _beside(x1: float, x2: float, width: float) -> tuple[float, float, str]:
    """Where the words of a span go: after its end, before its start, or above it."""
    if x2 + 24 + width <= WIDTH:
        return x2 + 19, 4, "start"
    if x1 - 10 - width >= LEFT:
        return x1 - 10, 4, "end"
    return x1 + 6, -6, "start"


def _in(day: date, period: Period) -> bool:
    return period.start <= day <= period.end


def _x(day: date, period: Period) -> float:
    share = (day - period.start).days / max(period.days, 1)
    return LEFT + share * (RIGHT - LEFT)
