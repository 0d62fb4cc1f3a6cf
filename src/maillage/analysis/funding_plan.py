"""Who funds what, so that the owners pay least, under every co-financing rule?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isinf

from maillage.analysis.funding_model import Amounts, best_amounts
from maillage.analysis.funding_rules import (
    Action,
    Funder,
    FundingRules,
    Offer,
    OfferRules,
    read_funding_rules,
)

OPTIMAL, WITHIN_GAP, INFEASIBLE = "optimal", "within_gap", "infeasible"
TIME_LIMIT = 5.0
GAP = 1e-9
CENT = 0.01


@dataclass(frozen=True)
class Grant:
    """What one funder brings to one action, in cents."""

    action: str
    funder: str
    cents: int


@dataclass(frozen=True)
class OwnShare:
    """What the owner of one action pays, in cents and as a share of the cost (0 if free)."""

    action: str
    cents: int
    share: Fraction


@dataclass(frozen=True)
class Failure:
    """An action that the rules leave unpaid: what is missing, and which rules hold it back."""

    action: str
    missing_cents: int
    held_back_by: tuple[str, ...]


@dataclass(frozen=True)
class FundingPlan:
    """A plan to the cent: for each action, grants + own share = cost.

    `status`: `optimal` (no plan asks a cent less of the owners), `within_gap` (time ran out, the
    owners might pay `own_gap_cents` less at most, None when unknown), `infeasible` (an owner
    cannot pay, see `failures`; the plan shown misses least). `grants_gap`: how many grants fewer
    might at most do the same, None when unknown.
    """

    status: str
    grants: tuple[Grant, ...]
    own_shares: tuple[OwnShare, ...]
    own_cents: int
    grants_cents: int
    own_gap_cents: int | None
    grants_gap: int | None
    failures: tuple[Failure, ...]


def funding_plan(
    actions: Sequence[Action],
    funders: Sequence[Funder],
    offers: Sequence[Offer],
    *,
    exclusions: Iterable[tuple[str, str]] = (),
    time_limit: float = TIME_LIMIT,
    gap: float = GAP,
) -> FundingPlan:
    """The plan that asks least of the owners, then uses the fewest grants.

    minimise Σ s_a, then the number of grants, with s_a = cost_a - Σ_f x_af ≥ 0; each grant is 0,
    or between its minimum and min(cap, rate × eligible cost); per funder Σ_a x_af ≤ budget;
    s_a ≥ ρ (s_a + public grants); public grants ≤ public cap × cost; `exclusions` are pairs of
    funders that never pay for the same action. `time_limit` in seconds; `gap` is the relative
    distance to the best that is accepted. Amounts are rounded down to the cent and the remainder
    goes to the own share. When an owner cannot pay what is left, the plan that misses least is
    given, with the rules that are reached.

    En clair : « Voici le plan qui demande le moins aux maîtres d’ouvrage, règles respectées. »

    >>> plan = funding_plan(
    ...     [Action("Piste", 1000, own_share_floor="0.2")],
    ...     [Funder("État"), Funder("Région")],
    ...     [Offer("Piste", "État", max_rate="0.5"), Offer("Piste", "Région", max_rate="0.4")],
    ... )
    >>> plan.status, plan.own_cents, plan.grants_cents
    ('optimal', 20000, 80000)
    >>> funding_plan([], [], []).status
    'optimal'

    Raises ValueError as `funding_rules.read_funding_rules` does.

    Reference: scipy.optimize.milp (HiGHS); own share: code général des collectivités
    territoriales, L1111-10 III.
    """
    rules = read_funding_rules(actions, funders, offers, exclusions)
    amounts = Amounts((), 0.0, 0.0, 0.0)
    if rules.offers:
        amounts = best_amounts(rules, time_limit=time_limit, gap=gap)
    cents = _cents(rules, amounts.euros)
    brought = [sum(cents[i] for i in mine) for mine in rules.of_action]
    own_gap = None if isinf(amounts.euros_gap) else floor(amounts.euros_gap * 100)
    failures = _failures(rules, cents, brought)
    grants_cents = sum(cents)
    return FundingPlan(
        status=_status(failures, amounts.lacking_gap, own_gap),
        grants=tuple(_grant(rules, i, paid) for i, paid in enumerate(cents) if paid),
        own_shares=tuple(
            OwnShare(action.name, action.cost - got, _share(action.cost - got, action.cost))
            for action, got in zip(rules.actions, brought, strict=True)
        ),
        own_cents=sum(action.cost for action in rules.actions) - grants_cents,
        grants_cents=grants_cents,
        own_gap_cents=own_gap,
        grants_gap=None if isinf(amounts.grants_gap) else ceil(amounts.grants_gap - 0.001),
        failures=failures,
    )


def _status(failures: Sequence[Failure], lacking_gap: float, own_gap_cents: int | None) -> str:
    """Infeasible once proven; optimal to the cent, which is the precision of the plan."""
    if failures and lacking_gap < CENT:
        return INFEASIBLE
    proven = not failures and own_gap_cents is not None and own_gap_cents <= 1
    return OPTIMAL if proven else WITHIN_GAP


def _cents(rules: FundingRules, euros: Sequence[float]) -> list[int]:
    """Whole cents, down but for the solver's tolerance; the least own share is exact."""
    cents = [
        min(offer.most, max(offer.least, floor(amount * 100 + 0.001))) if amount else 0
        for offer, amount in zip(rules.offers, euros, strict=True)
    ]
    for place, action in enumerate(rules.actions):
        public = [i for i in rules.of_action[place] if rules.is_public(i)]
        if public:
            largest = max(public, key=lambda i: cents[i])
            cents[largest] -= action.excess(*_brought(rules, cents, place))
    return cents


