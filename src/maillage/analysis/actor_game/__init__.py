"""Who weighs in the cooperation, who stands with whom, and who moved? (MACTOR)."""

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
from maillage.analysis.actor_game.positions import (
    Coverage,
    PositionReading,
    coverage,
    position_reading,
)
from maillage.analysis.actor_game.terms import Term, Terms, influence_terms

__all__ = [
    "ActorChange",
    "ActorGame",
    "Comparison",
    "Coverage",
    "InfluenceReading",
    "Move",
    "MoveKind",
    "PairChange",
    "PositionReading",
    "Quadrant",
    "Term",
    "Terms",
    "actor_game",
    "compare_games",
    "coverage",
    "influence_reading",
    "influence_terms",
    "move_kind",
    "position_reading",
]
