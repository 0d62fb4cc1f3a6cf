"""Is there anything of governance to tell? Asked with the other rooms before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers import at_hand
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries.bodies import vacant_seats
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.rules.steps import OPEN
from maillage.trade.governance.consultations.models import Consultation, still_open
from maillage.trade.governance.date_polls.models import DatePoll
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.queries import leads_to_keep
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.meetings import NOT_OVER
from maillage.trade.governance.nominations.queries import open_calls

A_WHILE = timedelta(days=60)
SOON = timedelta(days=15)
ROOM = "governance"


@dataclass(frozen=True, slots=True)
class AtHand:
    """Which of bodies, decisions, meetings, polls, commitments… have something to be told."""

    bodies: bool
    decisions: bool
    meetings: bool
    reviews: bool
    polls: bool
    commitments: bool
    leads: bool
    calls: bool
    consultations: bool


NAMES = tuple(AtHand.__dataclass_fields__)


def waiting_at_hand(access: Access, today: date) -> AtHand:
    """Whether a seat is empty, a council asked, a meeting due soon."""
    return _read(at_hand.waits_at_hand.held(access, today, today))


def dates_at_hand(access: Access, first: date, last: date) -> AtHand:
    """Whether a body ends, a council or a body meets, in the period."""
    return _read(at_hand.dates_at_hand.held(access, first, last))


@at_hand.waits_at_hand.answer
def waiting_rows(cooperation_id: int, today: date, _last: date) -> Mapping[str, QuerySet[Model]]:
    """What calls for somebody from now until soon."""
    until = today + SOON
    paths = Deliberation.objects.filter(decision__cooperation=cooperation_id, until__isnull=True)
    due = Meeting.objects.filter(NOT_OVER, body__cooperation=cooperation_id, held_on__lte=until)
    aged = Decision.objects.filter(cooperation=cooperation_id, review_on__lte=until)
    polls = _open_polls(cooperation_id)
    owed = _owed(cooperation_id)
    leads = leads_to_keep(cooperation_id)
    vacant = vacant_seats(cooperation_id)
    calls = open_calls(cooperation_id)
    asked = _asked(cooperation_id, today, until - A_WHILE)
    return _named(vacant, paths, due, aged, polls, owed, leads, calls, asked)


@at_hand.dates_at_hand.answer
def coming_rows(cooperation_id: int, first: date, last: date) -> Mapping[str, QuerySet[Model]]:
    """What ends, meets or is due in the period."""
    ending = Body.objects.filter(cooperation=cooperation_id, until__range=(first, last))
    meeting = Deliberation.objects.filter(
        decision__cooperation=cooperation_id,
        until__isnull=True,
        session_on__range=(first, last),
    )
    held = Meeting.objects.filter(
        body__cooperation=cooperation_id, held_on__range=(first, last), cancelled_on__isnull=True
    )
    aged = Decision.objects.filter(cooperation=cooperation_id, review_on__range=(first, last))
    polls = _open_polls(cooperation_id).filter(closes_on__range=(first, last))
    owed = _owed(cooperation_id).filter(due_on__range=(first, last))
    leads = LeadPartner.objects.filter(
        subject__cooperation=cooperation_id, until__range=(first, last)
    )
    calls = open_calls(cooperation_id).filter(nomination__due_on__range=(first, last))
    asked = Consultation.objects.filter(
        still_open(first), body__cooperation=cooperation_id, closes_on__lte=last
    )
    return _named(ending, meeting, held, aged, polls, owed, leads, calls, asked)


def _open_polls(cooperation_id: int) -> QuerySet[DatePoll]:
    rows = DatePoll.objects.filter(body__cooperation=cooperation_id)
    return rows.filter(chosen_on__isnull=True, dropped_on__isnull=True)


def _asked(cooperation_id: int, today: date, since: date) -> QuerySet[Consultation]:
    """The open consultations, and those that asked for a meeting since that day."""
    asks_a_meeting = Q(closing=Closing.MEETING, closed_on__gte=since)
    rows = Consultation.objects.filter(body__cooperation=cooperation_id)
    return rows.filter(still_open(today) | asks_a_meeting)


def _owed(cooperation_id: int) -> QuerySet[Commitment]:
    return Commitment.objects.filter(cooperation=cooperation_id, state__in=OPEN)


def _named(*asked: QuerySet[Model]) -> dict[str, QuerySet[Model]]:
    return {f"{ROOM}.{name}": rows for name, rows in zip(NAMES, asked, strict=True)}


def _read(held: frozenset[str]) -> AtHand:
    return AtHand(*(f"{ROOM}.{name}" in held for name in NAMES))
