"""Where may a source name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.funding.funding_sources.models import FundingSource, SourceMatch

# Their name in what was written of sources.
forget_sources = erasing(
    Erasable(
        FundingSource,
        texts=(
            *("name", "funder_name", "programme", "eligible_costs", "left_out_costs"),
            *("beneficiaries", "url", "stance_reason"),
        ),
    ),
    Erasable(SourceMatch, "source", ("note",)),
)
