"""When is it time to remind somebody: at 8:00 of a working day, where their cooperation is?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from maillage.foundation.mail.choices import Every
from maillage.law.delays import next_working_day

OPENS, CLOSES = 8, 18


@dataclass(frozen=True)
class Slot:
    """The hour, day, week or month that is being told, and when it opened.

    Two never bear one name.
    """

    name: str
    opened: datetime


def open_slot(every: str, now: datetime, zone: str) -> Slot | None:
    """The slot of this rhythm that is open now in this time zone, or None.

    A day opens at 8:00 when it is worked, a week and a month on their first working day; an hour,
    between 8:00 and 18:00. What a stopped machine missed is told later in the same period.
    """
    local = now.astimezone(zone_of(zone))
    today = local.date()
    if local.hour < OPENS or next_working_day(today) != today:
        return None
    if every == Every.TIME and local.hour < CLOSES:
        opened = local.replace(minute=0, second=0, microsecond=0)
        return Slot(f"{today}T{local.hour:02}", opened)
    if every == Every.DAY:
        return Slot(str(today), _at_opening(today, local))
    if every == Every.WEEK:
        year, week, weekday = today.isocalendar()
        first = next_working_day(today - timedelta(days=weekday - 1))
        return Slot(f"{year}-W{week:02}", _at_opening(first, local))
    if every == Every.MONTH:
        first = next_working_day(today.replace(day=1))
        return Slot(f"{today:%Y-%m}", _at_opening(first, local))
    return None


def _at_opening(day: date, local: datetime) -> datetime:
    return datetime.combine(day, time(OPENS), local.tzinfo)


@cache
def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name, or that of the installation when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
