"""Who weighs in the cooperation, who stands with whom, and who moved? (MACTOR)."""

from maillage.analysis.actor_game.alignments import (
    Alignment,
    alignment,
    heaviest_pairs,
    two_sided_pairs,
)
from maillage.analysis.actor_game.comparison import (
    ActorChange,
    Comparison,
    Move,
    MoveKind,
    PairChange,
    compare_games,
    move_kind,
)
from maillage.analysis.actor_game.game import ActorGame, actor_game
from maillage.analysis.actor_game.influences import InfluenceReading, Quadrant, influence_reading
from maillage.analysis.actor_game.margin import MARGIN, is_near_mean, possible_quadrants
from maillage.analysis.actor_game.positions import (
    Coverage,
    PositionReading,
    coverage,
    position_reading,
)
from maillage.analysis.actor_game.pressure import Pressure, who_can_press
from maillage.analysis.actor_game.terms import Term, Terms, influence_terms

__all__ = [
    "MARGIN",
    "ActorChange",
    "ActorGame",
    "Alignment",
    "Comparison",
    "Coverage",
    "InfluenceReading",
    "Move",
    "MoveKind",
    "PairChange",
    "PositionReading",
    "Pressure",
    "Quadrant",
    "Term",
    "Terms",
    "actor_game",
    "alignment",
    "compare_games",
    "coverage",
    "heaviest_pairs",
    "influence_reading",
    "influence_terms",
    "is_near_mean",
    "move_kind",
    "position_reading",
    "possible_quadrants",
    "two_sided_pairs",
    "who_can_press",
]
