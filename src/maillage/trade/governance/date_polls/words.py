"""On which proposed date is it best to meet, and why?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.group_choice.date_poll import DateReading, Invited, date_poll
from maillage.core import french
from maillage.core.french import hour_words, listed
from maillage.law.quorum import Attendance, quorum
from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.choices import Coming, QuorumKind, Voice
from maillage.trade.governance.date_polls.models import PollSlot
from maillage.trade.governance.date_polls.queries import PollSheet

WHOLE = "séance"
NOT_COUNTED = ""


@dataclass(frozen=True)
class RankedSlot:
    """A proposed date at its rank: whether it can be kept, how many come, and why."""

    slot: PollSlot
    when: str
    is_possible: bool
    count: str
    why: str


def slot_words(slot: PollSlot) -> str:
    """The day of the week, the date and the hours of a proposed date."""
    day = f"{french.weekday(slot.held_on)} {french.long_date(slot.held_on)}"
    if slot.starts_at is None:
        return day
    starts = hour_words(slot.starts_at)
    if slot.ends_at is None:
        return f"{day}, {_('à %(hour)s') % {'hour': starts}}"
    hours = _("de %(starts)s à %(ends)s") % {"starts": starts, "ends": hour_words(slot.ends_at)}
    return f"{day}, {hours}"


def ranked_slots(sheet: PollSheet) -> list[RankedSlot]:
    """The proposed dates from the best to the worst, as `analysis` ranks them.

    A seat can come when its titulaire or its suppléant can. The quorum is counted in seats that
    vote, for the whole body or in each college, more than half (`maillage.law.quorum`).
    """
    by_number = {str(slot.pk): slot for slot in sheet.slots}
    invited = [_invited(sheet, seat) for seat in sheet.seats]
    readings = date_poll(list(by_number), invited, _answers(sheet), _quorums(sheet))
    return [_ranked(sheet, by_number[one.date], one) for one in readings]


def comers_words(sheet: PollSheet, slot: PollSlot) -> str:
    """Who said yes to a date, who would come if need be, who cannot, who has said nothing."""
    labels = {
        Coming.YES.value: _("Oui : %(names)s."),
        Coming.MAYBE.value: _("Si nécessaire : %(names)s."),
        Coming.NO.value: _("Non : %(names)s."),
        "": _("Sans réponse : %(names)s."),
    }
    names: dict[str, list[str]] = {choice: [] for choice in labels}
    for seat in sheet.seats:
        names[sheet.of_seat(seat.pk, slot.pk)].append(sheet.name_of(seat.pk))
    return " ".join(
        labels[choice] % {"names": listed(some)} for choice, some in names.items() if some
    )


def _invited(sheet: PollSheet, seat: Seat) -> Invited:
    return Invited(
        name=str(seat.pk),
        structure=sheet.name_of(seat.pk),
        body=_counted_in(sheet, seat),
        required=seat.pk in sheet.required,
    )


def _counted_in(sheet: PollSheet, seat: Seat) -> str:
    """Where the seat counts for a quorum: nowhere, in the whole body, or in its college."""
    requested = sheet.poll.body.quorum
    if seat.voice != Voice.DELIBERATIVE or requested == QuorumKind.NONE:
        return NOT_COUNTED
    return seat.college or _("sans collège") if requested == QuorumKind.COLLEGE else WHOLE


def _answers(sheet: PollSheet) -> dict[str, dict[str, str]]:
    return {
        str(seat.pk): {
            str(slot.pk): words
            for slot in sheet.slots
            if (words := sheet.of_seat(seat.pk, slot.pk))
        }
        for seat in sheet.seats
    }


def _quorums(sheet: PollSheet) -> dict[str, int]:
    counted = [_counted_in(sheet, seat) for seat in sheet.seats]
    return {
        name: quorum(Attendance(members_in_office=counted.count(name), present=0)).figures.needed
        for name in dict.fromkeys(counted)
        if name != NOT_COUNTED
    }


def _ranked(sheet: PollSheet, slot: PollSlot, reading: DateReading) -> RankedSlot:
    missing = [sheet.name_of(int(number)) for number in reading.missing]
    return RankedSlot(
        slot=slot,
        when=slot_words(slot),
        is_possible=reading.possible and sheet.answered > 0,
        count=count_words(reading.yes, reading.maybe),
        why=_why(sheet, reading, missing),
    )


def count_words(yes: int, maybe: int) -> str:
    """How many seats say yes, and how many would come if need be: "6 oui, 2 si nécessaire"."""
    parts = [
        _("%(n)s oui") % {"n": yes} if yes or not maybe else "",
        _("%(n)s si nécessaire") % {"n": maybe} if maybe else "",
    ]
    return _("Par siège : %(counts)s.") % {"counts": ", ".join(one for one in parts if one)}


def _why(sheet: PollSheet, reading: DateReading, missing: Sequence[str]) -> str:
    """What stands in the way, in a sentence: « Quorum atteint, manque le Département. »"""
    if not sheet.answered:
        return _("Personne n’a encore répondu.")
    parts = [*_quorum_words(sheet, reading), *_required_words(sheet, missing)]
    words = ", ".join(parts) or _coming_words(reading)
    return f"{words[:1].upper()}{words[1:]}."


def _quorum_words(sheet: PollSheet, reading: DateReading) -> list[str]:
    if sheet.poll.body.quorum == QuorumKind.NONE:
        return []
    if not reading.short:
        return [_("quorum atteint")]
    return [_short_words(name, lack) for name, lack in reading.short]


def _short_words(name: str, lack: int) -> str:
    if name == WHOLE:
        sentence = ngettext(
            "il manque un oui pour le quorum", "il manque %(n)s oui pour le quorum", lack
        )
        return sentence % {"n": lack}
    sentence = ngettext(
        "il manque un oui au collège %(college)s",
        "il manque %(n)s oui au collège %(college)s",
        lack,
    )
    return sentence % {"n": lack, "college": name}


def _required_words(sheet: PollSheet, missing: Sequence[str]) -> list[str]:
    if missing:
        names = listed([french.with_article(name) for name in missing])
        return [_("il manque %(names)s") % {"names": names}]
    return [_("les indispensables sont là")] if sheet.required else []


def _coming_words(reading: DateReading) -> str:
    if not reading.absent:
        return _("chaque structure peut venir")
    count = len(reading.absent)
    return ngettext(
        "une structure ne peut pas, ou n’a rien dit",
        "%(n)s structures ne peuvent pas, ou n’ont rien dit",
        count,
    ) % {"n": count}
