"""Is there anything of the dialogue to tell? Asked with the other rooms before it is read."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.at_hand import dates_at_hand, waits_at_hand
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.option_asks.queries import waiting_parties

CONFLICTS = "dialogue.conflicts"
OPTIONS = "dialogue.options"


def conflicts_wait(access: Access, today: date) -> bool:
    """Whether an open conflict waits for a step that is past, for any reader."""
    return CONFLICTS in waits_at_hand.held(access, today, today)


def options_wait(access: Access, today: date) -> bool:
    """Whether a structure is asked what it says of options, for any reader."""
    return OPTIONS in waits_at_hand.held(access, today, today)


def conflicts_come(access: Access, first: date, last: date) -> bool:
    """Whether an open conflict has its next step in the period, for any reader."""
    return CONFLICTS in dates_at_hand.held(access, first, last)


@waits_at_hand.answer
def waiting_rows(cooperation_id: int, today: date, _last: date) -> Mapping[str, QuerySet[Model]]:
    """The open conflicts whose step is past, the options put to a structure."""
    return {
        CONFLICTS: _open(cooperation_id).filter(next_on__lt=today),
        OPTIONS: waiting_parties(cooperation_id),
    }


@dates_at_hand.answer
def coming_rows(cooperation_id: int, first: date, last: date) -> Mapping[str, QuerySet[Model]]:
    """The open conflicts whose step comes in the period."""
    return {CONFLICTS: _open(cooperation_id).filter(next_on__range=(first, last))}


def _open(cooperation_id: int) -> QuerySet[Conflict]:
    return Conflict.objects.filter(cooperation=cooperation_id, until__isnull=True)
