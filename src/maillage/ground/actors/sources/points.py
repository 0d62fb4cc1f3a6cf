"""Which sources say who may read them?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.ground.actors.sources.models import Source

visible_records.answer(lambda: (Source,))
