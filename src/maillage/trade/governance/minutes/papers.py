"""What does the record of a meeting say to this reader: who was there, what was settled?"""

from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Field, Paper, Value
from maillage.foundation.documents.writing.letters import footer_of
from maillage.trade.governance.choices import Attending, MeetingState
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.papers import fields
from maillage.trade.governance.meetings.papers.papers import (
    WITH_THE_END,
    drawn_up_words,
    has_quorum,
    in_reading_order,
    meeting_of,
    meeting_values,
    nobody_words,
    quorum_words,
    total_words,
    writer_words,
)
from maillage.trade.governance.meetings.papers.representatives import (
    BLANK,
    given_proxies,
    proxy_words,
    representatives,
    seat_words,
    seats_present,
    vacant_seats,
    with_names,
)
from maillage.trade.governance.meetings.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    attendance,
)
from maillage.trade.governance.minutes.queries import NotedItem, decisions_of, noted_items

MOST_IN_BODY = 10  # those present, above which the roll call follows the signature
MODELS = Path(__file__).with_name("paper_models")


def record_papers() -> tuple[Paper, ...]:
    """The record of decisions of a meeting."""
    return (
        Paper(
            word="record",
            label=_("Relevé de décisions"),
            purpose=_("Il dit qui était là, ce qui est décidé et qui fait quoi."),
            about="meeting",
            make_fields=lambda: (
                *fields.meeting_fields(),
                *fields.presence_fields(),
                fields.total_field(),
                fields.drawn_up_field(),
                fields.writer_field(),
                fields.nobody_field(),
                Field("appel_en_annexe", _("Non vide si l’appel suit la signature"), ""),
                Field("charges", _("Non vide si une suite a qui s’en charge, ou une date"), "oui"),
                fields.decisions_field(),
                fields.notes_field(),
            ),
            model=MODELS / "record.xml",
            gather=_record,
        ),
    )


def _record(access: Access, number: int) -> dict[str, Value] | None:
    meeting = meeting_of(access, number)
    if meeting is None:
        return None
    sheet = attendance(access, meeting)
    settled = decisions_of(access, meeting)
    validated = meeting.validated_on
    title = _("Relevé de décisions") if settled else _("Compte rendu")
    values = meeting_values(meeting, title)
    return {
        **values,
        **_presences(sheet),
        "valide_le": french.long_date(validated) if validated else "",
        "etat": _state_words(meeting, title),
        "mention": _foot_words(footer_of(access)),
        "total": total_words(sheet) if sheet.noted else "",
        "etabli": drawn_up_words(access),
        "redaction": writer_words(access),
        "personne": nobody_words(sheet),
        "appel_en_annexe": "oui" if len(sheet.present) > MOST_IN_BODY else "",
        "pied": _foot_words(values["titre"]),
        "decisions": [_decision(sheet, place, one) for place, one in enumerate(settled, start=1)],
        "charges": "oui" if any(one.steward or one.review_on for one in settled) else "",
        "notes": _notes(noted_items(access, meeting), [one.pk for one in settled]),
    }


def _foot_words(title: Value) -> str:
    """What a foot says, with the day of the copy: the record itself bears none."""
    day = french.long_date(timezone.localdate())
    return _("%(title)s, édité le %(day)s") % {"title": title, "day": day}


def _notes(items: Iterable[NotedItem], settled: list[int]) -> list[dict[str, Value]]:
    """What was said of each item, else which decision was taken on it, else room to say it.

    The last lines of all stay with what closes the record.
    """
    noted = [(one, _note_words(one, settled) or _untold()) for one in items]
    rows: list[dict[str, Value]] = [
        {
            "numero": str(one.line.number),
            "titre": one.line.item.title,
            "texte": words,
            "debut": words,
            "fin": "",
        }
        for one, words in noted
    ]
    if noted:
        lines = noted[-1][1].splitlines()
        rows[-1]["debut"] = "\n".join(lines[:-WITH_THE_END])
        rows[-1]["fin"] = "\n".join(lines[-WITH_THE_END:])
    return rows


def _untold() -> str:
    """What is left to say of an item of which nothing is written: it does not vanish."""
    return _("[rien n’est noté : dire si le point est abordé, ou renvoyé au ……]")


def _note_words(one: NotedItem, settled: list[int]) -> str:
    numbers = [str(settled.index(decision.pk) + 1) for decision in one.decisions]
    if one.text.strip() or not numbers:
        return one.text.strip()
    words = ngettext("Voir la décision %(n)s.", "Voir les décisions %(n)s.", len(numbers))
    return words % {"n": french.listed(numbers)}


def _presences(sheet: AttendanceSheet) -> dict[str, Value]:
    people, ordered = representatives(sheet), in_reading_order(sheet.lines)
    given = [
        _("%(giver)s donne pouvoir %(to)s")
        % {
            "giver": french.with_article(seat_words(line, people)),
            "to": proxy_words(sheet, line, people),
        }
        for line in given_proxies(ordered)
    ]
    came = [line for line in ordered if line.is_present]
    missed = [one.sentence for one in sheet.missed]
    rule = [quorum_words(sheet)] if has_quorum(sheet) else []  # the record ends on who decides
    quorum = [*rule, *sheet.reading.remarks, *missed]
    away = [f"{line.name} ({down.item})" for line in ordered for down in line.stand_downs]
    return {
        "presents": ", ".join(line.name for line in came),
        "invites": " ; ".join(str(one) for one in sheet.present_guests),
        "participants": seats_present(came, people),
        "excuses": with_names(_standing(ordered, Attending.EXCUSED), people),
        "absents": ", ".join(line.name for line in _standing(ordered, Attending.ABSENT)),
        "pouvoirs": " ; ".join(given),
        "deports": ", ".join(away),
        "vacants": ", ".join(line.name for line in vacant_seats(ordered)),
        "quorum": " ".join(quorum) if sheet.noted else "",
    }


def _standing(lines: Iterable[PresenceLine], requested: Attending) -> list[PresenceLine]:
    return [line for line in lines if line.standing == requested]


def _state_words(meeting: Meeting, title: str) -> str:
    if meeting.validated_on:
        day = french.long_date(meeting.validated_on)
        return _("%(paper)s validé à la séance du %(day)s.") % {"paper": title, "day": day}
    if meeting.state == MeetingState.HELD:
        return _("Projet, soumis à validation à la prochaine séance.")
    return _("La séance n’est pas encore dite tenue.")


def _decision(sheet: AttendanceSheet, number: int, one: Decision) -> dict[str, Value]:
    missed = sheet.noted and one.item_id in {reading.item.pk for reading in sheet.missed}
    return {
        "numero": str(number),
        "point": str(one.item or ""),
        "texte": one.wording or one.question,
        "portee": str(one.get_outcome_display()) if one.outcome else "",
        "regle": str(one.get_rule_display()) if one.rule else "",
        "quorum": _("Le quorum de ce point n’était pas atteint.") if missed else "",
        "effets": one.effects,
        "charge": str(one.steward or BLANK),
        "a_revoir": french.long_date(one.review_on) if one.review_on else "",
    }
