"""From which day does one compare: the last steering meeting, some months, a day of one's own?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import read_day
from maillage.core.happenings import Happening, happenings
from maillage.foundation.cooperations.models import Access

MEETINGS = 4
MONTHS = (3, 6, 12, 18)
DEFAULT_MONTHS = 6
SEEN = timedelta(days=760)


@dataclass(frozen=True, slots=True)
class Since:
    """The day one compares from, its words, the days offered, and what happened after it."""

    day: date
    words: str
    choices: Sequence[tuple[str, str]]
    chosen: str
    typed: str
    error: str
    happened: Sequence[Happening]

    def between(self, first: date, last: date) -> list[Happening]:
        """What happened from a day to another, both included, latest first."""
        return [one for one in self.happened if first <= one.on <= last]


def requested_since(access: Access, parameters: Mapping[str, str], today: date) -> Since:
    """The day that the address asks for; the last steering meeting without one."""
    shown_happenings = sorted(
        happenings.ask(access, today - SEEN, today),
        key=lambda one: one.on,
        reverse=True,
    )
    offered = _offered([one for one in shown_happenings if one.steers and one.on < today], today)
    typed, error = parameters.get("jour", "").strip(), ""
    chosen = parameters.get("depuis", "")
    day = _default(offered, today)
    if typed:
        day, error = _typed_day(typed, day, today)
        chosen = ""
    else:
        day = next((one for one in offered if one.isoformat() == chosen), day)
        chosen = day.isoformat()
    return Since(
        day=day,
        words=offered.get(day, _("le %(day)s") % {"day": french.long_date(day)}),
        choices=[(one.isoformat(), words) for one, words in offered.items()],
        chosen=chosen,
        typed=typed,
        error=error,
        happened=[one for one in shown_happenings if one.on > day],
    )


def _offered(steering: Sequence[Happening], today: date) -> dict[date, str]:
    """The days offered, with the words that follow "depuis"."""
    days: dict[date, str] = {}
    for one in steering[:MEETINGS]:
        values = {"label": one.label, "day": french.long_date(one.on)}
        days.setdefault(one.on, _("la séance du %(day)s (%(label)s)") % values)
    for months in MONTHS:
        words = ngettext("%(n)s mois", "%(n)s mois", months) % {"n": months}
        days.setdefault(months_before(today, months), words)
    return days


def _default(offered: Mapping[date, str], today: date) -> date:
    months = {months_before(today, count) for count in MONTHS}
    return next((day for day in offered if day not in months), months_before(today, DEFAULT_MONTHS))


def _typed_day(typed: str, default: date, today: date) -> tuple[date, str]:
    try:
        day = read_day(typed)
    except ValidationError as error:
        return default, error.messages[0]
    if day >= today:
        return default, _("Choisissez un jour passé : on compare ce jour-là avec aujourd’hui.")
    return day, ""


def months_before(day: date, count: int) -> date:
    """The same day some months before, the 28th at most."""
    years, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(years, month + 1, min(day.day, 28))
