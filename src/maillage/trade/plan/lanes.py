"""Where do the bars of an action or of a step stand on the axis that all its neighbours share?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core import french

QUARTER, HALF = (1, 4, 7, 10), (1, 7)
# In days, with the room that an axis has at its end.
A_YEAR = 430
# Of the whole width: under it, the number of a year covers the next.
LEAST_ROOM = 0.12


@dataclass(frozen=True)
class Tick:
    """A line of the axis: the beginning of a quarter, that of a year, the end of a contract."""

    at: str
    words: str
    kind: str = "grid"


@dataclass(frozen=True)
class Segment:
    """A piece of a bar, from one place to another, in percents; `kind` is how it is drawn."""

    kind: str
    start: str
    end: str


@dataclass(frozen=True)
class Lane:
    """The bar of one row: its pieces, then the day written at its end."""

    segments: tuple[Segment, ...]
    words: str
    at: str
    label: str
    is_late: bool = False


@dataclass(frozen=True)
class Axis:
    """The months that the bars of one table share."""

    first: date
    last: date
    today: date
    ends_on: date | None = None

    def at(self, day: date) -> str:
        """Where a day stands, in percents of the width; what is beyond is at the edge.

        >>> Axis(date(2026, 1, 1), date(2026, 12, 31), date(2026, 7, 1)).at(date(2026, 7, 2))
        '50.00'
        """
        whole = (self.last - self.first).days or 1
        return f"{100 * min(max((day - self.first).days / whole, 0), 1):.2f}"

    @property
    def ticks(self) -> list[Tick]:
        """The quarters and the years of the axis, then the end of the contract and today."""
        months = [
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in self._months
            if self.first <= date(year, month, 1) < self.last
        ]
        rows = [
            Tick(self.at(day), french.month_and_year(day).split(" ")[0], "year")
            if day.month == 1
            else Tick(self.at(day), "", "grid")
            for day in months
        ]
        if self.ends_on and self.first < self.ends_on < self.last:
            rows.append(Tick(self.at(self.ends_on), "", "ends"))
        return rows

    @property
    def years(self) -> list[Tick]:
        """Each year, where it begins or where the axis does, if the next leaves it room."""
        years = range(self.first.year, self.last.year + 1)
        starts = [max(date(year, 1, 1), self.first) for year in years]
        ends = [*starts[1:], self.last]
        room = (self.last - self.first) * LEAST_ROOM
        return [
            Tick(self.at(start), str(start.year), "year")
            for start, end in zip(starts, ends, strict=True)
            if end - start >= room
        ]

    @property
    def months(self) -> list[Tick]:
        """The months that have room for their name."""
        days = (self.last - self.first).days
        wanted = QUARTER if days <= A_YEAR else HALF if days <= 2 * A_YEAR else ()
        return [
            Tick(self.at(day), french.SHORT_MONTHS[day.month - 1])
            for year in range(self.first.year, self.last.year + 1)
            for month in wanted
            if self.first <= (day := date(year, month, 1)) < self.last
        ]

    def holds(self, first: date, last: date) -> bool:
        """Whether something of this period stands on it."""
        return first <= self.last and last >= self.first

    @property
    def now(self) -> str:
        """Where today stands."""
        return self.at(self.today)

    @property
    def _months(self) -> Sequence[int]:
        years = (self.last - self.first).days / 365
        return QUARTER if years <= 3 else (1,)


def axis_of(
    days: Iterable[date | None], today: date, ends_on: date | None = None, months: int = 0
) -> Axis | None:
    """The axis on which all these days stand, whole months with room at its end; None for none.

    Of so many `months`, it begins a quarter of them before today.
    """
    given = [day for day in days if day is not None]
    if not given:
        return None
    if months:
        first = (today - timedelta(days=months * 30 // 4)).replace(day=1)
        return Axis(first, first + timedelta(days=months * 365 // 12), today, ends_on)
    first, last = min(*given, today), max(*given, today)
    room = max((last - first) // 4, timedelta(days=62))
    end = last + room
    return Axis(first.replace(day=1), end.replace(day=28), today, ends_on)


@dataclass(frozen=True)
class Span:
    """What is planned, what is over, what is possible: the days of one bar."""

    start: date | None
    due: date | None
    done: date | None = None
    possible: date | None = None
    is_begun: bool = False
    is_talk: bool = False
    is_dropped: bool = False


def lane(axis: Axis, span: Span) -> Lane | None:
    """The bar of a row: over until its day, or until today once begun; hollow to its planned end,
    then what it slips; all hollow once dropped. None for what has no day at all.
    """
    start, due = span.start or span.due or span.done, span.due or span.done or span.start
    if start is None or due is None:
        return None
    start = min(start, due)
    if not axis.holds(start, max(due, span.possible or due)):
        return None
    is_late = span.done is None and span.possible is not None and span.possible > due
    is_point = start == due or (span.done is not None and span.done < start)
    kind = "talk" if span.is_talk else "point" if is_point else "plan"
    first, last = (span.done or due, span.done or due) if is_point else (start, due)
    segments = [Segment(kind, axis.at(first), axis.at(last))]
    over = span.done or (min(axis.today, due) if span.is_begun else None)
    if over and over >= start and not span.is_dropped:
        segments.append(Segment("done", axis.at(start), axis.at(over)))
    end = due
    if is_late and span.possible:
        segments.append(Segment("late", axis.at(due), axis.at(span.possible)))
        end = span.possible
    words = french.month_and_year(span.done or end)
    return Lane(
        tuple(segments), words, axis.at(end), _label(start, due, span, is_late=is_late), is_late
    )


def _label(start: date, due: date, span: Span, *, is_late: bool) -> str:
    months = french.month_and_year(start), french.month_and_year(due)
    words = f"{french.of_body(months[0])} à {months[1]}"
    if months[0] == months[1]:
        words = f"en {months[0]}"
    if span.done and span.is_dropped:
        return f"{words}, abandonnée en {french.month_and_year(span.done)}"
    if span.done:
        return f"{words}, finie en {french.month_and_year(span.done)}"
    if is_late and span.possible:
        return f"{words}, possible en {french.month_and_year(span.possible)}"
    return words
