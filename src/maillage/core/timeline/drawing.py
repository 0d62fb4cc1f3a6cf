"""How are lines laid over time, so that what overlaps is seen?

Units are those of the drawing: 1130 wide, names in the first 250, time between 262 and 1068.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.timeline.description import Line, Moment, Span, Timeline
from maillage.core.timeline.period import Period, ticks

WIDTH = 1130.0
LEFT = 262.0
RIGHT = 1068.0
HEAD = 26.0
ROW = 40.0
LANE = 18.0
LETTER = 6.4
APART = 14.0


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """A span on screen, and the words written beside it; `starts` and `ends`: whether they are."""

    span: Span
    words: str
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
        words = _last_day if timeline.is_points else _own_words
        drawn.append(_line(line, y + 20, period, today, words))
        lanes = [round((span.y - y - 20) / LANE) for span in drawn[-1].spans]
        has_lane = bool(line.moments) and not timeline.is_points
        y += ROW + LANE * (_lane_of_moments(lanes) if has_lane else max(lanes, default=0))
        if timeline.is_points:
            drawn[-1] = replace(drawn[-1], moments=_on_their_spans(drawn[-1]))
    return Drawing(
        height=y + (51 if len(timeline.landmarks) > 1 else 36),
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
            ends[lane - 1] = span.words_x + LETTER * len(span.words)
        ends[lane] = right
        lanes[number] = lane
    return lanes


def _is_free(ends: Mapping[int, float], lane: int, above: int, left: float) -> bool:
    return all(ends.get(one, 0) < left for one in (lane, above))


def _reach(drawn: DrawnSpan) -> tuple[float, float]:
    """From where to where the span and its words go."""
    width = LETTER * len(drawn.words)
    start = drawn.words_x - width if drawn.anchor == "end" else drawn.words_x
    return min(drawn.x1, start), max(drawn.x2, start + width + APART)


def _lane_of_moments(lanes: Sequence[int]) -> int:
    """The lane under the spans, so that marks and words do not meet."""
    return max(lanes) + 1 if lanes else 0


def _own_words(span: Span, _today: date) -> str:
    return span.words


def _last_day(span: Span, today: date) -> str:
    """What a timeline of points writes: the day on which the span ends, or since when it runs."""
    if span.point:
        return span.point
    if span.end is None:
        return _("depuis le %(day)s") % {"day": french.short_date(span.start, today)}
    return french.short_date(span.end, today)


def _on_their_spans(drawn: DrawnLine) -> tuple[DrawnMoment, ...]:
    """Each moment on the span that ends with it, of the same words first; else on the line."""

    def height(moment: Moment) -> float:
        ending = [one for one in drawn.spans if one.span.end == moment.on]
        ending.sort(key=lambda one: one.span.words != moment.words)
        return ending[0].y if ending else drawn.y

    return tuple(replace(one, y=height(one.moment)) for one in drawn.moments)


def _line(
    line: Line, y: float, period: Period, today: date, words: Callable[[Span, date], str]
) -> DrawnLine:
    flat = [
        _span(span, words(span, today), y, period, today)
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


def _span(span: Span, words: str, y: float, period: Period, today: date) -> DrawnSpan:
    """The span clipped to the period."""
    end = span.end or max(today, span.start)
    x1, x2 = _x(max(span.start, period.start), period), _x(min(end, period.end), period)
    words_x, rise, anchor = _beside(x1, x2, LETTER * len(words))
    return DrawnSpan(
        span=span,
        words=words,
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
