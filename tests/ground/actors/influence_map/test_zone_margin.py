"""Near the mean, an actor is in no zone for sure, and has not left the one where it may be."""

import pytest

from maillage.analysis.actor_game import Quadrant
from maillage.ground.actors.influence_map.queries import has_left_zone
from maillage.ground.actors.influences.queries import Placed
from maillage.ground.actors.players.queries import Player

NOBODY = Player(1, "Vue", "", "")


def placed(influence: float, dependence: float) -> Placed:
    return Placed(NOBODY, influence, dependence, 1.0, Quadrant.AUTONOMOUS, has_reading=True)


@pytest.mark.parametrize(
    ("was", "now", "left"),
    [
        ((9, 2), (10.5, 2), False),
        ((8, 2), (10.5, 2), False),
        ((8, 2), (12, 2), True),
        ((10, 10), (20, 20), False),
        ((2, 12), (2, 8), True),
    ],
)
def test_crossing_the_mean_is_to_leave_the_margin(
    was: tuple[float, float], now: tuple[float, float], left: bool
) -> None:
    assert has_left_zone(placed(*was), placed(*now), 10) is left
