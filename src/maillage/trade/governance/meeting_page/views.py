"""A meeting, at one address: before it, during it, after it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.governance import permissions
from maillage.trade.governance.commitments.rules import is_late
from maillage.trade.governance.commitments.words import commitment_line
from maillage.trade.governance.decisions.queries import councils_to_ask
from maillage.trade.governance.meeting_page import queries, words
from maillage.trade.governance.meeting_page.gestures import expected_after, fill_gesture
from maillage.trade.governance.meeting_page.moments import Moment, moment_of
from maillage.trade.governance.meeting_page.queries import MeetingRead, TakenDecision
from maillage.trade.governance.meeting_page.session import session_page
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.attendance import advice_on
from maillage.trade.governance.meetings.views.register import get_meeting
from maillage.trade.governance.meetings.views.sheet import (
    next_gesture,
    observed_groups,
    present_groups,
    shown_items,
    shown_sheet,
)
from maillage.trade.governance.meetings.words import state_sentence

Context = dict[str, object]


@cooperation_page(can=permissions.can_open_meetings)
def meeting(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The page of one meeting, as its moment asks."""
    record = get_meeting(request, meeting)
    moment = moment_of(record, timezone.now())
    if moment == Moment.DURING:
        return session_page(request, record)
    read = queries.read_meeting(request.access, record)
    parts = _before if moment == Moment.BEFORE else _after
    context = {**_common(request, read), **parts(request.access, read)}
    return render(request, f"governance/meeting_{moment.value}.html", context)


def _common(request: CooperationRequest, read: MeetingRead) -> Context:
    access = request.access
    sheet, attended = read.sheet, read.attended
    record = sheet.meeting
    may_write = permissions.can_keep_attendance(access) and not record.is_locked
    observed = observed_groups(attended) if permissions.can_read_sources(access) else []
    return {
        "details": sheet,
        "meeting": record,
        "sheet": shown_sheet(access, sheet, timezone.localdate()),
        "items": shown_items(sheet),
        "papers": read.papers,
        "attendance": attended,
        "groups": present_groups(attended) + observed,
        "advice": advice_on(access, attended),
        "may_keep": permissions.can_keep_meetings(access) and not record.is_locked,
        "may_attend": may_write,
        "audience": by_access(request, "#qui-voit"),
    }


def _before(access: Access, read: MeetingRead) -> Context:
    """Who comes, what the quorum lacks, what was settled last time, what is promised."""
    sheet, attended = read.sheet, read.attended
    record, today = sheet.meeting, timezone.localdate()
    prepared = queries.read_preparation(access, record)
    promises = prepared.promises
    slug = access.cooperation.slug
    away = sum(line.standing in {"excused", "absent", "proxy"} for line in attended.lines)
    silent = len(attended.lines) - attended.noted
    vacant = sum(line.is_vacant for line in attended.lines)
    shown = promises[: queries.MOST_PROMISES]
    late = sum(is_late(one.state, one.due_on, today) for one in shown)
    letters = queries.letters_by_seat(record, prepared.called)
    return {
        "gesture": next_gesture(access, sheet, today)
        or fill_gesture(access, record, attended.lines),
        "comes": [(line, letters.get(line.seat.pk, "")) for line in attended.lines],
        "quorum": words.quorum_ahead(record.body.quorum, queries.shares(attended)),
        "answers": words.answers_words(away, silent, vacant) if attended.lines else "",
        "earlier": prepared.earlier,
        "taken": queries.taken(access, prepared.decisions, today),
        "settled": queries.taken(access, read.decisions, today),
        "promises": [commitment_line(slug, one, today, who=str(one.organisation)) for one in shown],
        "promised": words.promised_words(len(shown), late, has_more=len(promises) > len(shown)),
        "has_more": len(promises) > len(shown),
    }


def _after(access: Access, read: MeetingRead) -> Context:
    """The record, to whom it went, and what becomes of what was settled."""
    sheet = read.sheet
    record, today = sheet.meeting, timezone.localdate()
    taken = queries.taken(access, read.decisions, today)
    may_tell = permissions.can_keep_meetings(access) and record.concluded_on is not None
    sent = queries.sendings(record) if may_tell else None
    sentence = words.after_sentence(state_sentence(record, today), len(taken), sent)
    return {
        "sentence": sentence,
        "gesture": expected_after(access, sheet, taken, sent, today),
        "taken": taken,
        "may_write": permissions.can_keep_attendance(access) and not record.is_locked,
        "sent": sent,
        **asking(access, record, taken),
    }


def asking(access: Access, record: Meeting, taken: list[TakenDecision]) -> Context:
    """Which councils a decision may be put to; no query when nothing is to be put to them."""
    may_ask = permissions.can_keep_decisions(access)
    asks = may_ask and any(one.is_asking for one in taken)
    councils = councils_to_ask(access, record.body) if asks else []
    return {
        "may_ask": may_ask,
        "councils": councils,
        "councils_words": words.councils_words([str(one) for one in councils]) if councils else "",
    }
