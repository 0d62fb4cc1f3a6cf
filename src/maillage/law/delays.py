"""On which day does a legal delay end?"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Final

SATURDAY: Final = 5

# Codes of the holidays package for territories with feasts of their own (Code du travail L3134-13,
# L3422-2); 67 and 68 share the calendar of the Collectivité européenne d'Alsace.
LOCAL_FEASTS: Final = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "6AE": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def last_day_of_month(year: int, month: int) -> date:
    """Return the last day of a month, 29 February in leap years."""
    return date(year, month, monthrange(year, month)[1])


def months_after(day: date, months: int) -> date:
    """Return the same-numbered day so many months later (earlier if negative).

    When the month has no such day, its last day: 31 January and one month is 28 or 29 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = last_day_of_month(year, month + 1)
    return last.replace(day=min(day.day, last.day))


def latest_start(end: date, months: int) -> date:
    """Return the latest day from which so many months are over on `end` at the latest."""
    start = months_after(end, -months)
    if end == last_day_of_month(end.year, end.month):
        return last_day_of_month(start.year, start.month)
    return start


def next_working_day(day: date, department: str | None = None) -> date:
    """Return the day itself, or the next one that is no Saturday, Sunday or public holiday.

    `department` adds the feasts of Alsace-Moselle (57, 67, 68) and overseas (971 to 988).
    Source: CJA R421-1 with CPC art. 642; Code du travail L3133-1, L3134-13, L3422-2.
    """
    while day.weekday() >= SATURDAY or is_public_holiday(day, department):
        day += timedelta(days=1)
    return day


def previous_working_day(day: date, department: str | None = None) -> date:
    """Return the day itself, or the last one before that is no weekend day nor public holiday."""
    while day.weekday() >= SATURDAY or is_public_holiday(day, department):
        day -= timedelta(days=1)
    return day


def is_public_holiday(day: date, department: str | None = None) -> bool:
    """Return whether the day is a public holiday, feasts of the department included."""
    return day in _public_holidays(day.year, LOCAL_FEASTS.get(department or ""))


@cache
def _public_holidays(year: int, feasts: str | None) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays("FR", subdiv=feasts, years=year))


def days_after(sent: date, clear: int) -> date:
    """Return the first day with so many clear days between it and the sending day."""
    return sent + timedelta(days=clear + 1)
