"""Is it worth doing together, and how is a joint cost shared fairly?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

from maillage.analysis.exact import Number, as_integers, exact, non_negatives

MOST_MEMBERS = 15

Costs = Mapping[frozenset[str], Number]


@dataclass(frozen=True)
class Overcharged:
    """A group that would pay less by itself: what it is asked, and what it would cost alone."""

    members: tuple[str, ...]
    charged: Fraction
    alone: Fraction


def shapley_costs(members: Sequence[str], costs: Costs) -> tuple[Fraction, ...]:
    """Shapley value of a joint cost: each member's mean additional cost over all arrivals.

    φ_i = Σ_{S without i} |S|! (n - 1 - |S|)! / n! (c(S + i) - c(S)), with c(∅) = 0.

    En clair : « Chacun paie en moyenne ce que son arrivée ajoute à la dépense. »

    >>> costs = {frozenset("A"): 8, frozenset("B"): 11, frozenset("AB"): 11}
    >>> shapley_costs(["A", "B"], costs)
    (Fraction(4, 1), Fraction(7, 1))
    >>> shapley_costs([], {}), shapley_costs(["A"], {frozenset("A"): "5/2"})
    ((), (Fraction(5, 2),))

    Raises ValueError beyond 15 members, for a coalition whose cost is missing, and for what is no
    number.

    Reference: L. S. Shapley, Contributions to the Theory of Games II, 1953.
    """
    count = len(members)
    if count > MOST_MEMBERS:
        raise ValueError(f"Coût commun : {MOST_MEMBERS} membres au plus, {count} donnés.")
    table, scale = _table(members, costs)
    weights = [factorial(size) * factorial(count - 1 - size) for size in range(count)]
    sums = [0] * count
    for mask in range(1, len(table)):
        size = mask.bit_count()
        gain = weights[size - 1] * table[mask]
        loss = weights[size] * table[mask] if size < count else 0
        for place in range(count):
            sums[place] += gain if mask >> place & 1 else -loss
    return tuple(Fraction(value, factorial(count) * scale) for value in sums)


def airport_costs(stand_alone: Sequence[Number]) -> tuple[Fraction, ...]:
    """Shapley value when serving a group costs as much as serving its most demanding member.

    With costs sorted c_1 ≤ … ≤ c_n, each step c_k - c_{k-1} is shared equally by the n - k + 1
    members who need it: O(n log n).

    En clair : « Chaque tranche est payée à parts égales par ceux qui en ont besoin. »

    >>> [str(cost) for cost in airport_costs([8, 11, 17, 19])]
    ['2', '3', '6', '8']
    >>> airport_costs([])
    ()

    Raises ValueError for a cost that is no number or is negative.

    Reference: S. C. Littlechild, G. Owen, Management Science 20, 1973.
    """
    costs = non_negatives(stand_alone, "Coût seul, membre")
    order = sorted(range(len(costs)), key=lambda i: costs[i])
    paid, step, before = [Fraction(0)] * len(costs), Fraction(0), Fraction(0)
    for rank, place in enumerate(order):
        step += (costs[place] - before) / (len(costs) - rank)
        paid[place], before = step, costs[place]
    return tuple(paid)


def overcharged_groups(
    members: Sequence[str], paid: Sequence[Number], costs: Costs
) -> tuple[Overcharged, ...]:
    """Groups that pay together more than they would by themselves, the smallest first.

    Group S is overcharged when Σ_{i in S} paid_i > c(S); only groups whose cost is known are
    looked at. Nobody should pay more than alone; nor should any group.

    En clair : « Personne ne doit payer plus cher ensemble que seul. »

    >>> costs = {frozenset("A"): 8, frozenset("B"): 11, frozenset("AB"): 15}
    >>> overcharged_groups(["A", "B"], [3, 12], costs)
    (Overcharged(members=('B',), charged=Fraction(12, 1), alone=Fraction(11, 1)),)
    >>> overcharged_groups([], [], {})
    ()

    Raises ValueError when there is not one amount per member or a group has an unknown member.

    Reference: the core, D. B. Gillies, Contributions to the Theory of Games IV, 1959.
    """
    if len(paid) != len(members):
        raise ValueError(f"{len(paid)} montants donnés pour {len(members)} membres.")
    amounts = {
        member: exact(amount, f"Montant, {member}")
        for member, amount in zip(members, paid, strict=True)
    }
    if strangers := sorted(set().union(*costs) - set(members)):
        raise ValueError(f"Coût d’un groupe : « {strangers[0]} » n’est pas membre.")
    groups = [
        Overcharged(
            members=tuple(member for member in members if member in group),
            charged=sum((amounts[member] for member in group), Fraction(0)),
            alone=exact(cost, f"Coût de {_listed(group, members)}"),
        )
        for group, cost in costs.items()
    ]
    results = [group for group in groups if group.charged > group.alone]
    return tuple(sorted(results, key=lambda group: len(group.members)))


def _table(members: Sequence[str], costs: Costs) -> tuple[tuple[int, ...], int]:
    """Costs of all groups as integers in one unit, by mask of places; nobody costs nothing."""
    table = [Fraction(0)] * 2 ** len(members)
    for size in range(1, len(members) + 1):
        for places in combinations(range(len(members)), size):
            group = frozenset(members[place] for place in places)
            where = f"Coût de {_listed(group, members)}"
            table[sum(1 << place for place in places)] = exact(costs.get(group), where)
    return as_integers(table)


def _listed(group: frozenset[str], members: Sequence[str]) -> str:
    return " + ".join(member for member in members if member in group)
