"""Which records of my day say who may read them?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.ground.missions.my_day.models import HandOver

visible_records.answer(lambda: (HandOver,))
