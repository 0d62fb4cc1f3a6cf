"""Reference cases of structural analysis (MICMAC)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypedDict

from maillage.analysis.case_tolerances import same_exactly, same_within
from maillage.analysis.structural import CAP, Power, StructuralAnalysis, structural_analysis

SHARES = ("influence_permille", "dependence_permille")


class Inputs(TypedDict):
    """What a case gives: one square matrix, row acts on column."""

    influences: list[list[int]]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""

    @cache
    def analysis() -> StructuralAnalysis:
        return structural_analysis(inputs["influences"])

    return {
        "by_power": lambda: [_power(step) for step in analysis().powers],
        "ranking_constant_from_power": lambda: analysis().ranking_constant_from_power,
        "influence_shift": lambda: list(analysis().influence_shift),
        "dependence_shift": lambda: list(analysis().dependence_shift),
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """Exact, but for shares written to 4 decimals; a file may stop at a lower power.

    A ranking that never settles is `None`, or the cap itself: both say that nothing before the
    cap can be relied upon.
    """
    if key == "ranking_constant_from_power" and computed is None:
        return expected in (None, CAP)
    if not isinstance(expected, list) or not isinstance(computed, list):
        return same_exactly(expected, computed)
    return len(expected) <= len(computed) and all(map(_same_step, expected, computed))


def _power(step: Power) -> dict[str, object]:
    return {
        "power": step.power,
        "influence": [str(value) for value in step.influence],
        "dependence": [str(value) for value in step.dependence],
        "influence_permille": list(step.influence_permille),
        "dependence_permille": list(step.dependence_permille),
        "rank_influence": list(step.ranking_by_influence),
        "rank_dependence": list(step.ranking_by_dependence),
    }


def _same_step(expected: object, computed: object) -> bool:
    if not isinstance(expected, dict) or not isinstance(computed, dict):
        return same_exactly(expected, computed)
    return expected.keys() <= computed.keys() and all(
        (same_within(1e-4) if key in SHARES else same_exactly)(value, computed[key])
        for key, value in expected.items()
    )
