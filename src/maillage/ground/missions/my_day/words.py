"""What does the day say in one sentence: what waits, what arrived, and what comes?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Turn, Upcoming, Waiting


@dataclass(frozen=True, slots=True)
class Day:
    """What a reader finds on their day: what waits, how many things arrived, what comes next.

    `since` is when they last read, and `follows` whether they are told what others do; `aged`
    counts the missions that they see to be read again, `owed` what they wait for from others;
    `note_of` names who hands over to them.
    """

    today: date
    since: date
    gestures: Sequence[Waiting]
    arrived: int
    follows: bool
    next_date: Upcoming | None
    aged: int = 0
    owed: int = 0
    note_of: str = ""

    @property
    def is_quiet(self) -> bool:
        """Whether nobody waits for anything, and no delay runs."""
        return all(one.turn == Turn.COMPLETES for one in self.gestures)


def day_reading(day: Day) -> str:
    """The sentence of the day."""
    parts = [_quiet(day) if day.is_quiet else _pressing(day.gestures)]
    if day.follows:
        parts.append(_arrived(day))
    if day.note_of:
        parts.append(_("%(name)s vous passe la main.") % {"name": day.note_of})
    return " ".join(part for part in parts if part)


def _pressing(gestures: Sequence[Waiting]) -> str:
    """How many gestures others or the law wait for, as many as the page has lines for them.

    A line may stand for many things that are alike: gestures are counted, never things.
    """
    count = sum(one.turn != Turn.COMPLETES for one in gestures)
    return ngettext(
        "%(n)s geste est attendu de vous.", "%(n)s gestes sont attendus de vous.", count
    ) % {"n": french.capital(french.in_words(count))}


def _quiet(day: Day) -> str:
    """That nothing presses, for who follows the others and where nothing is late nor waited for."""
    is_calm = day.follows and not day.aged and not day.owed
    if day.next_date is None:
        if is_calm:
            return _("Rien ne presse, et aucune date n’est notée d’ici deux mois.")
        return f"{_aged(day.aged)} {_('Aucune date n’est notée d’ici deux mois.')}".strip()
    label = day.next_date.label
    coming = _("Prochaine date, %(day)s : %(label)s") % {
        "day": _near(day.next_date.on, day.today),
        "label": label if label.endswith((".", "?", "!")) else f"{label}.",
    }
    return f"{_('Rien ne presse.') if is_calm else _aged(day.aged)} {coming}".strip()


def _aged(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s mission est à revoir sur la carte.",
        "%(n)s missions sont à revoir sur la carte.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}


def _near(on: date, today: date) -> str:
    """A day to come, as one says it: "aujourd’hui", "demain", "mardi 1er décembre"."""
    away = (on - today).days
    if away in (0, 1):
        return _("demain") if away else _("aujourd’hui")
    return f"{french.weekday(on)} {french.day_in_words(on)}"


def _arrived(day: Day) -> str:
    since = _("aujourd’hui")
    if day.since != day.today:
        since = _("depuis le %(day)s") % {"day": french.long_date(day.since)}
    if not day.arrived:
        return _("Rien n’est arrivé sans vous %(since)s.") % {"since": since}
    return ngettext(
        "%(n)s chose est arrivée sans vous %(since)s.",
        "%(n)s choses sont arrivées sans vous %(since)s.",
        day.arrived,
    ) % {"n": french.capital(french.in_words(day.arrived, feminine=True)), "since": since}
