"""Is there any partner news to tell? Asked with the other rooms before it is read."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.at_hand import dates_at_hand, waits_at_hand
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import dated_within, to_answer

SIGNALS = "context.signals"


def signals_wait(access: Access, today: date) -> bool:
    """Whether a piece of news waits for an answer, for any reader."""
    return SIGNALS in waits_at_hand.held(access, today, today)


def signals_come(access: Access, first: date, last: date) -> bool:
    """Whether a piece of news comes or ends in the period, for any reader."""
    return SIGNALS in dates_at_hand.held(access, first, last)


@waits_at_hand.answer
def waiting_rows(cooperation_id: int, today: date, _last: date) -> Mapping[str, QuerySet[Model]]:
    """The news to answer."""
    return {SIGNALS: Signal.objects.filter(to_answer(today), cooperation=cooperation_id)}


@dates_at_hand.answer
def coming_rows(cooperation_id: int, first: date, last: date) -> Mapping[str, QuerySet[Model]]:
    """The news of the period."""
    return {SIGNALS: Signal.objects.filter(dated_within(first, last), cooperation=cooperation_id)}
