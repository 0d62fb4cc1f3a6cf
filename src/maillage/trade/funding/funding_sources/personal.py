"""Where may a source name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.funding.funding_sources.models import FundingSource, SourceMatch

ERASABLES = (
    Erasable(
        FundingSource,
        texts=(
            *("name", "funder_name", "programme", "eligible_costs", "left_out_costs"),
            *("beneficiaries", "url", "stance_reason"),
        ),
    ),
    Erasable(SourceMatch, "source", ("note",)),
)


def forget_sources(somebody: Somebody) -> None:
    """Their name in what was written of sources."""
    for one in ERASABLES:
        one.erase(somebody)
