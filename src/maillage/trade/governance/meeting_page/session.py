"""A meeting in progress: its agenda, the note of an item, what is decided, who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.messages import warn
from maillage.core.numbers import read_number
from maillage.core.panels import panels
from maillage.core.sheet import Sheet
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.choices import Attending, Outcome
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meeting_page import queries, words
from maillage.trade.governance.meeting_page.gestures import expected_now
from maillage.trade.governance.meeting_page.moments import local_time
from maillage.trade.governance.meeting_page.queries import MeetingRead, SessionRead
from maillage.trade.governance.meetings.models import Meeting, Presence
from maillage.trade.governance.meetings.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    seats_on,
)
from maillage.trade.governance.meetings.queries.meetings import ItemLine
from maillage.trade.governance.meetings.services.attendance import record_presence
from maillage.trade.governance.meetings.views.attendance import count_words, may_open
from maillage.trade.governance.meetings.views.register import meetings_place, unlocked, writable
from maillage.trade.governance.meetings.views.sheet import readers_of_meeting
from maillage.trade.governance.meetings.words import item_note
from maillage.trade.governance.minutes.forms import DecisionLineForm
from maillage.trade.governance.minutes.queries import NotedItem
from maillage.trade.governance.minutes.services import note_decision

UNCHANGED = 204


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item in the list of the meeting in progress."""

    line: ItemLine
    note: str
    is_current: bool
    is_noted: bool


@dataclass(frozen=True, slots=True)
class College:
    """The seats of a college, and how many of those that vote are there."""

    name: str
    lines: Sequence[PresenceLine]
    count: str


def session_page(request: CooperationRequest, meeting: Meeting) -> HttpResponse:
    """The page during the meeting; `?point=` chooses an item, the clock when nothing does."""
    access = request.access
    written = queries.read_session(access, meeting)
    noted = written.noted
    clock = local_time(meeting, timezone.now()).time()
    planned = planned_item([one.line for one in noted], clock)
    current = (
        _item(noted, request.GET.get("point", ""))
        or _item(noted, planned)
        or next(iter(noted), None)
    )
    read = queries.read_meeting(access, meeting)
    live = live_context(access, meeting, read, written, _number(noted, planned))
    context = {
        **live,
        "details": read.sheet,
        "sheet": Sheet(
            title=str(meeting),
            sentence="",
            place=meetings_place(request),
            panels=tuple(ask_rooms(panels, access, "meeting", meeting.pk)),
            readers=readers_of_meeting(),
        ),
        "agenda": [_agenda_line(one, current) for one in noted],
        "one": current,
        "reads_notes": permissions.can_read_minutes(access),
        "gesture": expected_now(access, meeting, int(str(live["noted"]))),
        "may_keep": permissions.can_keep_meetings(access),
        "audience": by_access(request, "#qui-voit"),
    }
    return render(request, "governance/meeting_during.html", context)


def planned_item(lines: Sequence[ItemLine], clock: time) -> str:
    """The number of the item that the agenda plans at this hour.

    None before the first, after the last as far as it says how long it lasts, or without hours.
    """
    begun = [one for one in lines if one.starts_at is not None and one.starts_at <= clock]
    if not begun or (begun[-1] is lines[-1] and _is_over(begun[-1], clock)):
        return ""
    return str(begun[-1].item.pk)


def _is_over(line: ItemLine, clock: time) -> bool:
    if line.starts_at is None or not line.item.minutes:
        return False
    return _minutes(clock) >= _minutes(line.starts_at) + line.item.minutes


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _item(noted: Sequence[NotedItem], number: str) -> NotedItem | None:
    return next((one for one in noted if str(one.pk) == number), None)


def _number(noted: Sequence[NotedItem], planned: str) -> int:
    return next((one.line.number for one in noted if str(one.pk) == planned), 0)


def _agenda_line(one: NotedItem, current: NotedItem | None) -> AgendaLine:
    is_noted = bool(one.text or one.decisions)
    return AgendaLine(one.line, item_note(one.line), one is current, is_noted)


