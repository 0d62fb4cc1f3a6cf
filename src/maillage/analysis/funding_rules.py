"""Which co-financing rules must a plan respect? Read once, in whole cents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from maillage.analysis.exact import Number, exact, non_negative


@dataclass(frozen=True)
class Action:
    """Something to pay for; amounts in euros.

    `own_share_floor` is the least part that the owner brings of all public money, its own
    included (L1111-10 III); `public_cap` the largest part of the cost that public funders may
    bring; `most_own` what the owner can pay at most.
    """

    name: str
    cost: Number
    own_share_floor: Number = 0
    public_cap: Number = 1
    most_own: Number | None = None


@dataclass(frozen=True)
class Funder:
    """Someone who may pay, within a budget over all actions (None: not limited)."""

    name: str
    budget: Number | None = None
    public: bool = True


@dataclass(frozen=True)
class Offer:
    """What a funder may bring to an action; amounts in euros.

    At most `max_rate` of the eligible cost (None: the whole cost) and the cap; nothing, or at
    least `min_grant`.
    """

    action: str
    funder: str
    eligible: Number | None = None
    max_rate: Number = 1
    cap: Number | None = None
    min_grant: Number = 0


@dataclass(frozen=True)
class ActionRules:
    """An action in cents; `public_most` holds without private money, see `excess`."""

    name: str
    cost: int
    own_share_floor: Fraction
    public_most: int
    most_own: int | None

    def excess(self, public: int, private: int) -> int:
        """Cents of public money beyond what the least own share allows.

        The owner brings s = cost - public - private, and s ≥ ρ (s + public) is the same as
        public ≤ (1 - ρ) (cost - private).
        """
        allowed = floor((1 - self.own_share_floor) * (self.cost - private))
        return max(0, public - allowed)


@dataclass(frozen=True)
class OfferRules:
    """An offer in cents, by place of its action and funder, with its least and most amount."""

    action: int
    funder: int
    least: int
    most: int


@dataclass(frozen=True)
class FundingRules:
    """Everything a plan must respect, in cents and by place."""

    actions: tuple[ActionRules, ...]
    funders: tuple[Funder, ...]
    budgets: tuple[int | None, ...]
    offers: tuple[OfferRules, ...]
    of_action: tuple[tuple[int, ...], ...]
    excluded: tuple[tuple[int, int], ...]

    def is_public(self, offer: int) -> bool:
        """Whether the money of this offer is public."""
        return self.funders[self.offers[offer].funder].public


def read_funding_rules(
    actions: Sequence[Action],
    funders: Sequence[Funder],
    offers: Sequence[Offer],
    exclusions: Iterable[tuple[str, str]] = (),
) -> FundingRules:
    """Rules in whole cents; offers that can bring nothing are left out.

    En clair : « Chaque financeur a son taux, son plafond, son minimum et son enveloppe. »

    >>> rules = read_funding_rules([Action("Piste", 1000)], [Funder("État")],
    ...                            [Offer("Piste", "État", max_rate="0.3", min_grant=100)])
    >>> rules.offers
    (OfferRules(action=0, funder=0, least=10000, most=30000),)
    >>> read_funding_rules([], [], []).actions
    ()

    Raises ValueError, naming the action or the funder and the rule, for a negative amount, a rate
    outside 0 to 1, a name given twice or unknown, and two offers for the same pair.
    """
    action_places = _places([action.name for action in actions], "L’action")
    funder_places = _places([funder.name for funder in funders], "Le financeur")
    read = tuple(map(_action_rules, actions))
    budgets = tuple(
        None if funder.budget is None else _cents_down(funder.budget, f"{funder.name}, enveloppe")
        for funder in funders
    )
    useful = _useful_offers(offers, action_places, funder_places, read)
    return FundingRules(
        actions=read,
        funders=tuple(funders),
        budgets=budgets,
        offers=useful,
        of_action=_offers_by_action(useful, len(actions)),
        excluded=tuple(
            (
                _place(first, funder_places, "Le financeur"),
                _place(second, funder_places, "Le financeur"),
            )
            for first, second in exclusions
        ),
    )


def _useful_offers(
    offers: Sequence[Offer],
    action_places: dict[str, int],
    funder_places: dict[str, int],
    read: Sequence[ActionRules],
) -> tuple[OfferRules, ...]:
    """The offers that can bring something, at their places."""
    _places([f"{offer.funder} pour {offer.action}" for offer in offers], "L’offre")
    offer_rules = [
        _offer_rules(
            offer,
            _place(offer.action, action_places, "L’action"),
            _place(offer.funder, funder_places, "Le financeur"),
            read,
        )
        for offer in offers
    ]
    return tuple(offer for offer in offer_rules if 0 < offer.most >= offer.least)


def _offers_by_action(useful: Sequence[OfferRules], count: int) -> tuple[tuple[int, ...], ...]:
    """The places of each action's offers."""
    of_action: list[list[int]] = [[] for _ in range(count)]
    for place, offer in enumerate(useful):
        of_action[offer.action].append(place)
    return tuple(map(tuple, of_action))


def _action_rules(action: Action) -> ActionRules:
    cost = round(non_negative(action.cost, f"{action.name}, coût") * 100)
    own = _rate(action.own_share_floor, f"{action.name}, autofinancement minimal")
    cap = _rate(action.public_cap, f"{action.name}, plafond d’aides publiques")
    most = action.most_own
    return ActionRules(
        name=action.name,
        cost=cost,
        own_share_floor=own,
        public_most=floor(cap * cost),
        most_own=None if most is None else _cents_down(most, f"{action.name}, apport maximal"),
    )


def _offer_rules(
    offer: Offer, action: int, funder: int, actions: Sequence[ActionRules]
) -> OfferRules:
    where = f"{offer.funder} pour {offer.action}"
    cost = Fraction(actions[action].cost, 100)
    eligible = cost if offer.eligible is None else offer.eligible
    most = _rate(offer.max_rate, f"{where}, taux") * non_negative(eligible, f"{where}, assiette")
    if offer.cap is not None:
        most = min(most, non_negative(offer.cap, f"{where}, plafond"))
    return OfferRules(
        action=action,
        funder=funder,
        least=ceil(non_negative(offer.min_grant, f"{where}, minimum") * 100),
        most=floor(min(most, cost) * 100),
    )


def _rate(value: Number, where: str) -> Fraction:
    rate = exact(value, where)
    if not 0 <= rate <= 1:
        raise ValueError(f"{where} : le taux « {value} » doit être compris entre 0 et 1.")
    return rate


def _cents_down(value: Number, where: str) -> int:
    return floor(non_negative(value, where) * 100)


def _places(names: Sequence[str], kind: str) -> dict[str, int]:
    places = {name: place for place, name in enumerate(names)}
    if len(places) < len(names):
        twice = next(name for place, name in enumerate(names) if places[name] != place)
        raise ValueError(f"{kind} « {twice} » figure deux fois.")
    return places


def _place(name: str, places: dict[str, int], kind: str) -> int:
    if name not in places:
        raise ValueError(f"{kind} « {name} » ne figure pas dans le plan.")
    return places[name]
