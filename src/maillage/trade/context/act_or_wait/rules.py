"""Act, prepare or wait with a structure around a day, and for which reasons?

A pure reading of its windows; it weighs reasons, never a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from maillage.core.windows import Window

SOON = timedelta(days=45)


class Step(TextChoices):
    """What to do with a structure for a move."""

    ACT = "act", _("agir")
    PREPARE = "prepare", _("préparer")
    WAIT = "wait", _("attendre")


@dataclass(frozen=True)
class Advice:
    """What to do, from which day when one waits, and the windows it rests on."""

    step: Step
    free_on: date | None
    reasons: Sequence[Window]


def covers(window: Window, day: date) -> bool:
    """Whether the day is inside the window, both ends included."""
    return window.first <= day and (window.last is None or day <= window.last)


def is_soon_after(window: Window, day: date) -> bool:
    """Whether the window opens on the day or in the six weeks that follow."""
    return day <= window.first <= day + SOON


def advise(windows: Sequence[Window], around: date) -> Advice:
    """The advice of a structure for a move around that day.

    What hinders on that day comes first: one waits for its end, or prepares when none is known.
    Nothing hinders and something dated helps: one acts. What helps without an end (a posture) is
    no moment: alone, one prepares.

    >>> autumn = date(2026, 10, 1)
    >>> advise([], autumn).step.value
    'prepare'
    >>> advise([Window(1, autumn, autumn, True, "conseil")], autumn).step.value
    'act'
    >>> vote = Window(1, date(2026, 9, 1), date(2026, 11, 30), False, "budget")
    >>> advise([vote], autumn).free_on
    datetime.date(2026, 12, 1)
    """
    against = [one for one in windows if one.helps is False and covers(one, around)]
    favour = [
        one for one in windows if one.helps and (covers(one, around) or is_soon_after(one, around))
    ]
    reasons = sorted([*against, *favour], key=lambda one: (bool(one.helps), one.first))
    if not against:
        is_a_moment = any(one.last is not None for one in favour)
        return Advice(Step.ACT if is_a_moment else Step.PREPARE, None, reasons)
    ends = [one.last for one in against]
    if any(end is None for end in ends):
        return Advice(Step.PREPARE, None, reasons)
    last = _last_hindrance(windows, max(end for end in ends if end is not None))
    return Advice(Step.WAIT, last + timedelta(days=1), reasons)


def _last_hindrance(windows: Sequence[Window], end: date) -> date:
    """The end of what hinders without a gap from that end on."""
    for one in sorted(windows, key=lambda window: window.first):
        if (
            one.helps is False
            and one.last
            and one.first <= end + timedelta(days=1)
            and one.last > end
        ):
            end = one.last
    return end
