"""Who really weighs when a decision needs two majorities at once, such as councils and people?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from maillage.analysis.exact import Number, as_integers, exact, non_negatives
from maillage.analysis.voting_power import VotingPower, power_of_swings

ENUMERATED_MEMBERS = 20
LARGEST_SUM = 2**62
LARGEST_TABLE = 200_000

Pair = tuple[int, int]
Table = Mapping[Pair, int]


@dataclass(frozen=True)
class Need:
    """What one measure must reach: a number, and whether it must be exceeded."""

    amount: Number
    strict: bool = False


@dataclass(frozen=True)
class _Game:
    """Two integer weights per member, majorities that would do, members required anyway."""

    pairs: tuple[Pair, ...]
    majorities: tuple[Pair, ...]
    required: frozenset[int]

    def wins(self, reached: Pair) -> bool:
        return any(
            reached[0] >= first and reached[1] >= second for first, second in self.majorities
        )


def double_majority_power(
    first: Sequence[Number],
    second: Sequence[Number],
    majorities: Sequence[tuple[Need, Need]],
    required: Sequence[int] = (),
) -> VotingPower:
    """Power when a coalition wins by reaching, for one of the majorities, both amounts.

    `first` and `second` are two weights per member (1 and the population for L5211-5 II),
    `required` the places, from 0, of members without which nothing is decided. v(S) = 1 when S
    holds the required members and, for some majority, both sums over S reach what it needs; the
    indices are those of `voting_power.voting_power`. Up to 20 members every coalition is tried;
    beyond, coalitions are counted by pair of sums.

    En clair : « Une petite commune pèse par le nombre, une grande par sa population. »

    >>> councils = [(Need(2), Need(5, strict=True))]
    >>> reading = double_majority_power([1, 1, 1], [6, 2, 2], councils)
    >>> [str(share) for share in reading.banzhaf]
    ['3/5', '1/5', '1/5']
    >>> double_majority_power([], [], councils).swings
    ()

    Raises ValueError for lists of unequal lengths, a negative weight, an unknown required member,
    and, beyond 20 members, for sums too many to be counted exactly.

    References: those of `voting_power`; E. Algaba et al., European Journal of Operational
    Research 147, 2003, for double majorities.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} premiers poids pour {len(second)} seconds.")
    if strangers := [place for place in required if not 0 <= place < len(first)]:
        raise ValueError(f"Membre exigé n° {strangers[0] + 1} : il n’y a que {len(first)} membres.")
    ones, needs_one = _in_integers(first, [majority[0] for majority in majorities], "Premier")
    twos, needs_two = _in_integers(second, [majority[1] for majority in majorities], "Second")
    game = _Game(
        pairs=tuple(zip(ones, twos, strict=True)),
        majorities=tuple(zip(needs_one, needs_two, strict=True)),
        required=frozenset(required),
    )
    few = len(first) <= ENUMERATED_MEMBERS
    return power_of_swings(_by_trying_all(game) if few else _by_counting(game))


def _in_integers(
    values: Sequence[Number], needs: Sequence[Need], name: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    weights, scale = as_integers(non_negatives(values, f"{name} poids, membre"))
    return weights, tuple(_least(need, scale, name) for need in needs)


def _least(need: Need, scale: int, name: str) -> int:
    amount: Fraction = exact(need.amount, f"{name} poids à atteindre") * scale
    return floor(amount) + 1 if need.strict else ceil(amount)


def _by_trying_all(game: _Game) -> list[list[int]]:
    """Swings by size of each member, from the outcome of each of the 2ⁿ coalitions."""
    import numpy as np

    fits = sum(map(sum, game.pairs)) < LARGEST_SUM
    sums = [np.zeros(1, dtype=np.int64 if fits else object) for _weight in range(2)]
    sizes, missing = np.zeros(1, dtype=np.int64), np.full(1, len(game.required))
    for place, pair in enumerate(game.pairs):
        sums = [np.concatenate([s, s + weight]) for s, weight in zip(sums, pair, strict=True)]
        sizes = np.concatenate([sizes, sizes + 1])
        missing = np.concatenate([missing, missing - (place in game.required)])
    reached = np.zeros(len(sizes), dtype=bool)
    for one, two in game.majorities:
        reached |= (sums[0] >= one) & (sums[1] >= two)
    reached &= missing == 0
    swings = []
    for place in range(len(game.pairs)):
        halves = reached.reshape(-1, 2, 2**place)
        others = sizes.reshape(-1, 2, 2**place)[:, 0, :]
        decided = halves[:, 1, :] & ~halves[:, 0, :]
        swings.append(np.bincount(others[decided], minlength=len(game.pairs)).tolist())
    return swings


def _by_counting(game: _Game) -> list[list[int]]:
    """Swings by size of each member, from the counts of coalitions by pair of sums.

    Coalitions are those that hold the required members; sizes are cut as in `coalitions`.
    """
    slot = len(game.pairs) + 1
    free = [pair for place, pair in enumerate(game.pairs) if place not in game.required]
    table = _table(_start(game), free, slot)
    winning = sum(ways for reached, ways in table.items() if game.wins(reached))
    count_by_pair = {pair: _swings(game, table, pair, slot) for pair in set(free)}
    number = len(game.required)
    return [
        _sizes(winning, number - 1, slot)
        if place in game.required
        else _sizes(count_by_pair[pair], number, slot)
        for place, pair in enumerate(game.pairs)
    ]


def _start(game: _Game) -> Pair:
    return (
        sum(game.pairs[place][0] for place in game.required),
        sum(game.pairs[place][1] for place in game.required),
    )


def _table(start: Pair, pairs: Sequence[Pair], slot: int) -> Table:
    table = {start: 1}
    for pair in pairs:
        for reached, ways in list(table.items()):
            more = (reached[0] + pair[0], reached[1] + pair[1])
            table[more] = table.get(more, 0) + (ways << slot)
        if len(table) > LARGEST_TABLE:
            raise ValueError(
                "Poids trop détaillés pour un calcul exact ; arrondissez-les (par exemple les "
                "populations à la centaine)."
            )
    return table


def _swings(game: _Game, table: Table, pair: Pair, slot: int) -> int:
    """Coalitions by size that a member of these weights makes winning, once removed from them."""
    if pair == (0, 0):
        return 0
    without: dict[Pair, int] = {}
    swings = 0
    for reached in sorted(table):
        less = (reached[0] - pair[0], reached[1] - pair[1])
        without[reached] = table[reached] - (without.get(less, 0) << slot)
        more = (reached[0] + pair[0], reached[1] + pair[1])
        if game.wins(more) and not game.wins(reached):
            swings += without[reached]
    return swings


def _sizes(packed: int, number: int, slot: int) -> list[int]:
    """Numbers by size, the members held from the start counted in it."""
    sizes = [0] * number
    while packed:
        sizes.append(packed & ((1 << slot) - 1))
        packed >>= slot
    return sizes
