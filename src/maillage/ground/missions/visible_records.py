"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.my_day.models import HandOver


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (Declaration, HandOver)
