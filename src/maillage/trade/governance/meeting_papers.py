"""What do the papers of a meeting say to this reader: who is called, about what, who was there?"""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.french import hour_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Paper, Value
from maillage.trade.governance import meeting_paper_fields as fields
from maillage.trade.governance.choices import Attending, MeetingState
from maillage.trade.governance.meeting_words import when_words
from maillage.trade.governance.models import Decision, Meeting
from maillage.trade.governance.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    attendance,
)
from maillage.trade.governance.queries.meetings import ItemLine, agenda_lines, meetings
from maillage.trade.governance.queries.minutes import decisions_of, noted_items

MODELS = Path(__file__).with_name("paper_models")


def meeting_papers() -> tuple[Paper, ...]:
    """The papers of a meeting."""
    return (
        Paper(
            word="convocation",
            label=_("Convocation"),
            purpose=_("Elle part avant la séance : jour, lieu, ordre du jour."),
            about="meeting",
            fields=(*fields.meeting_fields(), fields.items_field()),
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
            fields=(*fields.meeting_fields(), fields.seats_field(), fields.quorum_field()),
            model=MODELS / "attendance_sheet.xml",
            gather=_attendance_sheet,
        ),
        Paper(
            word="record",
            label=_("Relevé de décisions"),
            purpose=_("Il dit qui était là, ce qui est décidé et qui fait quoi."),
            about="meeting",
            fields=(
                *fields.meeting_fields(),
                *fields.presence_fields(),
                fields.decisions_field(),
                fields.notes_field(),
            ),
            model=MODELS / "record.xml",
            gather=_record,
        ),
    )


def _meeting_of(access: Access, number: int) -> Meeting | None:
    return meetings(access).filter(pk=number).first()


def _meeting_values(meeting: Meeting, title: str) -> dict[str, Value]:
    """What every paper of a meeting says."""
    day = french.long_date(meeting.held_on)
    return {
        "titre": f"{title}, {meeting.body.name}, {day}",
        "instance": meeting.body.name,
        "objet": meeting.title,
        "jour": day,
        "quand": when_words(meeting),
        "endroit": meeting.place,
        "visio": meeting.link,
    }


def _convocation(access: Access, number: int) -> dict[str, Value] | None:
    meeting = _meeting_of(access, number)
    if meeting is None:
        return None
    points = [_item(line) for line in agenda_lines(access, meeting)]
    return {**_meeting_values(meeting, _("Convocation")), "points": points}


def _item(line: ItemLine) -> dict[str, Value]:
    item = line.item
    bearers = [str(item.organisation or ""), str(item.person) if line.shows_person else ""]
    return {
        "numero": str(line.number),
        "heure": hour_words(line.starts_at) if line.starts_at else "",
        "titre": item.title,
        "nature": str(item.get_kind_display()),
        "duree": _("%(n)s min") % {"n": item.minutes} if item.minutes else "",
        "porteur": ", ".join(part for part in bearers if part),
    }


def _attendance_sheet(access: Access, number: int) -> dict[str, Value] | None:
    meeting = _meeting_of(access, number)
    if meeting is None:
        return None
    told = attendance(access, meeting)
    return {
        **_meeting_values(meeting, _("Feuille de présence")),
        "sieges": [_seat(told, line) for line in told.lines],
        "quorum": told.reading.sentence if told.said else "",
    }


def _seat(told: AttendanceSheet, line: PresenceLine) -> dict[str, Value]:
    return {
        "structure": line.name,
        "college": line.seat.college,
        "representants": line.people,
        "voix": str(line.seat.get_voice_display()),
        "presence": _standing_words(told, line),
    }


def _standing_words(told: AttendanceSheet, line: PresenceLine) -> str:
    if line.presence is None:
        return ""
    if line.standing == Attending.PROXY:
        return _("pouvoir à %(holder)s") % {"holder": _carrier(told, line)}
    return str(line.presence.get_standing_display())


def _carrier(told: AttendanceSheet, line: PresenceLine) -> str:
    carrier = line.presence.given_to_id if line.presence else None
    names = {one.seat.pk: one.name for one in told.lines}
    return names.get(carrier or 0, _("un siège qui a pris fin"))


def _record(access: Access, number: int) -> dict[str, Value] | None:
    meeting = _meeting_of(access, number)
    if meeting is None:
        return None
    told = attendance(access, meeting)
    settled = decisions_of(access, meeting)
    return {
        **_meeting_values(meeting, _("Relevé de décisions")),
        **_presences(told),
        "etat": _state_words(meeting),
        "decisions": [_decision(place, one) for place, one in enumerate(settled, start=1)],
        "notes": [
            {"numero": str(one.line.number), "titre": one.line.item.title, "texte": one.text}
            for one in noted_items(access, meeting)
        ],
    }


def _presences(told: AttendanceSheet) -> dict[str, Value]:
    given = [
        _("%(giver)s à %(holder)s") % {"giver": line.name, "holder": _carrier(told, line)}
        for line in told.given
    ]
    away = [f"{line.name} ({down.item})" for line in told.lines for down in line.stand_downs]
    return {
        "presents": _joined(told.present),
        "excuses": _joined(told.standing(Attending.EXCUSED)),
        "absents": _joined(told.standing(Attending.ABSENT)),
        "pouvoirs": ", ".join(given),
        "deports": ", ".join(away),
        "quorum": " ".join((told.reading.sentence, *told.reading.remarks)) if told.said else "",
    }


def _joined(lines: Sequence[PresenceLine]) -> str:
    return ", ".join(line.name for line in lines)


def _state_words(meeting: Meeting) -> str:
    if meeting.validated_on:
        day = french.long_date(meeting.validated_on)
        return _("Relevé validé à la séance du %(day)s.") % {"day": day}
    if meeting.state == MeetingState.HELD:
        return _("Projet de relevé : il se valide à la séance suivante.")
    return _("La séance n’est pas encore dite tenue.")


def _decision(number: int, one: Decision) -> dict[str, Value]:
    return {
        "numero": str(number),
        "point": str(one.item or ""),
        "texte": one.wording or one.question,
        "portee": str(one.get_outcome_display()) if one.outcome else "",
        "regle": str(one.get_rule_display()) if one.rule else "",
        "effets": one.effects,
        "charge": str(one.steward or ""),
        "a_revoir": french.long_date(one.review_on) if one.review_on else "",
    }
