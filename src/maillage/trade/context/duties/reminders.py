"""Which of what is due has to be recalled today, and to whom?"""

from datetime import date, timedelta

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Spokesperson
from maillage.trade.context.duties.models import LONGEST_REMINDER, Duty, DutyPiece
from maillage.trade.context.duties.queries import OPEN, duties, givable_pieces
from maillage.trade.context.duties.rules import WEEK


def recalled(cooperation: int, today: date) -> QuerySet[Duty]:
    """What may have to be recalled in a cooperation that day, whoever reads it."""
    last = today + timedelta(days=LONGEST_REMINDER)
    return Duty.objects.filter(OPEN, cooperation=cooperation, due_on__lte=last)


def is_recalled(one: Duty, today: date) -> bool:
    """Whether its reminder began, or its last week; a day past is recalled until it is sent."""
    if one.due_on is None:
        return False
    return one.due_on - max(timedelta(days=one.reminder), WEEK) <= today


def duties_to_recall(access: Access, today: date) -> list[Duty]:
    """What an officer has to send soon, the first first; one query."""
    last = today + timedelta(days=LONGEST_REMINDER)
    rows = duties(access).filter(OPEN, due_on__lte=last)
    return [one for one in rows if is_recalled(one, today)]


def pieces_to_give(access: Access, today: date) -> list[DutyPiece]:
    """The pieces that the structures for which one speaks still have to give; one query."""
    rows = givable_pieces(access).filter(received_on__isnull=True)
    own = Spokesperson.objects.filter(access=access.pk).values("organisation")
    rows = rows.filter(organisation__in=own).order_by("duty__due_on", "pk")
    return [one for one in rows if is_recalled(one.duty, today)]