def live_context(
    access: Access,
    meeting: Meeting,
    read: MeetingRead,
    written: SessionRead,
    planned_number: int,
) -> dict[str, object]:
    """What several people write together and the page reads again: presences, decisions."""
    today, sheet, decisions = timezone.localdate(), read.attended, read.decisions
    opened = local_time(meeting, meeting.opened_at).time() if meeting.opened_at else None
    course = words.Course(
        now=local_time(meeting, timezone.now()).time(),
        opened=opened,
        starts=meeting.starts_at,
        quorum=sheet.reading.sentence if sheet.noted else "",
        point=planned_number,
        points=len(written.noted),
        decisions=len(decisions),
    )
    return {
        "meeting": meeting,
        "attendance": sheet,
        "noted": sheet.noted,
        "sentence": words.during_sentence(course),
        "colleges": colleges(sheet),
        "count": count_words(sheet),
        "taken": queries.taken(access, decisions, today),
        "stamp": written.stamp,
        "may_attend": permissions.can_keep_attendance(access) and not meeting.is_locked,
        "may_open": permissions.can_keep_attendance(access) and may_open(meeting),
    }


def colleges(sheet: AttendanceSheet) -> list[College]:
    """The seats by college, in their order."""
    names = dict.fromkeys(line.seat.college for line in sheet.lines)
    return [
        _college(name, [one for one in sheet.lines if one.seat.college == name]) for name in names
    ]


def _college(name: str, lines: Sequence[PresenceLine]) -> College:
    voting = [one for one in lines if one.votes]
    present = sum(one.is_present for one in voting)
    count = _("%(n)s sur %(all)s") % {"n": present, "all": len(voting)} if voting else ""
    return College(name or _("Sièges"), lines, count)


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_live(request: CooperationRequest, meeting: int) -> HttpResponse:
    """What others wrote since `?vu=`; 204 when nothing moved."""
    record = writable(request, meeting)
    if not request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return redirect(page_url(request, "meeting", record.pk))
    if request.GET.get("vu", "") == queries.read_session(request.access, record).stamp:
        return HttpResponse(status=UNCHANGED)
    return _live(request, record)


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_here(request: CooperationRequest, meeting: int) -> HttpResponse:
    """One touch: somebody is there for this seat; what another has noted meanwhile stands."""
    record = writable(request, meeting)
    rows = seats_on(request.access, record)
    seat = next((one for one in rows if str(one.pk) == request.POST.get("seat", "")), None)
    if seat is None:
        return redirect(page_url(request, "meeting", record.pk))
    presence = Presence(meeting=record, seat=seat, standing=Attending.PRESENT)
    try:
        record_presence(
            author=request.user, presence=presence, read=version_read(request, presence)
        )
    except StaleVersionError:
        warn(request, _("Ce siège vient d’être noté autrement : le voici."))
    return _live_or_page(request, record)


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_decision_note(request: CooperationRequest, meeting: int) -> HttpResponse:
    """A decision in one line, on an item; its reach, its rule and its follow-up come later."""
    record = writable(request, meeting)
    form = DecisionLineForm(request.POST or None, items=record.items.all())
    if not form.is_valid():
        warn(request, _("Écrivez la décision en une phrase, puis notez-la."))
        return redirect(page_url(request, "meeting", record.pk))
    note_decision(
        author=request.user,
        decision=Decision(
            meeting=record,
            item=form.cleaned_data["item"],
            wording=form.cleaned_data["wording"],
            outcome=form.cleaned_data["outcome"] or Outcome.DECISION,
            rule=record.body.decision_rule,
        ),
    )
    return _live_or_page(request, record)


def _live_or_page(request: CooperationRequest, meeting: Meeting) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return _live(request, meeting)
    point = request.POST.get("item", "")
    query = "" if read_number(point) is None else f"?point={point}"
    return redirect(page_url(request, "meeting", meeting.pk) + query)


def _live(request: CooperationRequest, meeting: Meeting) -> HttpResponse:
    written = queries.read_session(request.access, meeting)
    read = queries.read_meeting(request.access, meeting)
    clock = local_time(meeting, timezone.now()).time()
    planned = planned_item([one.line for one in written.noted], clock)
    context = {
        **live_context(request.access, meeting, read, written, _number(written.noted, planned)),
        "is_live": True,
        "is_written": request.method == "POST" and "wording" in request.POST,
    }
    return render(request, "governance/parts/session_live.html", context)
