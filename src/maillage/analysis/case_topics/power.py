"""Reference cases of voting power."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypedDict

from maillage.analysis.case_tolerances import same_exactly
from maillage.analysis.exact import Number
from maillage.analysis.voting_power import VotingPower, banzhaf_swings, voting_power


class Inputs(TypedDict):
    """What a case gives: votes of each member, and how many are needed at least."""

    weights: list[Number]
    quota: Number


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""

    @cache
    def power() -> VotingPower:
        return voting_power(inputs["weights"], inputs["quota"])

    return {
        "banzhaf_swings": lambda: list(banzhaf_swings(inputs["weights"], inputs["quota"])),
        "banzhaf": lambda: list(power().banzhaf),
        "absolute_banzhaf": lambda: list(power().absolute_banzhaf),
        "shapley_shubik": lambda: list(power().shapley_shubik),
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """Exact."""
    return same_exactly(expected, computed)
