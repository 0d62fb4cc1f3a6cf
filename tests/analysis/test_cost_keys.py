"""Shares add up exactly, to the cent, whatever the keys, floors and caps."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillage.analysis.cost_keys import Contribution, Key, contributions, key_shares, split_cents
from maillage.analysis.water_filling import water_filled

columns = st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(any)
mixes = st.lists(st.builds(Key, st.integers(1, 5), columns), min_size=1, max_size=3)


def test_the_mix_of_law_and_population_is_to_the_cent() -> None:
    keys = [Key("0.5", [1000, 3000], "Population"), Key("0.5", [1, 1], "Part égale")]

    rows = contributions(["Nort", "Blain"], 1001, keys, stand_alone=[300, None])

    assert rows == (
        Contribution("Nort", Fraction(3, 8), 375, 300, 75),
        Contribution("Blain", Fraction(5, 8), 626, None, 0),
    )


@given(mixes)
def test_shares_are_never_negative_and_add_up_to_one(keys: list[Key]) -> None:
    shares = key_shares(keys)

    assert (sum(shares), min(shares) >= 0) == (1, True)


@given(mixes)
def test_weights_count_in_proportion_only(keys: list[Key]) -> None:
    tenfold = [Key(Fraction(int(key.weight), 10), key.values) for key in keys]

    assert key_shares(tenfold) == key_shares(keys)


@given(mixes, st.permutations(range(4)))
def test_permuting_members_permutes_shares(keys: list[Key], order: list[int]) -> None:
    turned = [Key(key.weight, [key.values[i] for i in order]) for key in keys]

    assert key_shares(turned) == tuple(key_shares(keys)[i] for i in order)


@given(st.integers(0, 10**9), st.lists(st.fractions(0, 1, max_denominator=99), min_size=1))
def test_cents_add_up_and_stay_within_one_of_the_share(total: int, shares: list[Fraction]) -> None:
    assume(sum(shares))

    cents = split_cents(total, shares)

    assert sum(cents) == total
    assert all(
        abs(paid - total * share / sum(shares)) < 1
        for paid, share in zip(cents, shares, strict=True)
    )


def test_equal_remainders_go_to_the_first_members() -> None:
    assert split_cents(2, [Fraction(1)] * 3) == (1, 1, 0)


def brute_level(
    total: Fraction, shares: list[Fraction], floors: list[int], caps: list[int | None]
) -> list[Fraction]:
    """Amounts by trying which members are at their floor, free, or at their cap."""
    low, high = Fraction(0), Fraction(10**9)
    for _ in range(200):
        level = (low + high) / 2
        paid = [
            max(Fraction(floor), min(Fraction(cap), level * s) if cap is not None else level * s)
            for s, floor, cap in zip(shares, floors, caps, strict=True)
        ]
        low, high = (level, high) if sum(paid) < total else (low, level)
    return paid


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 30), st.none() | st.integers(30, 60)),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 400),
)
def test_water_filling_meets_the_level_found_by_bisection(
    members: list[tuple[int, int, int | None]], total: int
) -> None:
    floors = [floor for _share, floor, _cap in members]
    caps = [cap for _share, _floor, cap in members]
    assume(sum(floors) <= total)
    assume(None in caps or sum(cap for cap in caps if cap is not None) >= total)
    shares = [Fraction(share) for share, _floor, _cap in members]

    amounts = water_filled(total, shares, floors=floors, caps=caps)

    assert sum(amounts) == total
    expected = brute_level(Fraction(total), shares, floors, caps)
    assert max(abs(a - b) for a, b in zip(amounts, expected, strict=True)) < Fraction(1, 10**9)


def test_levels_that_floats_cannot_tell_apart_are_still_in_order() -> None:
    large = 10**17

    total, floors = Fraction(4 * large + 3, 2), [large + 1, large]
    amounts = water_filled(total, [large, large], floors=floors)

    assert amounts == (Fraction(large + 1), Fraction(2 * large + 1, 2))


def test_floors_and_caps_in_cents_are_kept_after_rounding() -> None:
    keys = [Key(1, [50, 30, 20])]

    rows = contributions(
        ["Nort", "Blain", "Joué"], 1000, keys, floors=[0, 0, 280], caps=[333, None, None]
    )

    assert [row.cents for row in rows] == [333, 387, 280]


def test_a_total_of_zero_is_shared_under_caps() -> None:
    rows = contributions(["Nort", "Blain"], 0, [Key(1, [1, 1])], caps=[5, None])

    assert [row.cents for row in rows] == [0, 0]


def test_floors_that_make_the_total_leave_nothing_to_share() -> None:
    amounts = water_filled(30, [Fraction(0), Fraction(0)], floors=[10, 20])

    assert amounts == (Fraction(10), Fraction(20))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: key_shares([]), "Répartition : donnez un poids à une clé au moins."),
        (
            lambda: key_shares([Key(1, [1, 2]), Key(1, [1], "Heures")]),
            "Clé 2 (Heures) : 1 valeurs au lieu de 2.",
        ),
        (
            lambda: key_shares([Key(1, [0, 0])]),
            "Clé 1 : toutes les valeurs sont nulles, elle ne répartit rien ; retirez-la.",
        ),
        (
            lambda: key_shares([Key(1, [1, -2])]),
            "Clé 1, membre 2 : « -2 » est négatif ; indiquez zéro ou plus.",
        ),
        (
            lambda: key_shares([Key("-1", [1])]),
            "Clé 1, poids : « -1 » est négatif ; indiquez zéro ou plus.",
        ),
        (lambda: split_cents(-1, [Fraction(1)]), "Total à répartir : « -1 » est négatif."),
        (
            lambda: split_cents(1, [Fraction(0)]),
            "Répartition : toutes les parts sont nulles, personne ne paierait.",
        ),
        (
            lambda: water_filled(10, [Fraction(1)], floors=[11]),
            "Les planchers (11) dépassent le total (10).",
        ),
        (
            lambda: water_filled(10, [Fraction(1)], floors=[5], caps=[4]),
            "Membre 1 : le plancher (5) dépasse le plafond (4).",
        ),
        (
            lambda: water_filled(10, [Fraction(1), Fraction(0)], caps=[4, None]),
            "Les plafonds laissent 6 que personne ne paie ; relevez-en un.",
        ),
        (
            lambda: contributions(["Nort"], 0, [Key(1, [1])], floors=[1]),
            "Les planchers (1) dépassent le total (0).",
        ),
        (
            lambda: contributions(["Nort"], 1, [Key(1, [1])], floors=[1, 2]),
            "2 valeurs données pour 1 membres.",
        ),
    ],
)
def test_wrong_input_is_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ask()

    assert str(refused.value) == message
