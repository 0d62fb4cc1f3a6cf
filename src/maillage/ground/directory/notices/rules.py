"""Until when is a person told that they are in the file, and kept in it?

The month to tell them is a rule of law; the years to keep them are a product default.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from maillage.core.days import later
from maillage.law.retention import information_of_person

YEARS_AFTER_LAST_MANDATE = 3
ONE_DAY = timedelta(days=1)


def notice_due(recorded_on: date) -> date:
    """The last day to tell a person recorded on this day.

    >>> notice_due(date(2027, 1, 31))
    datetime.date(2027, 2, 28)
    """
    day = information_of_person(recorded_on).figures.day
    return day or recorded_on


def first_in_time(today: date) -> date:
    """The first day of recording whose people may still be told in time.

    >>> first_in_time(date(2027, 3, 1))
    datetime.date(2027, 2, 1)
    """
    day = today
    while notice_due(day - ONE_DAY) >= today:
        day -= ONE_DAY
    return day


def review_date(chosen: date | None, ends: Iterable[date | None], recorded_on: date) -> date | None:
    """The day on which the record is to be reviewed; None while a mandate is in force.

    `chosen` is the day somebody wrote; otherwise three years after the last mandate ended, or
    after the record when no mandate is known. `ends` holds None for a mandate in force.

    >>> review_date(None, [date(2024, 2, 29)], date(2020, 1, 1))
    datetime.date(2027, 2, 28)
    """
    if chosen is not None:
        return chosen
    days = list(ends)
    if None in days:
        return None
    last = max((day for day in days if day is not None), default=recorded_on)
    return later(last, YEARS_AFTER_LAST_MANDATE)
