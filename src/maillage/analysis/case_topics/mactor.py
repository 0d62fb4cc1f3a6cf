"""Reference cases of the actor game (MACTOR)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypedDict

from maillage.analysis.actor_game import ActorGame, PositionReading, actor_game
from maillage.analysis.case_tolerances import same_within
from maillage.analysis.tables import Cells


class Inputs(TypedDict, total=False):
    """What a case gives; a case without positions has influences only."""

    actors: list[str]
    influences: Cells
    subjects: list[str]
    positions: Cells


Formulas = dict[str, Callable[[], object]]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from; positions at three orders when they are given."""

    @cache
    def game() -> ActorGame:
        return _game(inputs)

    formulas = _of_influences(game)
    if "positions" in inputs:
        formulas |= _of_coverage(game)
        for order in (1, 2, 3):
            formulas |= _of_positions(game, order)
    return formulas


def agrees(_key: str, expected: object, computed: object) -> bool:
    """True within 1e-9."""
    return same_within(1e-9)(expected, computed)


def _game(inputs: Inputs) -> ActorGame:
    influences = inputs["influences"]
    positions = inputs.get("positions", [[] for _row in influences])
    columns = len(positions[0]) if positions else 0
    return actor_game(
        inputs.get("actors", [f"A{number}" for number in range(1, len(influences) + 1)]),
        influences,
        inputs.get("subjects", [f"O{number}" for number in range(1, columns + 1)]),
        positions,
    )


def _of_influences(game: Callable[[], ActorGame]) -> Formulas:
    return {
        "midi": lambda: game().influences.midi,
        "mmidi": lambda: game().influences.mmidi,
        "influence": lambda: game().influences.influence,
        "dependence": lambda: game().influences.dependence,
        "r": lambda: game().influences.r,
        "r_star": lambda: game().influences.r_star,
        "r_star_without_self_term": lambda: game().influences.r_star_without_self_term,
        "q_star": lambda: game().influences.q_star,
        "net_scale": lambda: game().influences.net_scale,
        "stability": lambda: game().influences.stability,
        "quadrants": lambda: [str(quadrant) for quadrant in game().influences.quadrants],
    }


def _of_coverage(game: Callable[[], ActorGame]) -> Formulas:
    return {
        "coverage": lambda: game().coverage.total,
        "coverage_actor": lambda: game().coverage.actors,
        "coverage_subject": lambda: game().coverage.subjects,
    }


def _of_positions(game: Callable[[], ActorGame], order: int) -> Formulas:
    def reading() -> PositionReading:
        return game().order(order)

    return {
        f"mao{order}": lambda: reading().positions,
        f"mobilisation_actor_{order}": lambda: reading().actor_mobilisation,
        f"mobilisation_subject_{order}": lambda: reading().subject_mobilisation,
        f"subject_for_{order}": lambda: reading().supporting,
        f"subject_against_{order}": lambda: reading().against,
        f"caa{order}": lambda: reading().convergences,
        f"daa{order}": lambda: reading().divergences,
        f"net_distance_{order}": lambda: reading().net_distances,
        f"net_distance_subject_{order}": lambda: reading().subject_net_distances,
        f"ambivalence_{order}": lambda: reading().ambivalence,
        f"convergence_degree_{order}": lambda: reading().convergence_degree,
    }
