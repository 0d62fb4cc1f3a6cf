"""What funding keeps: plans, their costs, their lines, the dated steps of these."""

from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)

__all__ = ["CheckReason", "CostLine", "FundingLine", "FundingPlan", "LineStep"]
