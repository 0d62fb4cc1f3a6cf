"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.trade.stakes.stakes.models import LabelChoice


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (LabelChoice,)
