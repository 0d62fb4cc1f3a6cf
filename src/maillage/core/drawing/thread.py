"""Where do the marks of a structure's thread stand over time, and which of their words have room?

Units are those of the drawing. A strand is whole until today and dotted after. A mark that another
would cover moves beside it, and never across today; words that would cross a mark, other words or
today are left out: the list that goes with the drawing says all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from maillage.core import french
from maillage.core.strands import IN_ORDER, StrandMark, Thread, ThreadStrand

MOST_MONTHS, LEAST_MONTHS, MOST_AHEAD = 15, 6, 9
LETTER, LONGEST = 6.6, 34
ABOVE, BELOW, ASCENT, DESCENT = -16.0, 25.0, 11.0, 4.0
LEAST_PAST = timedelta(days=21)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing: from where to where time goes, how far apart strands and marks are."""

    left: float
    right: float
    top: float
    step: float
    half: float
    foot: float = 0.0


FULL = Frame(left=140, right=1140, top=66, step=64, half=9, foot=44)
SMALL = Frame(left=2, right=218, top=8, step=14, half=4, foot=8)


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch of time on screen, from the first of a month to the first of another."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day stands, 0 at the left and 1 at the right."""
        return (day - self.first).days / (self.last - self.first).days

    @property
    def months(self) -> list[date]:
        """The first day of each month on screen."""
        count = _month(self.last) - _month(self.first)
        return [_first_of(_month(self.first) + one) for one in range(count)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on screen; one to come, or that did not, is drawn so. `half` is half its width."""

    mark: StrandMark
    on: date
    x: float
    half: float
    is_next: bool

    @property
    def is_missed(self) -> bool:
        """Whether it stands on the day on which something was expected and did not come."""
        return self.is_next and self.mark.missed_on is not None


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark, and their day; `anchor` is SVG's."""

    x: float
    y: float
    anchor: str
    words: str
    day: str

    @property
    def box(self) -> Box:
        """What they cover: left, top, right, bottom."""
        width = _width(self.words, self.day)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - ASCENT, left + width, self.y + DESCENT


@dataclass(frozen=True)
class DrawnStrand:
    """A strand at its height: its marks, the last days to act, and the words that have room."""

    strand: ThreadStrand
    y: float
    spots: Sequence[Spot]
    limits: Sequence[float] = ()
    labels: Sequence[Label] = ()


@dataclass(frozen=True)
class Tick:
    """The first day of a month, and its word."""

    x: float
    label: str


@dataclass(frozen=True)
class ThreadDrawing:
    """A thread ready to be drawn; `left_out` counts the marks that are in the list alone."""

    frame: Frame
    span: Span
    today: float
    strands: Sequence[DrawnStrand]
    ticks: Sequence[Tick] = field(default_factory=tuple)
    left_out: int = 0

    @property
    def bottom(self) -> float:
        """Where the last strand ends."""
        return max((one.y for one in self.strands), default=self.frame.top) + self.frame.half

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.bottom + self.frame.foot


def span_of(threads: Iterable[Thread], today: date) -> Span:
    """The time that these threads need: from their first mark, today in, fifteen months at most."""
    days = [day for thread in threads for mark in thread.all_marks for day, _next in _days(mark)]
    ahead = max([today, *days])
    last = min(_month(ahead) + 2, _month(today) + MOST_AHEAD)
    start = min([today - LEAST_PAST, *days])
    first = min(max(_month(start), last - MOST_MONTHS), last - LEAST_MONTHS)
    return Span(_first_of(first), _first_of(last))


def draw_thread(thread: Thread, today: date) -> ThreadDrawing:
    """The thread at its full size, with its words."""
    span = span_of([thread], today)
    drawn = _drawn(thread, today, span, FULL)
    strands = [_with_labels(one, drawn.today) for one in drawn.strands]
    ticks = [Tick(_x(day, span, FULL), _month_word(day)) for day in span.months]
    return ThreadDrawing(FULL, span, drawn.today, strands, ticks, drawn.left_out)


def draw_small(thread: Thread, today: date, span: Span) -> ThreadDrawing:
    """The thread as small as three lines of a table, without a word, over a common stretch.

    Each strand has its own height, the same in all the rows: one that is not there leaves a gap.
    """
    present = {one.key: one for one in thread.strands}
    return _drawn(thread, today, span, SMALL, [present.get(key) for key in IN_ORDER])


def draw_line(thread: Thread, today: date, span: Span) -> ThreadDrawing:
    """The thread as one strand, that all its marks share."""
    whole = ThreadStrand("votes", "", tuple(thread.all_marks))
    return _drawn(Thread((whole,)), today, span, SMALL)


def _drawn(
    thread: Thread,
    today: date,
    span: Span,
    frame: Frame,
    places: Sequence[ThreadStrand | None] | None = None,
) -> ThreadDrawing:
    strands = [
        _strand(strand, frame.top + frame.step * rank, today, span, frame)
        for rank, strand in enumerate(thread.strands if places is None else places)
        if strand
    ]
    drawn = {id(spot.mark) for one in strands for spot in one.spots}
    left_out = sum(id(mark) not in drawn for mark in thread.all_marks)
    return ThreadDrawing(frame, span, _x(today, span, frame), strands, left_out=left_out)


def _strand(strand: ThreadStrand, y: float, today: date, span: Span, frame: Frame) -> DrawnStrand:
    spots = [
        Spot(mark, day, _x(day, span, frame), _half(mark, frame), is_next)
        for mark in strand.marks
        for day, is_next in _days(mark)
        if span.first <= day < span.last
    ]
    middle = _x(today, span, frame)
    past = _apart([one for one in spots if one.on <= today], frame.left, middle - 2, keep_last=True)
    coming = _apart([one for one in spots if one.on > today], middle + 2, frame.right)
    limits = [
        _x(mark.limit, span, frame)
        for mark in strand.marks
        if mark.limit and span.first <= mark.limit < span.last
    ]
    return DrawnStrand(strand, y, [*past, *coming], limits)


def _days(mark: StrandMark) -> list[tuple[date, bool]]:
    """The days on which a mark is drawn: its own, then when more is expected, or was."""
    days = [(mark.on, False)] if mark.on else []
    if mark.missed_on:
        return [*days, (mark.missed_on, True)]
    return [*days, (mark.next_on, True)] if mark.next_on and mark.next_on != mark.on else days


def _apart(
    spots: Sequence[Spot], low: float, high: float, *, keep_last: bool = False
) -> list[Spot]:
    """The marks between two bounds, none over another; those for which there is no room go."""
    rows = sorted(spots, key=lambda one: one.x)
    while rows and sum(2 * one.half + 1 for one in rows) > high - low:
        rows.pop(0 if keep_last else -1)
    xs: list[float] = []
    edge = low
    for one in rows:
        xs.append(max(one.x, edge + one.half))
        edge = xs[-1] + one.half + 1
    edge = high
    for rank in range(len(rows) - 1, -1, -1):
        xs[rank] = min(xs[rank], edge - rows[rank].half)
        edge = xs[rank] - rows[rank].half - 1
    return [
        Spot(one.mark, one.on, x, one.half, one.is_next) for one, x in zip(rows, xs, strict=True)
    ]


def _with_labels(drawn: DrawnStrand, today: float) -> DrawnStrand:
    """The strand with the words that have room: first what is to come or late, then the latest."""
    coming = [one for one in drawn.spots if one.is_next or one.mark.is_open]
    coming.sort(key=lambda one: not one.is_next)
    others = [one for one in reversed(drawn.spots) if one not in coming]
    placed: dict[Box, Label] = {}
    for spot in [*coming, *others]:
        label = _place(spot, drawn.y, today, placed)
        if label is not None:
            placed[label.box] = label
    return DrawnStrand(drawn.strand, drawn.y, drawn.spots, drawn.limits, list(placed.values()))


def _place(spot: Spot, y: float, today: float, placed: Iterable[Box]) -> Label | None:
    """The words of a mark where they are alone, above first; None when they are nowhere."""
    words, day = french.shortened(spot.mark.title, LONGEST), _day_word(spot.on)
    sides = (("middle", 0.0), ("start", -spot.half), ("end", spot.half))
    for rise in (ABOVE, BELOW):
        for anchor, shift in sides:
            label = Label(spot.x + shift, y + rise, anchor, words, day)
            box = label.box
            inside = FULL.left - 8 <= box[0] and box[2] <= FULL.right + 8
            crosses = box[0] - 3 < today < box[2] + 3
            if inside and not crosses and not any(overlaps(box, one) for one in placed):
                return label
    return None


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share a point, or nearly: four units part words that follow each other."""
    return (
        one[0] < other[2] + 4 and other[0] < one[2] + 4 and one[1] < other[3] and other[1] < one[3]
    )


def _half(mark: StrandMark, frame: Frame) -> float:
    wide = mark.text and frame is FULL
    return max(frame.half, 4 + 4.5 * len(mark.text)) if wide else frame.half


def _x(day: date, span: Span, frame: Frame) -> float:
    return round(frame.left + span.share(day) * (frame.right - frame.left), 1)


def _width(words: str, day: str) -> float:
    return LETTER * (len(words) + 1 + len(day))


def _day_word(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{french.NBSP}{french.SHORT_MONTHS[day.month - 1]}"


def _month_word(day: date) -> str:
    return str(day.year) if day.month == 1 else french.SHORT_MONTHS[day.month - 1]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
