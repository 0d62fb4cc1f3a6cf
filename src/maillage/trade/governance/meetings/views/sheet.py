"""What the sheet of a meeting says, and what it calls for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.queries.attendance import AttendanceSheet, PresenceLine
from maillage.trade.governance.meetings.queries.meetings import ItemLine, MeetingSheet
from maillage.trade.governance.meetings.words import (
    is_late,
    item_note,
    meeting_sentence,
    overrun_words,
    when_words,
)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of the agenda as the page shows it."""

    line: ItemLine
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Seats that are held in the same way, named together."""

    label: str
    names: str


def shown_sheet(access: Access, sheet: MeetingSheet, today: date) -> Sheet:
    """The sheet as the page draws it."""
    slug, meeting = access.cooperation.slug, sheet.meeting
    return Sheet(
        title=str(meeting),
        sentence=meeting_sentence(sheet, today),
        place=(PageLink(_("Séances"), reverse("governance:meetings", args=[slug])),),
        facts=tuple(fact for fact in _facts(sheet) if fact.value),
        panels=tuple(ask_rooms(panels, access, "meeting", meeting.pk)),
        readers=_readers(),
    )


def _facts(sheet: MeetingSheet) -> list[Fact]:
    meeting = sheet.meeting
    when = when_words(meeting)
    return [
        Fact(_("Instance"), meeting.body.name),
        Fact(_("Quand"), when[:1].upper() + when[1:]),
        Fact(_("Lieu"), meeting.place),
        Fact(_("À distance"), meeting.link),
        Fact(_("État"), str(meeting.state.label).capitalize(), overrun_words(sheet)),
        Fact(_("Séance d’avant"), _day_of(sheet.before)),
        Fact(_("Séance d’après"), _day_of(sheet.after)),
    ]


def _day_of(day: date | None) -> str:
    return french.long_date(day).capitalize() if day else ""


def shown_items(sheet: MeetingSheet) -> list[ShownItem]:
    """The agenda, each item with what stands under it."""
    return [ShownItem(line, item_note(line)) for line in sheet.lines]


def next_gesture(access: Access, sheet: MeetingSheet, today: date) -> Waiting | None:
    """What this meeting lacks most, for whoever may give it; nothing when it lacks nothing."""
    meeting = sheet.meeting
    if not permissions.can_keep_meetings(access) or not meeting.is_open:
        return None
    label, reason, page, verb = _lacking(sheet, today)
    if not page:
        return None
    url = reverse(f"governance:{page}", args=[access.cooperation.slug, meeting.pk])
    return Waiting(label, reason, url, verb=verb)


def _lacking(sheet: MeetingSheet, today: date) -> tuple[str, str, str, str]:
    if is_late(sheet.meeting, today):
        return (
            _("S’est-elle tenue ?"),
            _("Le rythme de l’instance se lit sur les séances tenues."),
            "meeting_conclude",
            _("Oui, elle s’est tenue"),
        )
    if not sheet.lines:
        return (
            _("Son ordre du jour"),
            _("Chacun vient s’il sait ce qui lui est demandé."),
            "meeting_item_add",
            _("Ajouter un point"),
        )
    if sheet.meeting.convened_on is None:
        return (
            _("Sa convocation"),
            _("Elle part avec l’ordre du jour, les pièces et l’invitation pour les agendas."),
            "meeting_convocation",
            _("Convoquer"),
        )
    return ("", "", "", "")


def present_groups(sheet: AttendanceSheet) -> list[Group]:
    """Who is there, who is not, who gave a *pouvoir* to whom: the lines that are not empty."""
    groups = [
        Group(_("Présents"), _joined(sheet.present)),
        Group(_("Excusés"), _joined(sheet.standing(Attending.EXCUSED))),
        Group(_("Absents"), _joined(sheet.standing(Attending.ABSENT))),
        Group(_("Pouvoirs"), ", ".join(_given(sheet, line) for line in sheet.given)),
        Group(
            _("Déports"),
            ", ".join(
                f"{line.name} ({down.item})" for line in sheet.lines for down in line.stand_downs
            ),
        ),
    ]
    return [group for group in groups if group.names]


def observed_groups(sheet: AttendanceSheet) -> list[Group]:
    """What is observed of seats, for whoever works on the cooperation."""
    observed = [f"{line.name} ({line.note})" for line in sheet.lines if line.note]
    return [Group(_("Observations"), ", ".join(observed))] if observed else []


def _joined(lines: Sequence[PresenceLine]) -> str:
    return ", ".join(line.name for line in lines)


def _given(sheet: AttendanceSheet, line: PresenceLine) -> str:
    names = {one.seat.pk: one.name for one in sheet.lines}
    carrier = line.presence.given_to_id if line.presence else None
    return _("%(giver)s à %(holder)s") % {
        "giver": line.name,
        "holder": names.get(carrier or 0, _("un siège qui a pris fin")),
    }


def _readers() -> tuple[Readers, ...]:
    return (
        Readers("eye", _("Tous les accès"), _("jour, lieu, ordre du jour, structures présentes")),
        Readers("users", _("Tous, sauf les observateurs"), _("qui présente un point")),
        Readers("users", _("L’équipe projet"), _("observations sur les présences")),
    )
