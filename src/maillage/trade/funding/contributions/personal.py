"""Where may a contribution name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)

# Their name in what was written of contributions, calls and receipts.
forget_contributions = erasing(
    Erasable(Contribution, texts=("origin_text",)),
    Erasable(ContributionCall, "contribution", ("title_number", "reason")),
    Erasable(ContributionReceipt, "contribution", ("how", "told_by")),
)
