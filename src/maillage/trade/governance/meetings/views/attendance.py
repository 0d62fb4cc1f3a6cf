"""Who is there? From a phone, three taps a seat, several people at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.messages import say, warn
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError, Versioned
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page
from maillage.foundation.journal.rivals import rival_of
from maillage.ground.directory.models import Person
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.forms import PresenceForm, StandDownForm
from maillage.trade.governance.meetings.models import Meeting, Presence, StandDown
from maillage.trade.governance.meetings.queries import attendance as queries
from maillage.trade.governance.meetings.queries.attendance import AttendanceSheet, PresenceLine
from maillage.trade.governance.meetings.queries.who_came import holders_on_day
from maillage.trade.governance.meetings.services import attendance as services
from maillage.trade.governance.meetings.services.meetings import open_meeting
from maillage.trade.governance.meetings.views.register import (
    get_meeting,
    meetings_place,
    unlocked,
    writable,
)


@dataclass(frozen=True, slots=True)
class RefusedPresence:
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
    def came(self) -> int | None:
        """Who of those named for it came."""
        return self.line.presence.came_id if self.line.presence else None

    @property
    def came_name(self) -> str:
        """Who else came for it."""
        return self.line.presence.came_name if self.line.presence else ""

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
    early: str


def attendance_page(sheet: AttendanceSheet, refused: RefusedPresence | None) -> AttendancePage:
    """The page, with what was sent of one seat in its place."""
    return AttendancePage(
        seats=[_shown(sheet, line, refused) for line in sheet.lines],
        count=count_words(sheet),
        unsaid=_unsaid_words(sheet),
        early=_early_words(sheet.meeting),
    )


def _early_words(meeting: Meeting) -> str:
    """That it is too soon to note who is there; nothing from the day of the meeting on."""
    if meeting.held_on <= timezone.localdate():
        return ""
    return _(
        "La séance n’a pas encore eu lieu : notez d’avance les excuses et les pouvoirs, pas les "
        "présences."
    )


def _shown(
    sheet: AttendanceSheet, line: PresenceLine, refused: RefusedPresence | None
) -> ShownPresence:
    is_requested = refused is not None and refused.seat == line.seat.pk
    chosen = refused.standing if refused and is_requested and refused.standing else line.standing
    return ShownPresence(
        line=line,
        chosen=chosen,
        note=refused.note if refused and is_requested else line.note,
        error=refused.sentence if refused and is_requested else "",
        carriers=[one for one in sheet.lines if one is not line]
        if chosen == Attending.PROXY
        else (),
    )


def count_words(sheet: AttendanceSheet) -> str:
    """How many seats are held, of how many, and how many gave a *pouvoir*."""
    voting = [line for line in sheet.voting if line.is_present]
    sentence = ngettext(
        "%(present)s présent sur %(n)s à voix délibérative.",
        "%(present)s présents sur %(n)s à voix délibérative.",
        max(len(voting), 1),
    ) % {"present": len(voting), "n": len(sheet.voting)}
    given = len(sheet.standing(Attending.PROXY))
    if not given:
        return sentence
    more = ngettext(
        "Un pouvoir, qui compte pour le vote, pas pour le quorum.",
        "%(n)s pouvoirs, qui comptent pour le vote, pas pour le quorum.",
        given,
    ) % {"n": given}
    return f"{sentence} {more}"


def _unsaid_words(sheet: AttendanceSheet) -> str:
    left = len(sheet.lines) - sheet.noted
    if not left:
        return ""
    return ngettext("Un siège reste à noter.", "%(n)s sièges restent à noter.", left) % {"n": left}


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_attendance(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The seats of the meeting, each with how it is held, and the quorum they make."""
    record = writable(request, meeting)
    if request.method == "POST":
        return _recorded(request, record)
    return _answer(request, record, None)


def _recorded(request: CooperationRequest, meeting: Meeting) -> HttpResponse:
    rows = list(queries.seats_on(request.access, meeting))
    seat = _chosen(rows, request.POST.get("seat", ""))
    if seat is None:
        warn(request, _("Ce siège n’est pas de cette séance : reprenez la liste."))
        return redirect(page_url(request, "meeting_attendance", meeting.pk))
    others = [one for one in rows if one.pk != seat.pk]
    holders = holders_on_day(meeting, seat)
    form = PresenceForm(request.POST, seat=seat, others=others, holders=holders)
    if not form.is_valid():
        return _answer(request, meeting, _refused(form, seat))
    presence = Presence(meeting=meeting, seat=seat, **_typed_values(form, others, holders))
    try:
        services.record_presence(
            author=request.user, presence=presence, read=version_read(request, presence)
        )
    except StaleVersionError as stale:
        refused = RefusedPresence(seat.pk, "", _rival_words(stale), note=form.cleaned_data["note"])
        return _answer(request, meeting, refused)
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return _answer(request, meeting, None)
    return redirect(page_url(request, "meeting_attendance", meeting.pk) + f"#siege-{seat.pk}")


