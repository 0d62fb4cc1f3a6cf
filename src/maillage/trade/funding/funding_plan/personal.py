"""Where may a plan name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)

# Their name in what was written of costs, lines and steps.
forget_plans = erasing(
    Erasable(FundingPlan, texts=("label",)),
    Erasable(CostLine, "plan", ("label", "source_note")),
    Erasable(FundingLine, texts=("label", "file_number")),
    Erasable(LineStep, "line", ("act_number", "note", "told_by")),
    Erasable(CheckReason, "plan", ("reason",)),
)
