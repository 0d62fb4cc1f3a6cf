"""Which stretch of time is on screen, and how is it ruled?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.timeline.description import Timeline

WHOLE = "tout"
LENGTHS: dict[str, tuple[Promise, int]] = {
    "dix-ans": (_("Dix ans"), 3652),
    "trois-ans": (_("Trois ans"), 1096),
    "un-an": (_("Un an"), 366),
    "trois-mois": (_("Trois mois"), 92),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A hairline at a date, with its words when there is room."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Period:
    """The stretch on screen, the zoom that gave it, and the ways to the stretches beside it."""

    start: date
    end: date
    zoom: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def days(self) -> int:
        """How many days are on screen."""
        return (self.end - self.start).days

    @property
    def before(self) -> str:
        """The address of the stretch before; nothing when all is on screen."""
        return self._at(self.start)

    @property
    def after(self) -> str:
        """The address of the stretch after; nothing when all is on screen."""
        return self._at(self.end)

    @property
    def in_words(self) -> str:
        """The stretch in words: "janvier 2024 à mars 2025"."""
        first, last = (
            f"{french.MONTHS[day.month - 1]} {day.year}" for day in (self.start, self.end)
        )
        return f"{first} à {last}"

    def _at(self, centre: date) -> str:
        if self.zoom == WHOLE:
            return ""
        moved = [("periode", self.zoom), ("au", centre.isoformat())]
        return f"?{urlencode([*self.parameters, *moved])}"


def read_period(timeline: Timeline, parameters: Mapping[str, str], today: date) -> Period:
    """The stretch that the address asks for: everything, or a length around a day."""
    pairs = tuple((k, v) for k, v in parameters.items() if k not in {"periode", "au", "export"})
    zoom = parameters.get("periode", WHOLE)
    if zoom not in LENGTHS:
        start, end = _whole(timeline, today)
        return Period(start, end, WHOLE, pairs)
    length = LENGTHS[zoom][1]
    start = _day(parameters.get("au", ""), today) - timedelta(days=length // 2)
    return Period(start, start + timedelta(days=length), zoom, pairs)


def ticks(period: Period) -> list[Tick]:
    """The hairlines of the stretch: years, quarters, months or weeks, whichever can be read."""
    if period.days > 365 * 6:
        every = 1 + period.days // (365 * 12)
        return [Tick(day, _year(day, every)) for day in _months(period, 12)]
    if period.days > 500:
        return [Tick(day, str(day.year) if day.month == 1 else "") for day in _months(period, 3)]
    if period.days > 150:
        return [Tick(day, _month(day)) for day in _months(period, 1)]
    return [Tick(day, french.day_in_words(day) if day.day <= 7 else "") for day in _weeks(period)]


def _year(day: date, every: int) -> str:
    return str(day.year) if day.year % every == 0 else ""


def _month(day: date) -> str:
    return str(day.year) if day.month == 1 else french.SHORT_MONTHS[day.month - 1]


def _months(period: Period, step: int) -> Iterator[date]:
    month = period.start.year * 12 + period.start.month - 1
    month += -month % step
    while True:
        day = date(month // 12, month % 12 + 1, 1)
        if day > period.end:
            return
        if day >= period.start:
            yield day
        month += step


def _weeks(period: Period) -> Iterator[date]:
    day = period.start + timedelta(days=-period.start.weekday() % 7)
    while day <= period.end:
        yield day
        day += timedelta(days=7)


def _whole(timeline: Timeline, today: date) -> tuple[date, date]:
    """From the first day to the last, whole years, today always on screen.

    Of points, the days themselves and a tenth on each side, two weeks at least.
    """
    days = [today]
    for line in timeline.lines:
        days += [span.start for span in line.spans]
        days += [span.end for span in line.spans if span.end]
        days += [moment.on for moment in line.moments]
    if timeline.is_points:
        beside = timedelta(days=max(14, (max(days) - min(days)).days // 10))
        return min(days) - beside, max(days) + beside
    return date(min(days).year, 1, 1), date(min(max(days).year + 1, 9999), 1, 1)


def _day(written: str, today: date) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return today
    return day if 1900 <= day.year <= 2200 else today
