"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.sources.models import Source


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (Influence, Position, Posture, Source)
