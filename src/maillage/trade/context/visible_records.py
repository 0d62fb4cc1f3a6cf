"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.heading.models import HeadingStep
from maillage.trade.context.history.models import Relation
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.signals.models import Signal


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (HeadingStep, Move, NatureReading, Relation, Signal)
