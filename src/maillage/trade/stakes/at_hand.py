"""Is there anything of stakes to tell? Asked with the other rooms before it is read."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.at_hand import waits_at_hand
from maillage.trade.stakes.position_asks.queries import waiting_asks
from maillage.trade.stakes.priorities.queries.asks import waiting_actors

ASKS = "stakes.asks"
PRIORITIES = "stakes.priorities"


def asks_wait(access: Access, today: date) -> bool:
    """Whether a structure is asked for its positions, for any reader."""
    return ASKS in waits_at_hand.held(access, today, today)


def priorities_wait(access: Access, today: date) -> bool:
    """Whether a structure is asked what the themes touch for it, for any reader."""
    return PRIORITIES in waits_at_hand.held(access, today, today)


@waits_at_hand.answer
def waiting_rows(cooperation_id: int, _today: date, _last: date) -> Mapping[str, QuerySet[Model]]:
    """What was put to a structure and waits for its answer."""
    return {ASKS: waiting_asks(cooperation_id), PRIORITIES: waiting_actors(cooperation_id)}
