"""Where may a shared sum name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.funding.cost_keys.models import CostKey, CostSharing, SharingCriterion

ERASABLES = (
    Erasable(CostSharing, texts=("label",)),
    Erasable(SharingCriterion, "sharing", ("label", "unit", "source")),
    Erasable(CostKey, "sharing", ("label",)),
)


def forget_keys(somebody: Somebody) -> None:
    """Their name in what was written of sums, measures and keys; what is frozen stays."""
    for one in ERASABLES:
        one.erase(somebody)
