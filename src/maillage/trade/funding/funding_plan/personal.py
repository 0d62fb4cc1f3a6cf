"""Where may a plan name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)

ERASABLES = (
    Erasable(FundingPlan, texts=("label",)),
    Erasable(CostLine, "plan", ("label", "source_note")),
    Erasable(FundingLine, texts=("label", "file_number")),
    Erasable(LineStep, "line", ("act_number", "note", "told_by")),
    Erasable(CheckReason, "plan", ("reason",)),
)


def forget_plans(somebody: Somebody) -> None:
    """Their name in what was written of costs, lines and steps."""
    for one in ERASABLES:
        one.erase(somebody)
