"""Reference cases of cost sharing: keys, airport game, joint costs."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypedDict

from maillage.analysis.case_tolerances import same_exactly
from maillage.analysis.cost_keys import Key, key_shares, split_cents
from maillage.analysis.exact import Number, exact
from maillage.analysis.joint_costs import airport_costs, shapley_costs
from maillage.analysis.water_filling import water_filled

SEPARATOR = r"[\s,;+|-]+"


class KeyInputs(TypedDict):
    """One key of a case."""

    weight: Number
    values: list[Number]


class Inputs(TypedDict, total=False):
    """What a case gives: one way to share, and the total for an answer in cents."""

    stand_alone: list[Number]
    coalition_costs: dict[str, Number]
    keys: list[KeyInputs]
    total_cents: Number
    floors: list[int]
    caps: list[int | None]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""
    return {
        "shapley": lambda: list(_shapley(inputs)),
        "shares": lambda: list(_shares(inputs)),
        "cents": lambda: list(_cents(inputs)),
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """Exact."""
    return same_exactly(expected, computed)


def _shapley(inputs: Inputs) -> tuple[Fraction, ...]:
    if "stand_alone" in inputs:
        return airport_costs(inputs["stand_alone"])
    costs = {_members(name, inputs): cost for name, cost in inputs["coalition_costs"].items()}
    return shapley_costs(
        _in_order(costs), {frozenset(group): cost for group, cost in costs.items()}
    )


def _shares(inputs: Inputs) -> tuple[Fraction, ...]:
    if "keys" in inputs:
        return key_shares([Key(key["weight"], key["values"]) for key in inputs["keys"]])
    costs = _shapley(inputs)
    return tuple(cost / sum(costs) for cost in costs)


def _cents(inputs: Inputs) -> tuple[int, ...]:
    total, shares = int(exact(inputs["total_cents"], "total_cents")), _shares(inputs)
    if "floors" in inputs or "caps" in inputs:
        shares = water_filled(total, shares, floors=inputs.get("floors"), caps=inputs.get("caps"))
    return split_cents(total, shares)


def _members(name: str, inputs: Inputs) -> tuple[str, ...]:
    """Members of a group, written "123", or "1,2,10" when some names are longer."""
    if any(re.search(SEPARATOR, other) for other in inputs["coalition_costs"]):
        return tuple(part for part in re.split(SEPARATOR, name) if part)
    return tuple(name)


def _in_order(groups: Iterable[tuple[str, ...]]) -> list[str]:
    """Members as numbered, or as met in groups of one, then two…"""
    met = dict.fromkeys(member for group in sorted(groups, key=len) for member in group)
    return sorted(met, key=int) if all(map(str.isdigit, met)) else list(met)