def _brought(rules: FundingRules, cents: Sequence[int], action: int) -> tuple[int, int]:
    """Public and private money brought to an action."""
    public = [cents[i] for i in rules.of_action[action] if rules.is_public(i)]
    return sum(public), sum(cents[i] for i in rules.of_action[action]) - sum(public)


def _grant(rules: FundingRules, place: int, cents: int) -> Grant:
    offer = rules.offers[place]
    return Grant(rules.actions[offer.action].name, rules.funders[offer.funder].name, cents)


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _failures(
    rules: FundingRules, cents: Sequence[int], brought: Sequence[int]
) -> tuple[Failure, ...]:
    return tuple(
        Failure(action.name, missing, _blocking_rules(rules, place, cents))
        for place, action in enumerate(rules.actions)
        if action.most_own is not None
        and (missing := action.cost - brought[place] - action.most_own) > 0
    )


def _blocking_rules(rules: FundingRules, place: int, cents: Sequence[int]) -> tuple[str, ...]:
    """Sentences naming the rules that leave no cent more to this action."""
    action = rules.actions[place]
    public, private = _brought(rules, cents, place)
    names = [f"Apport maximal du maître d’ouvrage : {_euros(action.most_own or 0)}."]
    if action.excess(public + 1, private):
        names.append(f"Autofinancement minimal : {_percent(action.own_share_floor)}.")
    if public >= action.public_most:
        names.append(f"Plafond d’aides publiques : {_euros(action.public_most)}.")
    for i in rules.of_action[place]:
        names.extend(_reached(rules, rules.offers[i], cents, cents[i]))
    return tuple(names)


def _reached(rules: FundingRules, offer: OfferRules, cents: Sequence[int], paid: int) -> list[str]:
    name, budget = rules.funders[offer.funder].name, rules.budgets[offer.funder]
    spent = sum(
        given
        for other, given in zip(rules.offers, cents, strict=True)
        if other.funder == offer.funder
    )
    if paid == offer.most:
        return [f"{name} : montant maximal de {_euros(offer.most)} atteint."]
    if budget is not None and spent >= budget:
        return [f"{name} : enveloppe de {_euros(budget)} épuisée."]
    if paid == 0:
        return [f"{name} : aide impossible (minimum de {_euros(offer.least)} ou exclusion)."]
    return []


def _euros(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", "\u202f") + f",{rest:02d}\u00a0€"


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}".replace(".", ",") + "\u00a0%"
