"""Which positions say who may read them?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.ground.actors.positions.models import Position

visible_records.answer(lambda: (Position,))
