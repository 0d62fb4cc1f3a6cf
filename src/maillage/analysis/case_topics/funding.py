"""Reference cases of a funding plan: one action, several public funders."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypedDict

from maillage.analysis.case_tolerances import same_within
from maillage.analysis.exact import Number
from maillage.analysis.funding_plan import FundingPlan, funding_plan
from maillage.analysis.funding_rules import Action, Funder, Offer


class FunderInputs(TypedDict, total=False):
    """A funder as a case gives it; what is left out does not limit."""

    id: str
    eligible: Number | None
    max_rate: Number | None
    cap: Number | None
    min_grant: Number | None
    public: bool


class Inputs(TypedDict, total=False):
    """What a case gives; amounts in euros, a rate or a limit left out does not limit."""

    cost: Number
    funders: list[FunderInputs]
    own_share_floor: Number | None
    public_cap: Number | None


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""

    @cache
    def plan() -> FundingPlan:
        return _plan(inputs)

    return {
        "own_share": lambda: plan().own_cents / 100,
        "total_grants": lambda: plan().grants_cents / 100,
        "funders_used": lambda: len(plan().grants),
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """To the cent."""
    return same_within(0.010001)(expected, computed)


def _plan(inputs: Inputs) -> FundingPlan:
    public_cap = inputs.get("public_cap")
    action = Action(
        name="Action",
        cost=inputs["cost"],
        own_share_floor=inputs.get("own_share_floor") or 0,
        public_cap=1 if public_cap is None else public_cap,
    )
    names = [f"{place}. {given.get('id', '')}" for place, given in enumerate(inputs["funders"], 1)]
    return funding_plan(
        [action],
        [
            Funder(name, public=given.get("public", True))
            for name, given in zip(names, inputs["funders"], strict=True)
        ],
        [_offer(name, given) for name, given in zip(names, inputs["funders"], strict=True)],
    )


def _offer(funder: str, given: FunderInputs) -> Offer:
    rate = given.get("max_rate")
    return Offer(
        action="Action",
        funder=funder,
        eligible=given.get("eligible"),
        max_rate=1 if rate is None else rate,
        cap=given.get("cap"),
        min_grant=given.get("min_grant") or 0,
    )
