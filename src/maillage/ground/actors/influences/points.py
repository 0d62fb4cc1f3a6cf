"""What do influences give to the other rooms?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.exchange.targets.targets import imports
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.influences.table import INFLUENCES

imports.answer(lambda: (INFLUENCES,))
visible_records.answer(lambda: (Influence,))
