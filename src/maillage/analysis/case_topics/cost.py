"""Reference cases of cost sharing: keys, airport game, joint costs."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import NotRequired, TypedDict

from maillage.analysis.case_tolerances import same_exactly
from maillage.analysis.cost_keys import Key, key_shares, split_cents
from maillage.analysis.exact import Number, exact
from maillage.analysis.joint_costs import airport_costs, shapley_costs
from maillage.analysis.water_filling import water_filled

SEPARATOR = r"[\s,;+|-]+"


class KeyInputs(TypedDict):
    """One key of a case; alone, it needs no weight."""

    weight: NotRequired[Number]
    values: list[Number]


class Inputs(TypedDict, total=False):
    """What a case gives: one way to share, and the total for an answer in cents."""

    stand_alone: list[Number] | None
    coalition_costs: dict[str, Number]
    keys: list[KeyInputs] | None
    total_cents: Number
    floors: list[int] | None
    caps: list[int | None] | None


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
    alone = inputs.get("stand_alone")
    if alone is not None:
        return airport_costs(alone)
    costs = {_members(name, inputs): cost for name, cost in inputs["coalition_costs"].items()}
    return shapley_costs(
        _in_order(costs), {frozenset(group): cost for group, cost in costs.items()}
    )


def _shares(inputs: Inputs) -> tuple[Fraction, ...]:
    keys = inputs.get("keys")
    if keys is not None:
        return key_shares([Key(key.get("weight", 1), key["values"]) for key in keys])
    costs = _shapley(inputs)
    return tuple(cost / sum(costs) for cost in costs)


def _cents(inputs: Inputs) -> tuple[int, ...]:
    total, shares = int(exact(inputs["total_cents"], "total_cents")), _shares(inputs)
    floors, caps = inputs.get("floors"), inputs.get("caps")
    if floors is not None or caps is not None:
        shares = water_filled(total, shares, floors=floors, caps=caps)
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