def _typed_values(
    form: PresenceForm, others: list[Seat], holders: list[Person]
) -> dict[str, object]:
    cleaned = form.cleaned_data
    return {
        "standing": cleaned["standing"],
        "given_to": _chosen(others, str(cleaned["given_to"] or "")),
        "note": cleaned["note"],
        "came": next((one for one in holders if one.pk == cleaned["came"]), None),
        "came_name": cleaned["came_name"],
    }


def _refused(form: PresenceForm, seat: Seat) -> RefusedPresence:
    standing, note = form.data.get("standing", ""), form.data.get("note", "")
    if "standing" in form.errors:
        return RefusedPresence(seat.pk, "", _("Choisissez l’une des quatre réponses."), note=note)
    (first, *_others) = (value for errors in form.errors.values() for value in errors)
    return RefusedPresence(seat.pk, standing, str(first), note=note)


def _rival_words(stale: StaleVersionError) -> str:
    rival = rival_of(stale.current)
    words = ", ".join(part for part in (str(stale.current), _observed(stale.current)) if part)
    if rival is None:
        return _("Entre-temps a été noté : %(said)s. Choisissez de nouveau.") % {"said": words}
    return _("%(name)s a noté %(moment)s : %(said)s. Choisissez de nouveau.") % {
        "name": rival.name,
        "moment": rival.moment,
        "said": words,
    }


def _observed(current: Versioned) -> str:
    return current.note if isinstance(current, Presence) else ""


def _chosen(rows: list[Seat], number: str) -> Seat | None:
    return next((one for one in rows if str(one.pk) == number), None)


def _answer(
    request: CooperationRequest, meeting: Meeting, refused: RefusedPresence | None
) -> HttpResponse:
    """The page, or its part alone; 200 for htmx, which puts no refusal on the page."""
    sheet = queries.attendance(request.access, meeting)
    context = {
        "details": sheet,
        "page": attendance_page(sheet, refused),
        "advice": queries.advice_on(request.access, sheet),
        "place": meetings_place(request, meeting),
        "choices": Attending.choices,
        "may_open": may_open(meeting),
    }
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return render(request, "governance/meeting_attendance.html#presence", context)
    status = 200 if refused is None else 422 if refused.standing else 409
    return render(request, "governance/meeting_attendance.html", context, status=status)


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_stand_down(request: CooperationRequest, meeting: int, seat: int) -> HttpResponse:
    """The form that says for which item a seat stands down."""
    record = get_meeting(request, meeting)
    row = get_object_or_404(queries.seats_on(request.access, record), pk=seat)
    sentence = _("%(name)s ne prend part ni au débat ni au vote de ce point.") % {
        "name": french.capital(french.with_article(str(row)))
    }
    page = _page(request, record, _("Noter un déport"), sentence)
    return add_page(
        request,
        form=lambda sent: StandDownForm(sent, items=record.items.order_by("rank", "pk")),
        save=lambda form: services.stand_down(
            author=request.user, row=StandDown(seat=row, **form.cleaned_data)
        ),
        page=page,
        done=_("Le déport %(of)s est noté.") % {"of": french.of_body(row)},
        to=lambda _row: f"{page.back}#siege-{row.pk}",
        under=record,
    )


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_stand_down_remove(request: CooperationRequest, stand_down: int) -> HttpResponse:
    """The page that asks whether a *déport* was said by mistake, and takes it back."""
    row = get_object_or_404(queries.stand_downs(request.access), pk=stand_down)
    page = _page(request, row.item.meeting, _("Retirer le déport"), str(row))
    return drop_page(
        request,
        drop=lambda: services.take_back(author=request.user, row=row),
        page=replace(page, keep=_("Le garder")),
        done=_("Le déport est retiré."),
        under=row.item,
    )


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_open(request: CooperationRequest, meeting: int) -> HttpResponse:
    """Says that the meeting begins now, and leads to its page."""
    record = writable(request, meeting)
    if request.method == "POST" and may_open(record):
        open_meeting(author=request.user, meeting=record, now=timezone.now())
        say(request, _("La séance est ouverte."))
    return redirect(page_url(request, "meeting", record.pk))


def may_open(meeting: Meeting) -> bool:
    """Whether the meeting may be said to begin: it is its day, and it has not begun."""
    is_today = meeting.held_on == timezone.localdate()
    return is_today and meeting.is_open and meeting.opened_at is None


def _page(request: CooperationRequest, meeting: Meeting, title: str, sentence: str) -> FormPage:
    back = page_url(request, "meeting_attendance", meeting.pk)
    return FormPage(title, meetings_place(request, meeting), sentence, back_to=back)
