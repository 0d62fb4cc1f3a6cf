"""On which days does a body meet that meets every month, or twice a year?"""

from calendar import monthrange
from datetime import date, timedelta

from maillage.trade.governance.choices import Rhythm

MONTHS = {Rhythm.MONTH: 1, Rhythm.TWO_MONTHS: 2, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6}
FORTNIGHT = timedelta(weeks=2)


def next_days(first: date, rhythm: str, count: int) -> list[date]:
    """The `count` days that follow `first` at this rhythm, on the same day of the week.

    Of months, the same rank in the month is kept: the second Tuesday stays the second Tuesday, and
    a fifth one becomes the last.
    """
    if rhythm == Rhythm.FORTNIGHT:
        return [first + FORTNIGHT * step for step in range(1, count + 1)]
    every = MONTHS[Rhythm(rhythm)]
    return [_same_rank(first, every * step) for step in range(1, count + 1)]


def _same_rank(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    begun = date(year, month + 1, 1)
    days = (first.weekday() - begun.weekday()) % 7 + 7 * ((first.day - 1) // 7) + 1
    last = monthrange(begun.year, begun.month)[1]
    return begun.replace(day=days if days <= last else days - 7)
