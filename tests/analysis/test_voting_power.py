"""Voting power equals its definition, coalition by coalition and order by order."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.double_majority import Need, double_majority_power
from maillage.analysis.voting_power import (
    PowerComparison,
    VotingPower,
    banzhaf_swings,
    banzhaf_swings_by_quota,
    compare_power,
    voting_power,
)

Wins = Callable[[frozenset[int]], bool]
weights = st.lists(st.integers(0, 9), min_size=1, max_size=7)


def swings_by_definition(members: int, wins: Wins) -> tuple[int, ...]:
    coalitions = [
        frozenset(i for i in range(members) if mask >> i & 1) for mask in range(2**members)
    ]
    return tuple(
        sum(wins(group | {i}) and not wins(group) for group in coalitions if i not in group)
        for i in range(members)
    )


def pivots_by_definition(members: int, wins: Wins) -> tuple[Fraction, ...]:
    orders = list(permutations(range(members)))
    pivots = [
        next((i for k, i in enumerate(order) if wins(frozenset(order[: k + 1]))), None)
        for order in orders
        if not wins(frozenset())
    ]
    return tuple(Fraction(pivots.count(i), len(orders)) for i in range(members))


def reaching(votes: Sequence[int], quota: int) -> Wins:
    return lambda group: sum(votes[i] for i in group) >= quota


@given(weights, st.integers(-1, 65))
def test_swings_are_counted_coalition_by_coalition(votes: list[int], quota: int) -> None:
    expected = swings_by_definition(len(votes), reaching(votes, quota))

    assert banzhaf_swings(votes, quota) == expected
    assert voting_power(votes, quota).swings == expected


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(-1, 40))
def test_shapley_shubik_is_the_share_of_orders(votes: list[int], quota: int) -> None:
    power = voting_power(votes, quota)

    assert power.shapley_shubik == pivots_by_definition(len(votes), reaching(votes, quota))


@given(weights, st.data())
def test_shares_add_up_when_the_quota_can_be_reached(votes: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, max(1, sum(votes))))

    power = voting_power(votes, quota)

    whole = 1 if sum(votes) else 0
    assert (sum(power.banzhaf), sum(power.shapley_shubik)) == (whole, whole)
    assert min(power.banzhaf) >= 0


@given(weights, st.integers(1, 30))
def test_power_grows_with_weight(votes: list[int], quota: int) -> None:
    power = voting_power(votes, quota)

    by_weight = sorted(zip(votes, power.swings, power.shapley_shubik, strict=True))

    assert [row[1] for row in by_weight] == sorted(power.swings)
    assert [row[2] for row in by_weight] == sorted(power.shapley_shubik)


@given(weights, st.integers(1, 30), st.data())
def test_permuting_members_permutes_power(
    votes: list[int], quota: int, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(votes))))

    first, second = voting_power(votes, quota), voting_power([votes[i] for i in order], quota)

    assert second.shapley_shubik == tuple(first.shapley_shubik[i] for i in order)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_unanimity_gives_everyone_the_same_power(votes: list[int]) -> None:
    members = len(votes)

    power = voting_power(votes, sum(votes))

    assert power.banzhaf == power.shapley_shubik == (Fraction(1, members),) * members
    assert power.absolute_banzhaf == (Fraction(1, 2 ** (members - 1)),) * members


@given(weights, st.lists(st.integers(-1, 40), max_size=4))
def test_the_slider_gives_what_each_quota_gives(votes: list[int], quotas: list[int]) -> None:
    expected = tuple(banzhaf_swings(votes, quota) for quota in quotas)

    assert banzhaf_swings_by_quota(votes, quotas) == expected


@given(weights, st.integers(1, 30))
def test_weights_may_be_fractions(votes: list[int], quota: int) -> None:
    thirds = [f"{vote}/3" for vote in votes]

    assert voting_power(thirds, Fraction(quota, 3)) == voting_power(votes, quota)


@st.composite
def double_games(
    draw: st.DrawFn, smallest: int, largest: int
) -> tuple[list[int], list[int], list[tuple[Need, Need]], list[int]]:
    members = draw(st.integers(smallest, largest))
    ones = draw(st.lists(st.integers(0, 3), min_size=members, max_size=members))
    twos = draw(st.lists(st.integers(0, 4), min_size=members, max_size=members))
    needs = st.builds(Need, st.integers(0, 2 * members), st.booleans())
    majorities = draw(st.lists(st.tuples(needs, needs), max_size=2))
    required = draw(st.lists(st.integers(0, members - 1), max_size=2, unique=True))
    return ones, twos, majorities, required


def reaching_both(
    ones: list[int], twos: list[int], majorities: list[tuple[Need, Need]], required: list[int]
) -> Wins:
    def met(need: Need, total: int) -> bool:
        return total > int(need.amount) if need.strict else total >= int(need.amount)

    return lambda group: (
        set(required) <= group
        and any(
            met(first, sum(ones[i] for i in group)) and met(second, sum(twos[i] for i in group))
            for first, second in majorities
        )
    )


@given(double_games(1, 5))
def test_double_majority_power_equals_its_definition(
    game: tuple[list[int], list[int], list[tuple[Need, Need]], list[int]],
) -> None:
    wins = reaching_both(*game)

    power = double_majority_power(*game)

    assert power.swings == swings_by_definition(len(game[0]), wins)
    assert power.shapley_shubik == pivots_by_definition(len(game[0]), wins)


@given(double_games(1, 6))
def test_counting_pairs_gives_what_trying_all_gives(
    game: tuple[list[int], list[int], list[tuple[Need, Need]], list[int]],
) -> None:
    tried = double_majority_power(*game)

    with pytest.MonkeyPatch.context() as counted_from_the_first_member:
        counted_from_the_first_member.setattr(
            "maillage.analysis.double_majority.ENUMERATED_MEMBERS", 0
        )
        counted = double_majority_power(*game)

    assert counted == tried


def test_one_majority_is_a_double_majority_without_the_second() -> None:
    votes = [10, 10, 10, 10, 8, 5, 5, 5, 5, 4, 4, 3, 3, 3, 2, 1, 1, 1, 1, 1, 1]

    double = double_majority_power(votes, [0] * 21, [(Need(64), Need(0))])

    assert double == voting_power(votes, 64)


def test_weights_beyond_machine_integers_are_still_exact() -> None:
    votes = [2**63, 2**63, 1]

    assert double_majority_power(votes, votes, [(Need(2**63 + 1), Need(0))]).swings == (2, 2, 2)


def test_power_is_set_beside_population_and_cost() -> None:
    rows = compare_power(
        ["Nort", "Blain"], [Fraction(3, 4), Fraction(1, 4)], weights=[2, 1], populations=[9, 3]
    )

    assert rows == (
        PowerComparison("Nort", Fraction(3, 4), Fraction(2, 3), Fraction(3, 4), None),
        PowerComparison("Blain", Fraction(1, 4), Fraction(1, 3), Fraction(1, 4), None),
    )


def test_one_member_alone_has_all_the_power() -> None:
    assert voting_power([5], 3) == VotingPower((1,), (Fraction(1),), (Fraction(1),), (Fraction(1),))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: voting_power([1, -1], 1),
            "Poids, membre 2 : « -1 » est négatif ; indiquez zéro ou plus.",
        ),
        (
            lambda: voting_power([1], float("nan")),
            "Majorité à atteindre : « nan » n’est pas un nombre.",
        ),
        (
            lambda: voting_power([10**9, 1], 10**9),
            "Poids trop détaillés pour un calcul exact ; arrondissez-les (par exemple les "
            "populations à la centaine).",
        ),
        (
            lambda: double_majority_power(
                [1] * 21, [2**i for i in range(21)], [(Need(9), Need(9))]
            ),
            "Poids trop détaillés pour un calcul exact ; arrondissez-les (par exemple les "
            "populations à la centaine).",
        ),
        (lambda: double_majority_power([1], [], []), "1 premiers poids pour 0 seconds."),
        (
            lambda: double_majority_power([1], [1], [], [1]),
            "Membre exigé n° 2 : il n’y a que 1 membres.",
        ),
        (
            lambda: compare_power(["Nort"], [Fraction(1)], costs=[1, 2]),
            "Coût : 2 valeurs pour 1 membres.",
        ),
        (lambda: compare_power(["Nort"], []), "Pouvoir : 0 valeurs pour 1 membres."),
    ],
)
def test_wrong_input_is_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ask()

    assert str(refused.value) == message
