"""What do projects tell on the pages of the other rooms?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.trade.plan.linked_projects.models import Exchange, Project

visible_records.answer(lambda: (Exchange, Project))
