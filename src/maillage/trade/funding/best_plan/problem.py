"""The plans and the sources as the solver reads them, and its answer in our records' numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from maillage.analysis import funding_plan as solver
from maillage.analysis.funding_rules import Action, Funder, Offer
from maillage.core.money import euros


@dataclass(frozen=True, slots=True)
class Fixed:
    """Money of a plan that the proposal leaves as it is, in cents; `source` when it has one."""

    name: str
    cents: int
    is_public: bool
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An investment to pay for, in cents; `counted` is what others than its owner bring today.

    `ineligible` is what of the cost no source helps, `own_share_floor` the least part of the
    public money that its owner pays.
    """

    plan: int
    cost: int
    own_share_floor: Fraction
    fixed: Sequence[Fixed]
    counted: int = 0
    ineligible: int = 0

    @property
    def open_cents(self) -> int:
        """What new money and the owner beside it may share, below zero when nothing can be added.

        s ≥ ρ (s + P + x) with s = cost - V - P - x - y, P public and V private money already
        there, x and y what is added of each, is the same as x ≤ (1 - ρ) (open - y) with
        open = cost - V - P / (1 - ρ): the rule of a cost of `open` cents to which nobody gave yet.
        """
        public = sum(one.cents for one in self.fixed if one.is_public)
        private = sum(one.cents for one in self.fixed) - public
        if self.own_share_floor >= 1:
            return -public
        return int((self.cost - private - public / (1 - self.own_share_floor)) // 1)

    @property
    def fixed_cents(self) -> int:
        """What is there and stays."""
        return sum(one.cents for one in self.fixed)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a source may bring, in cents and basis points; None where it says nothing.

    `left` is what its envelope still holds. `serves` are the plans of the actions that it was
    matched to, None when nobody matched it; `excludes` the sources with which it does not add up.
    """

    source: int
    name: str
    is_public: bool
    rate_bp: int | None = None
    cap: int | None = None
    floor: int | None = None
    left: int | None = None
    serves: frozenset[int] | None = None
    excludes: frozenset[int] = frozenset()

    def may_serve(self, plan: Candidate) -> bool:
        """Whether it may bring something to a plan: it is not there yet, nor what it excludes."""
        there = {one.source for one in plan.fixed}
        is_meant = self.serves is None or plan.plan in self.serves
        return is_meant and self.source not in there and not self.excludes & there


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the proposal makes of one plan, in cents: grants by source, what its owner pays.

    `is_too_much` when what is there already leaves the owner less than its least share; `missing`
    is what the owner cannot pay, `held_back_by` the sentences of the rules that leave no cent more.
    """

    plan: int
    grants: Sequence[tuple[int, int]]
    own: int
    is_too_much: bool = False
    missing: int = 0
    held_back_by: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The plans one by one; `is_best` when no other leaves less to pay, `own_gap` else in cents.

    `own_gap` is None when nobody knows by how much another might do better.
    """

    plans: Sequence[Proposed]
    is_best: bool
    own_gap: int | None

    @property
    def missing(self) -> int:
        """What the owners cannot pay, in cents."""
        return sum(one.missing for one in self.plans)


def propose(
    candidates: Sequence[Candidate], sources: Sequence[Rules], most_own: int | None = None
) -> Proposal:
    """The grants that leave least to the owners, each paying `most_own` cents at most.

    Method: `analysis.funding_plan`, on what is still open of each plan.
    """
    answer = solver.funding_plan(
        [_action(one, most_own) for one in candidates],
        [Funder(one.name, _euros(one.left), one.is_public) for one in sources],
        [offer for one in candidates for offer in _offers(one, sources)],
        exclusions=[
            (one.name, other.name)
            for one, other in combinations(sources, 2)
            if other.source in one.excludes
        ],
    )
    return Proposal(
        plans=[_proposed(one, sources, answer, most_own) for one in candidates],
        is_best=answer.own_gap_cents is not None and answer.own_gap_cents <= 1,
        own_gap=answer.own_gap_cents,
    )


def _action(plan: Candidate, most_own: int | None) -> Action:
    """What is open of the plan; the owner pays there what its share of the rest leaves it."""
    cost = max(0, plan.open_cents)
    beside = plan.cost - plan.fixed_cents - cost
    most = None if most_own is None else euros(max(0, most_own - beside))
    return Action(str(plan.plan), euros(cost), plan.own_share_floor, 1, most)


def _offers(plan: Candidate, sources: Sequence[Rules]) -> Iterator[Offer]:
    for one in sources:
        if one.may_serve(plan):
            yield Offer(
                str(plan.plan),
                one.name,
                eligible=euros(plan.cost - plan.ineligible),
                max_rate=1 if one.rate_bp is None else Decimal(one.rate_bp) / 10_000,
                cap=_euros(one.cap),
                min_grant=euros(one.floor or 0),
            )


def _proposed(
    plan: Candidate, sources: Sequence[Rules], answer: solver.FundingPlan, most_own: int | None
) -> Proposed:
    action = str(plan.plan)
    brought = {one.funder: one.cents for one in answer.grants if one.action == action}
    own = plan.cost - plan.fixed_cents - sum(brought.values())
    reached = [one.held_back_by for one in answer.failures if one.action == action]
    return Proposed(
        plan=plan.plan,
        grants=[(one.source, brought[one.name]) for one in sources if one.name in brought],
        own=own,
        is_too_much=plan.open_cents < 0,
        missing=0 if most_own is None else max(0, own - most_own),
        # The first sentence says what the owner may pay of what is open: the page says it whole.
        held_back_by=[words for sentences in reached for words in sentences[1:]],
    )


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else euros(cents)
