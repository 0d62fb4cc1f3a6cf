"""What funding keeps: plans, their costs, their lines, the dated steps of these, frozen tables."""

from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.maquette.models import MaquetteRow, MaquetteVersion

__all__ = [
    "CheckReason",
    "CostLine",
    "FundingLine",
    "FundingPlan",
    "LineStep",
    "MaquetteRow",
    "MaquetteVersion",
]
