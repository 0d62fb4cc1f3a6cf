"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.trade.dialogue.compromises.models import Compromise, OptionAnswer
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.notebook.models import Note


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (Compromise, Conflict, Note, OptionAnswer)
