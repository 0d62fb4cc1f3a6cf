"""What the page of attendance says of each seat, and of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.queries.attendance import AttendanceSheet, PresenceLine


@dataclass(frozen=True, slots=True)
class Asked:
    """What was just sent of one seat and could not be kept, and why."""

    seat: int
    standing: str
    sentence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownPresence:
    """A seat as the page shows it."""

    line: PresenceLine
    chosen: str
    note: str
    error: str
    carriers: Sequence[PresenceLine]

    @property
    def asks_carrier(self) -> bool:
        """Whether the page asks who carries its *pouvoir*."""
        return self.chosen == Attending.PROXY

    @property
    def carrier(self) -> int | None:
        """The seat that carries its *pouvoir*."""
        return self.line.presence.given_to_id if self.line.presence else None


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """The seats, what they add up to, and a word on what is left to say."""

    seats: Sequence[ShownPresence]
    count: str
    unsaid: str


def attendance_page(told: AttendanceSheet, asked: Asked | None) -> AttendancePage:
    """The page, with what was sent of one seat in its place."""
    return AttendancePage(
        seats=[_shown(told, line, asked) for line in told.lines],
        count=count_words(told),
        unsaid=_unsaid_words(told),
    )


def _shown(told: AttendanceSheet, line: PresenceLine, asked: Asked | None) -> ShownPresence:
    is_asked = asked is not None and asked.seat == line.seat.pk
    chosen = asked.standing if asked and is_asked and asked.standing else line.standing
    return ShownPresence(
        line=line,
        chosen=chosen,
        note=asked.note if asked and is_asked else line.note,
        error=asked.sentence if asked and is_asked else "",
        carriers=[one for one in told.lines if one is not line]
        if chosen == Attending.PROXY
        else (),
    )


def count_words(told: AttendanceSheet) -> str:
    """How many seats are held, of how many, and how many gave a *pouvoir*."""
    voting = [line for line in told.voting if line.standing == Attending.PRESENT]
    said = _("%(present)s présents sur %(n)s à voix délibérative.") % {
        "present": len(voting),
        "n": len(told.voting),
    }
    given = len(told.standing(Attending.PROXY))
    if not given:
        return said
    more = ngettext(
        "Un pouvoir, qui compte pour le vote, pas pour le quorum.",
        "%(n)s pouvoirs, qui comptent pour le vote, pas pour le quorum.",
        given,
    ) % {"n": given}
    return f"{said} {more}"


def _unsaid_words(told: AttendanceSheet) -> str:
    left = len(told.lines) - told.said
    if not left:
        return ""
    return ngettext("Un siège reste à noter.", "%(n)s sièges restent à noter.", left) % {"n": left}
