"""What do the papers of a meeting say to this reader: who is called, about what, who was there?"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.french import hour_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Paper, Value
from maillage.trade.governance.body_words import of_the_body
from maillage.trade.governance.choices import Attending, ItemKind
from maillage.trade.governance.letter_contact import contact_fields, contact_values
from maillage.trade.governance.meetings.models import AgendaItem, Guest, Meeting
from maillage.trade.governance.meetings.papers import fields
from maillage.trade.governance.meetings.papers.representatives import representatives, unnamed
from maillage.trade.governance.meetings.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    attendance,
)
from maillage.trade.governance.meetings.queries.meetings import ItemLine, agenda_lines, meetings
from maillage.trade.governance.meetings.words import when_words

OF_COMMUNE = re.compile(r"^(?:commune|ville) (?:de la |de |du |des |d’)?", re.IGNORECASE)
MODELS = Path(__file__).with_name("paper_models")


def meeting_papers() -> tuple[Paper, ...]:
    """The papers of a meeting."""
    return (
        Paper(
            word="convocation",
            label=_("Convocation"),
            purpose=_("Elle part avant la séance : jour, lieu, ordre du jour."),
            about="meeting",
            make_fields=lambda: (
                *fields.meeting_fields(),
                fields.items_field(),
                *contact_fields(),
            ),
            model=MODELS / "convocation.xml",
            gather=_convocation,
        ),
        Paper(
            word="attendance_sheet",
            label=_("Feuille de présence"),
            purpose=_(
                "Elle s’imprime avant la séance, se signe à l’entrée, et garde qui est venu."
            ),
            about="meeting",
            make_fields=lambda: (
                *fields.meeting_fields(),
                fields.seats_field(),
                fields.guests_field(),
                fields.quorum_field(),
            ),
            model=MODELS / "attendance_sheet.xml",
            gather=_attendance_sheet,
        ),
    )


def meeting_of(access: Access, number: int) -> Meeting | None:
    """The meeting of this number that the reader may open, or None."""
    return meetings(access).filter(pk=number).first()


def meeting_values(meeting: Meeting, title: str) -> dict[str, Value]:
    """What every paper of a meeting says."""
    day = french.long_date(meeting.held_on)
    return {
        "titre": f"{title}, {meeting.body.name}, {day}",
        "instance": meeting.body.name,
        "de_linstance": of_the_body(meeting.body.name, meeting.body.cooperation.name),
        "objet": meeting.title,
        "jour": day,
        "quand": when_words(meeting),
        "endroit": meeting.place,
        "visio": meeting.link,
    }


def _convocation(access: Access, number: int) -> dict[str, Value] | None:
    meeting = meeting_of(access, number)
    if meeting is None:
        return None
    points = [_item(line) for line in agenda_lines(access, meeting)]
    convened = meeting.convened_on
    sent = {"aujourdhui": french.long_date(convened)} if convened else {}
    return {
        **meeting_values(meeting, _("Convocation")),
        "points": points,
        **contact_values(access),
        **sent,
    }


def _item(line: ItemLine) -> dict[str, Value]:
    item = line.item
    bearers = [str(item.organisation or ""), str(item.person) if line.shows_person else ""]
    return {
        "numero": str(line.number),
        "heure": hour_words(line.starts_at) if line.starts_at else "",
        "titre": item.title,
        "nature": _nature(item),
        "duree": _("%(n)s min") % {"n": item.minutes} if item.minutes else "",
        "porteur": ", ".join(part for part in bearers if part),
    }


def _nature(item: AgendaItem) -> str:
    """What is expected of the item; what is only talked over is an exchange."""
    return _("échange") if item.kind == ItemKind.QUESTION else str(item.get_kind_display())


def _attendance_sheet(access: Access, number: int) -> dict[str, Value] | None:
    meeting = meeting_of(access, number)
    if meeting is None:
        return None
    sheet = attendance(access, meeting)
    people = representatives(sheet)
    return {
        **meeting_values(meeting, _("Feuille de présence")),
        "sieges": [_seat(sheet, line, people) for line in _in_order(sheet.lines)],
        "invites": [
            {"nom": one.name, "fonction": one.quality, "presence": _guest_words(one)}
            for one in sheet.guests
        ],
        "quorum": sheet.reading.sentence if sheet.noted else "",
    }


def _guest_words(guest: Guest) -> str:
    if guest.has_come is None:
        return ""
    return noted_words()[Attending.PRESENT if guest.has_come else Attending.ABSENT]


def _in_order(lines: Iterable[PresenceLine]) -> list[PresenceLine]:
    """The seats as one looks for them: a commune by its name, not by « Commune de »."""
    return sorted(lines, key=lambda line: (line.seat.college, fold(OF_COMMUNE.sub("", line.name))))


def _seat(
    sheet: AttendanceSheet, line: PresenceLine, people: Mapping[int, list[str]]
) -> dict[str, Value]:
    return {
        "structure": line.name,
        "college": line.seat.college,
        "representants": "\n".join(people.get(line.seat.pk, [])) or unnamed(line),
        "voix": str(line.seat.get_voice_display()),
        "presence": " ; ".join(
            part for part in (_standing_words(sheet, line), _downs(line)) if part
        ),
    }


def _downs(line: PresenceLine) -> str:
    items = ", ".join(str(one.item) for one in line.stand_downs)
    return _("déport : %(items)s") % {"items": items} if items else ""


def _standing_words(sheet: AttendanceSheet, line: PresenceLine) -> str:
    if line.presence is None:
        return ""
    if line.standing == Attending.PROXY:
        return _("pouvoir %(to)s") % {"to": french.to_body(carrier(sheet, line))}
    if line in sheet.vacant:
        return _("siège vacant")
    return noted_words()[Attending(line.standing)]


def noted_words() -> dict[Attending, str]:
    """What a sheet notes of a seat, whoever sits there: a woman, a man, a structure."""
    return {
        Attending.PRESENT: _("présence notée"),
        Attending.EXCUSED: _("excuse notée"),
        Attending.ABSENT: _("absence notée"),
    }


def carrier(sheet: AttendanceSheet, line: PresenceLine) -> str:
    """The name of the seat to which this line gave its voice."""
    carrier = line.presence.given_to_id if line.presence else None
    names = {one.seat.pk: one.name for one in sheet.lines}
    return names.get(carrier or 0, _("un siège qui a pris fin"))
