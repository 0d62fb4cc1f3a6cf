"""Is there anything of governance to tell? Asked in one query before it is read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Model, QuerySet

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Body, Decision, Deliberation, Meeting
from maillage.trade.governance.queries.bodies import vacant_seats
from maillage.trade.governance.queries.meetings import NOT_OVER


@dataclass(frozen=True, slots=True)
class AtHand:
    """Whether bodies, joint decisions, meetings and reviews have something to say."""

    bodies: bool
    decisions: bool
    meetings: bool
    reviews: bool


def waiting_at_hand(cooperation_id: int, until: date) -> AtHand:
    """Whether a seat is empty, a council asked, a meeting due by this day; one query."""
    paths = Deliberation.objects.filter(decision__cooperation=cooperation_id, until__isnull=True)
    due = Meeting.objects.filter(NOT_OVER, body__cooperation=cooperation_id, held_on__lte=until)
    aged = Decision.objects.filter(meeting__body__cooperation=cooperation_id, review_on__lte=until)
    return _at_hand(cooperation_id, vacant_seats(cooperation_id), paths, due, aged)


def dates_at_hand(cooperation_id: int, first: date, last: date) -> AtHand:
    """Whether a body ends, a council or a body meets, in the period; one query."""
    ending = Body.objects.filter(cooperation=cooperation_id, until__range=(first, last))
    meeting = Deliberation.objects.filter(
        decision__cooperation=cooperation_id,
        until__isnull=True,
        session_on__range=(first, last),
    )
    held = Meeting.objects.filter(
        body__cooperation=cooperation_id, held_on__range=(first, last), cancelled_on__isnull=True
    )
    aged = Decision.objects.filter(
        meeting__body__cooperation=cooperation_id, review_on__range=(first, last)
    )
    return _at_hand(cooperation_id, ending, meeting, held, aged)


def _at_hand(cooperation_id: int, *asked: QuerySet[Model]) -> AtHand:
    rows: QuerySet[Cooperation] = Cooperation.objects.filter(pk=cooperation_id)
    told = rows.values_list(*(Exists(one) for one in asked)).get()
    return AtHand(*(bool(one) for one in told))
