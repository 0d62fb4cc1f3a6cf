"""Reference cases of priorities by several criteria (PROMETHEE II)."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NotRequired, TypedDict

from maillage.analysis.case_tolerances import same_within
from maillage.analysis.exact import Number, exact
from maillage.analysis.priorities import Outranking, outranking


class Inputs(TypedDict):
    """What a case gives: one row per action, one column per criterion.

    Without senses, more is better; without weights, they are equal.
    """

    matrix: list[list[Number]]
    sense: NotRequired[list[int] | None]
    weights: NotRequired[list[Number] | None]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""

    @cache
    def flows() -> Outranking:
        matrix = [_floats(row) for row in inputs["matrix"]]
        equal = [1] * max(map(len, matrix), default=0)
        weights = _floats(inputs.get("weights") or equal)
        return outranking(matrix, weights, inputs.get("sense") or equal)

    return {
        "phi_plus": lambda: flows().phi_plus,
        "phi_minus": lambda: flows().phi_minus,
        "net": lambda: flows().net,
        "ranking": lambda: flows().order,
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """To 1e-9."""
    return same_within(1e-9)(expected, computed)


def _floats(values: Sequence[Number]) -> list[float]:
    return [float(exact(value, "Valeur")) for value in values]
