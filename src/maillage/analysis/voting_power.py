"""Who really weighs in a body, whatever the number of votes each one holds?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, floor

from maillage.analysis.coalitions import CoalitionCounts, count_coalitions
from maillage.analysis.exact import Number, as_integers, exact, non_negatives


@dataclass(frozen=True)
class VotingPower:
    """Power of each member, in the members' order.

    `swings`: coalitions of the others that the member makes winning. `banzhaf`: share of all
    swings. `absolute_banzhaf`: probability that the member decides when each other says yes or
    no with equal chances. `shapley_shubik`: share of the orders of arrival in which the member
    makes the coalition winning. All are 0 when nobody ever decides.
    """

    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]
    absolute_banzhaf: tuple[Fraction, ...]
    shapley_shubik: tuple[Fraction, ...]


@dataclass(frozen=True)
class PowerComparison:
    """One member's share of power beside its shares of votes, population and cost.

    A share that was not given, or whose total is 0, is None.
    """

    member: str
    power: Fraction
    weight: Fraction | None
    population: Fraction | None
    cost: Fraction | None


def voting_power(weights: Sequence[Number], quota: Number) -> VotingPower:
    """Banzhaf and Shapley-Shubik power of weighted votes, a decision needing at least the quota.

    With v(S) = 1 when the weights of S reach the quota, the swings of member i are the coalitions
    S without i such that v(S) = 0 and v(S + i) = 1. Banzhaf: swings over the sum of swings.
    Shapley-Shubik: sum over those S of |S|! (n - 1 - |S|)! / n!.

    En clair : « Avoir deux fois plus de voix ne donne pas deux fois plus de pouvoir. »

    >>> reading = voting_power([50, 49, 1], 51)
    >>> [str(share) for share in reading.banzhaf], [str(share) for share in reading.shapley_shubik]
    (['3/5', '1/5', '1/5'], ['2/3', '1/6', '1/6'])
    >>> voting_power([3, 2], 6).banzhaf == voting_power([3, 2], 0).banzhaf == (0, 0)
    True
    >>> voting_power([], 1).swings
    ()

    Raises ValueError for a weight that is no number or is negative, naming the member, and for
    weights too fine to be counted exactly.

    References: J. F. Banzhaf, Rutgers Law Review 19, 1965; L. S. Shapley, M. Shubik, American
    Political Science Review 48, 1954.
    """
    votes, least = _in_integers(weights, quota)
    if not 0 < least <= sum(votes):
        return power_of_swings([[0] * len(votes) for _ in votes])
    counts = count_coalitions(votes, least, by_size=True)
    by_weight = {weight: _sizes(counts, weight, least) for weight in set(votes)}
    return power_of_swings([by_weight[weight] for weight in votes])


def banzhaf_swings(weights: Sequence[Number], quota: Number) -> tuple[int, ...]:
    """Number of coalitions that each member makes winning, faster than `voting_power`.

    En clair : « On compte les alliances où cette structure fait la différence. »

    >>> banzhaf_swings([4, 4, 4, 2, 2, 1], 12)
    (10, 10, 10, 6, 6, 0)
    >>> banzhaf_swings([1, 1], 3)
    (0, 0)

    Raises ValueError as `voting_power` does.

    Reference: J. F. Banzhaf, Rutgers Law Review 19, 1965.
    """
    return banzhaf_swings_by_quota(weights, [quota])[0]


def banzhaf_swings_by_quota(
    weights: Sequence[Number], quotas: Iterable[Number]
) -> tuple[tuple[int, ...], ...]:
    """Swings of each member for each quota: what a slider of the majority shows.

    Coalitions are counted once, up to the highest quota.

    En clair : « Déplacez la majorité : le pouvoir de chacun change par paliers. »

    >>> banzhaf_swings_by_quota([3, 2, 1], [3, 5, 6])
    ((3, 1, 1), (2, 2, 0), (1, 1, 1))
    >>> banzhaf_swings_by_quota([3, 2, 1], [])
    ()

    Raises ValueError as `voting_power` does.
    """
    values = tuple(quotas)
    scaled = [_in_integers(weights, quota) for quota in values]
    reachable = [(votes, least) for votes, least in scaled if 0 < least <= sum(votes)]
    highest = max(reachable, key=lambda pair: Fraction(pair[1], sum(pair[0])), default=None)
    if highest is None:
        return tuple((0,) * len(weights) for _ in values)
    counts = count_coalitions(highest[0], highest[1], by_size=False)
    return tuple(
        _swings(counts, votes, least) if 0 < least <= sum(votes) else (0,) * len(votes)
        for votes, least in scaled
    )


def compare_power(
    members: Sequence[str],
    power: Sequence[Fraction],
    *,
    weights: Sequence[Number] | None = None,
    populations: Sequence[Number] | None = None,
    costs: Sequence[Number] | None = None,
) -> tuple[PowerComparison, ...]:
    """Share of power beside the shares of votes, of population and of cost, member by member.

    Each share is value / total.

    En clair : « Qui paie le tiers du budget a-t-il le tiers du pouvoir ? »

    >>> compare_power(["Nort", "Blain"], [Fraction(1), Fraction(0)], costs=[30, 10])[0].cost
    Fraction(3, 4)
    >>> compare_power(["Nort"], [Fraction(1)], populations=[0])[0].population is None
    True

    Raises ValueError when a list has not one value per member, or for a negative value.
    """
    columns = [
        _shares(values, len(members), name)
        for values, name in ((weights, "Voix"), (populations, "Population"), (costs, "Coût"))
    ]
    if len(power) != len(members):
        raise ValueError(f"Pouvoir : {len(power)} valeurs pour {len(members)} membres.")
    return tuple(PowerComparison(*row) for row in zip(members, power, *columns, strict=True))


def power_of_swings(swings_by_size: Sequence[Sequence[int]]) -> VotingPower:
    """Power indices from, for each member, its swings with coalitions of 0, 1, 2… others.

    En clair : « Une alliance compte d’autant plus qu’elle se forme souvent. »

    >>> power_of_swings([[0, 1], [0, 1]]).shapley_shubik
    (Fraction(1, 2), Fraction(1, 2))
    """
    members = len(swings_by_size)
    swings = tuple(sum(sizes) for sizes in swings_by_size)
    total = sum(swings)
    orders = [factorial(k) * factorial(members - 1 - k) for k in range(members)]
    return VotingPower(
        swings=swings,
        banzhaf=tuple(Fraction(count, total or 1) for count in swings),
        absolute_banzhaf=tuple(Fraction(count, 2 ** (members - 1)) for count in swings),
        shapley_shubik=tuple(
            Fraction(
                sum(count * order for count, order in zip(sizes, orders, strict=False)),
                factorial(members),
            )
            for sizes in swings_by_size
        ),
    )


def _in_integers(weights: Sequence[Number], quota: Number) -> tuple[tuple[int, ...], int]:
    """Weights in the smallest whole numbers, and the least whole weight that wins."""
    votes, scale = as_integers(non_negatives(weights, "Poids, membre"))
    least = exact(quota, "Majorité à atteindre") * scale
    return votes, -floor(-least)


def _sizes(counts: CoalitionCounts, weight: int, least: int) -> tuple[int, ...]:
    return counts.sizes(counts.made_winning_by(weight, least))


def _swings(counts: CoalitionCounts, votes: Sequence[int], least: int) -> tuple[int, ...]:
    by_weight = {weight: counts.made_winning_by(weight, least) for weight in set(votes)}
    return tuple(by_weight[weight] for weight in votes)


def _shares(
    values: Sequence[Number] | None, members: int, name: str
) -> tuple[Fraction | None, ...]:
    if values is None:
        return (None,) * members
    if len(values) != members:
        raise ValueError(f"{name} : {len(values)} valeurs pour {members} membres.")
    amounts = non_negatives(values, f"{name}, membre")
    total = sum(amounts, Fraction(0))
    return tuple(amount / total if total else None for amount in amounts)
