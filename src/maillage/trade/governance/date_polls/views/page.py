"""What the page of a date poll says first, and the cells of its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import hour_words
from maillage.foundation.cooperations.questions.words import means_words
from maillage.trade.governance.choices import Coming
from maillage.trade.governance.date_polls.models import DatePoll, PollSlot
from maillage.trade.governance.date_polls.queries import InviteeLine, PollSheet


@dataclass(frozen=True, slots=True)
class ShownInvitee:
    """A row of the table: who is asked, what they say of each date, how it was known."""

    line: InviteeLine
    cells: Sequence[str]
    known: str


@dataclass(frozen=True, slots=True)
class ShownPoll:
    """The sentence of a poll, the head of its columns, its rows."""

    sentence: str
    heads: Sequence[str]
    rows: Sequence[ShownInvitee]


def shown_poll(told: PollSheet, today: date) -> ShownPoll:
    """The poll as its page draws it."""
    return ShownPoll(
        sentence=f"{_state(told.poll, today)} {_count(told)}",
        heads=[_head(slot, today) for slot in told.slots],
        rows=[_shown(told, line) for line in told.lines],
    )


def _head(slot: PollSlot, today: date) -> str:
    """A date in the head of a column: "ven. 22 janv. 2027, 18 h 30"."""
    day = f"{french.weekday(slot.held_on)[:3]}. {french.short_date(slot.held_on, today)}"
    return f"{day}, {hour_words(slot.starts_at)}" if slot.starts_at else day


def _state(poll: DatePoll, today: date) -> str:
    if poll.dropped_on:
        return _("Abandonné le %(day)s : %(why)s.") % {
            "day": french.long_date(poll.dropped_on),
            "why": poll.dropped_for,
        }
    if poll.chosen_on:
        return _("La date est fixée depuis le %(day)s.") % {"day": french.long_date(poll.chosen_on)}
    day = french.long_date(poll.closes_on)
    if poll.closes_on < today:
        return _("Les réponses étaient attendues jusqu’au %(day)s : choisissez.") % {"day": day}
    return _("Réponses attendues jusqu’au %(day)s.") % {"day": day}


def _count(told: PollSheet) -> str:
    if not told.lines:
        return _("Personne ne siège dans cette instance : donnez-lui ses sièges.")
    return ngettext(
        "%(n)s personne ou structure sur %(all)s a répondu.",
        "%(n)s personnes ou structures sur %(all)s ont répondu.",
        max(told.answered, 1),
    ) % {"n": told.answered, "all": len(told.lines)}


def _shown(told: PollSheet, line: InviteeLine) -> ShownInvitee:
    said = [line.said.get(slot.pk) for slot in told.slots]
    first = next((one for one in said if one), None)
    return ShownInvitee(
        line=line,
        cells=[str(Coming(one.choice).label) if one else "" for one in said],
        known=means_words(first) if first else "",
    )
