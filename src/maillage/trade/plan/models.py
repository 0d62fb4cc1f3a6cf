"""What the plan keeps: objectives, actions, parts, their answers, the news of them."""

from maillage.trade.plan.actions.models import (
    Action,
    ActionScheme,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.objectives.models import Objective

__all__ = ["Action", "ActionScheme", "Objective", "ProgressNote", "Share", "ShareAnswer"]
