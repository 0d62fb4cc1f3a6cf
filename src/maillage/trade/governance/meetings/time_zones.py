"""How is a time zone written in a calendar so that Outlook follows its changes of hour?

Outlook reads of a zone its name, its first day, its rule and its offsets, and ignores lists of days
([MS-STANOICAL] 2.2.47): each change of the year is a rule, « the last Sunday of October ».
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = timedelta(days=7)
_FIRST = 1970
_NO_CHANGE = timedelta(0)


class Change(NamedTuple):
    """One change of hour: its local time before it, and the offsets on both sides."""

    at: datetime
    before: timedelta
    after: timedelta
    is_summer: bool


def time_zone(key: str, year: int) -> "Timezone":
    """The zone of this name by the rules of this year: a rule a change, or none all the year."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", key)
    in_turn = changes(key, year)
    for change in in_turn or (_still(key, year),):
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", _first_day(change) if in_turn else change.at)
        if in_turn:
            part.add("rrule", _rule(change))
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        zone.add_component(part)
    return zone


@lru_cache(maxsize=64)
def changes(key: str, year: int) -> tuple[Change, ...]:
    """The changes of hour of a year, in order."""
    zone, hour = ZoneInfo(key), timedelta(hours=1)
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    result = []
    before = _offset(moment, zone)
    while moment < end:
        after = _offset(moment, zone)
        if after != before:
            summer = bool(moment.astimezone(zone).dst())
            result.append(Change((moment + before).replace(tzinfo=None), before, after, summer))
            before = after
        moment += hour
    return tuple(result)


def _still(key: str, year: int) -> Change:
    offset = _offset(datetime(year, 1, 1, tzinfo=UTC), ZoneInfo(key))
    return Change(datetime(_FIRST, 1, 1), offset, offset, is_summer=False)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or _NO_CHANGE


def _rank(at: datetime) -> int:
    """Which such day of its month: -1 for the last one, else 1 to 4."""
    return -1 if (at + _WEEK).month != at.month else (at.day - 1) // 7 + 1


def _rule(change: Change) -> dict[str, object]:
    day = f"{_rank(change.at)}{_DAYS[change.at.weekday()]}"
    return {"freq": "yearly", "bymonth": change.at.month, "byday": day}


def _first_day(change: Change) -> datetime:
    """The first such day, before any meeting: that of 1970."""
    day = change.at.replace(year=_FIRST, day=1)
    day += timedelta(days=(change.at.weekday() - day.weekday()) % 7)
    rank = _rank(change.at)
    if rank > 0:
        return day + (rank - 1) * _WEEK
    while (day + _WEEK).month == day.month:
        day += _WEEK
    return day
