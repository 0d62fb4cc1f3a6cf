"""Over which months is what is due to funders drawn, and where does a day stand?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core import french
from maillage.trade.context.duties.models import Duty

MONTHS_DRAWN = 15
MONTHS_BACK = 6
LEFT, RIGHT = 170.0, 1118.0
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Month:
    """A hairline at the beginning of a month, with its name where there is room for it."""

    x: str
    label: str


@dataclass
class Axis:
    """The months of the drawing, from the first day of one to that of the month after the last."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands across; a day outside stands at the nearest edge."""
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / (self.last - self.first).days
        return LEFT + (RIGHT - LEFT) * share


def months_owed(rows: Sequence[Duty], today: date) -> Axis:
    """From the oldest month in which something is owed, `MONTHS_BACK` at most, or from this one."""
    this_month = today.year * 12 + today.month - 1
    days = [one.due_on for one in rows if one.is_open and one.due_on]
    owed = [day.year * 12 + day.month - 1 for day in days]
    first = max(min([this_month, *owed]), this_month - MONTHS_BACK)
    return Axis(_month(first), _month(first + MONTHS_DRAWN))


def until_last(axis: Axis, rows: Sequence[Duty], today: date) -> Axis:
    """The same months, up to this one or to that of the last of these."""
    last = max([today, *(one.due_on for one in rows if one.due_on)])
    return Axis(axis.first, _month(last.year * 12 + last.month))


def months_to_come(today: date) -> Axis:
    """This month, and those that are drawn after it."""
    first = today.year * 12 + today.month - 1
    return Axis(_month(first), _month(first + MONTHS_DRAWN))


def months_of(drawn: Sequence[Duty], today: date) -> Axis:
    """The months of what is drawn, and this one."""
    days = [today, *(one.due_on for one in drawn if one.due_on)]
    numbers = [day.year * 12 + day.month - 1 for day in days]
    return Axis(_month(min(numbers)), _month(max(numbers) + 1))


def _month(number: int) -> date:
    """The first day of a month counted from year 0."""
    return date(number // 12, number % 12 + 1, 1)


def months(axis: Axis) -> Iterator[Month]:
    """Each month, named every other one, or where there is room for it."""
    day, number = axis.first, 0
    count = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month
    step = 1 if count <= MOST_LABELS // 2 else max(2, -(-count // MOST_LABELS))
    while day < axis.last:
        label = ""
        if number % step == 0:
            has_year = number == 0 or day.month <= step
            label = f"{french.SHORT_MONTHS[day.month - 1]}{f' {day.year}' if has_year else ''}"
        yield Month(f"{axis.x(day):.1f}", label)
        day = (day + timedelta(days=31)).replace(day=1)
        number += 1
