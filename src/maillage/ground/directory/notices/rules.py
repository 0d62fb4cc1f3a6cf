"""Until when is a person kept in the file? A product default, not a rule of law."""

from collections.abc import Iterable
from datetime import date

from maillage.core.days import later

YEARS_AFTER_LAST_MANDATE = 3


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
