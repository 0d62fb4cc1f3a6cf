"""Where not all that is due has room in a drawing: how much is late, how much comes each month?"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty

BESIDE = 5.0  # the hairline that begins the month


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many duties come in a month, where it begins across."""

    x: str
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """What is late, in words, and what comes month by month; an end is owed by nobody."""

    late_words: str
    months: Sequence[MonthCount]

    @property
    def lines(self) -> int:
        """How many lines they take above the lanes."""
        return bool(self.late_words) + bool(self.months)


def duty_counts(
    rows: Sequence[Duty], today: date, last: date, x: Callable[[date], float]
) -> DutyCounts:
    """What these rows hold that is late, and what comes before `last`, month by month."""
    days = [one.due_on for one in rows if one.is_open and one.kind != DutyKind.END and one.due_on]
    late = [day for day in days if day < today]
    coming = Counter(day.replace(day=1) for day in days if today <= day < last)
    return DutyCounts(_late_words(late), [_month(*one, x) for one in sorted(coming.items())])


def _late_words(late: Sequence[date]) -> str:
    """« 101 échéances passées, la plus ancienne le 22 août 2026 »."""
    if not late:
        return ""
    return ngettext(
        "une échéance passée, le %(day)s",
        "%(n)s échéances passées, la plus ancienne le %(day)s",
        len(late),
    ) % {"n": french.in_words(len(late), feminine=True), "day": french.long_date(min(late))}


def _month(first: date, count: int, x: Callable[[date], float]) -> MonthCount:
    title = _("%(month)s : %(n)s à rendre") % {
        "month": french.capital(french.month_and_year(first)),
        "n": french.number(count),
    }
    return MonthCount(f"{x(first) + BESIDE:.1f}", french.number(count), title)
