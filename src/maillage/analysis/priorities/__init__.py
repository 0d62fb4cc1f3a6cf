"""What comes first for several structures, and is that priority safe?"""

from maillage.analysis.priorities.outranking import Outranking, outranking
from maillage.analysis.priorities.robustness import Robustness, rank_acceptability
from maillage.analysis.priorities.weighted_scores import (
    Criterion,
    Priority,
    mean_utilities,
    weighted_priorities,
    weighted_score,
)

__all__ = [
    "Criterion",
    "Outranking",
    "Priority",
    "Robustness",
    "mean_utilities",
    "outranking",
    "rank_acceptability",
    "weighted_priorities",
    "weighted_score",
]
