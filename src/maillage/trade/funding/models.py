"""What funding keeps: plans, costs, lines and their steps, frozen tables, keys that share."""

from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.cost_keys.models import (
    CostKey,
    CostSharing,
    CriterionValue,
    FrozenKey,
    FrozenShare,
    KeyBound,
    KeyWeight,
    SharingCriterion,
    SharingMember,
)
from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.funding_sources.models import FundingSource, SourceMatch
from maillage.trade.funding.maquette.models import MaquetteRow, MaquetteVersion
