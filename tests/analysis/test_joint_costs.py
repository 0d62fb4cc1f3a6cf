"""Joint costs: Shapley by orders of arrival, airport game, groups that pay too much."""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.joint_costs import (
    Overcharged,
    airport_costs,
    overcharged_groups,
    shapley_costs,
)

Costs = dict[frozenset[str], int]


@st.composite
def joint_costs(draw: st.DrawFn) -> tuple[list[str], Costs]:
    members = list("ABCD")[: draw(st.integers(1, 4))]
    groups = [
        frozenset(group)
        for size in range(1, len(members) + 1)
        for group in combinations(members, size)
    ]
    return members, {group: draw(st.integers(0, 99)) for group in groups}


def by_arrivals(members: list[str], costs: Costs) -> tuple[Fraction, ...]:
    orders = list(permutations(members))
    sums = dict.fromkeys(members, 0)
    for order in orders:
        for place, member in enumerate(order):
            before = frozenset(order[:place])
            sums[member] += costs[before | {member}] - costs.get(before, 0)
    return tuple(Fraction(sums[member], len(orders)) for member in members)


@given(joint_costs())
def test_shapley_is_the_mean_over_all_arrivals(game: tuple[list[str], Costs]) -> None:
    members, costs = game

    paid = shapley_costs(members, costs)

    assert paid == by_arrivals(members, costs)
    assert sum(paid) == costs[frozenset(members)]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_airport_is_shapley_of_the_most_demanding(alone: list[int]) -> None:
    members = [str(place) for place in range(len(alone))]
    costs = {
        frozenset(group): max(alone[int(member)] for member in group)
        for size in range(1, len(members) + 1)
        for group in combinations(members, size)
    }

    paid = airport_costs(alone)

    assert paid == shapley_costs(members, costs)
    assert overcharged_groups(members, paid, costs) == ()


def test_groups_that_pay_too_much_are_named_the_smallest_first() -> None:
    costs = {frozenset("AB"): 10, frozenset("B"): 4, frozenset("ABC"): 30}

    groups = overcharged_groups(list("ABC"), [7, 5, 8], costs)

    assert groups == (
        Overcharged(("B",), Fraction(5), Fraction(4)),
        Overcharged(("A", "B"), Fraction(12), Fraction(10)),
    )


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: shapley_costs([str(i) for i in range(16)], {}),
            "Coût commun : 15 membres au plus, 16 donnés.",
        ),
        (
            lambda: shapley_costs(["A", "B"], {frozenset("A"): 1, frozenset("B"): 1}),
            "Coût de A + B : (vide) n’est pas un nombre.",
        ),
        (
            lambda: airport_costs([1, -1]),
            "Coût seul, membre 2 : « -1 » est négatif ; indiquez zéro ou plus.",
        ),
        (lambda: overcharged_groups(["A"], [], {}), "0 montants donnés pour 1 membres."),
        (
            lambda: overcharged_groups(["A"], [1], {frozenset("B"): 1}),
            "Coût d’un groupe : « B » n’est pas membre.",
        ),
    ],
)
def test_wrong_input_is_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ask()

    assert str(refused.value) == message
