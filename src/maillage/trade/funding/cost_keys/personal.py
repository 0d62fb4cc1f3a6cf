"""Where may a shared sum name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.funding.cost_keys.models import CostKey, CostSharing, SharingCriterion

# Their name in what was written of sums, measures and keys; what is frozen stays.
forget_keys = erasing(
    Erasable(CostSharing, texts=("label",)),
    Erasable(SharingCriterion, "sharing", ("label", "unit", "source")),
    Erasable(CostKey, "sharing", ("label",)),
)
