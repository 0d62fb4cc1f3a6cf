"""Where may a contribution name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)

ERASABLES = (
    Erasable(Contribution, texts=("origin_text",)),
    Erasable(ContributionCall, "contribution", ("title_number", "reason")),
    Erasable(ContributionReceipt, "contribution", ("how", "told_by")),
)


def forget_contributions(somebody: Somebody) -> None:
    """Their name in what was written of contributions, calls and receipts."""
    for one in ERASABLES:
        one.erase(somebody)
