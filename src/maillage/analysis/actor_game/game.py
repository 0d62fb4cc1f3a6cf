"""The whole actor game: influences, positions, coverage, read together."""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.analysis.actor_game.influences import InfluenceReading, influence_reading
from maillage.analysis.actor_game.positions import (
    Coverage,
    PositionReading,
    coverage,
    position_reading,
)
from maillage.analysis.tables import Cells, distinct_names


@dataclass(frozen=True)
class ActorGame:
    """Every reading of one actor game; `orders` holds the readings of orders 1, 2 and 3."""

    actors: tuple[str, ...]
    subjects: tuple[str, ...]
    influences: InfluenceReading
    orders: tuple[PositionReading, PositionReading, PositionReading]
    coverage: Coverage

    def order(self, order: int) -> PositionReading:
        """The reading of order 1 (signs), 2 (strengths) or 3 (weighed by power)."""
        return self.orders[order - 1]


def actor_game(
    actors: Sequence[str], influences: Cells, subjects: Sequence[str], positions: Cells
) -> ActorGame:
    """The actor game (MACTOR): power of actors, their alliances and conflicts at three orders.

    `influences` is n x n, whole numbers from 0 to 4, zero diagonal, row acts on column;
    `positions` is n x m, whole numbers from -4 to +4; `None` is a silence in both. The formulas
    are those of `influence_reading` and `position_reading`, order 3 being weighed by R*.

    En clair : « Qui pèse, qui se rejoint, qui s’oppose, et sur combien de réponses on se fonde. »

    >>> game = actor_game(["Commune", "EPCI"], [[0, 2], [1, 0]], ["Eau"], [[3], [-2]])
    >>> game.influences.r_star, game.order(2).divergences
    ((2.0, 0.0), ((0.0, 2.5), (2.5, 0.0)))
    >>> actor_game([], [], [], []).orders[0].positions
    ()

    Raises ValueError naming the row, the column and the rule.

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod; LIPSOR.
    """
    subjects_by_name = distinct_names(subjects, "Sujets")
    power = influence_reading(actors, influences)
    return ActorGame(
        actors=power.actors,
        subjects=subjects_by_name,
        influences=power,
        orders=position_reading(power.actors, subjects_by_name, positions, power.r_star),
        coverage=coverage(power.actors, subjects_by_name, positions),
    )
