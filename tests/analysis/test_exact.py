"""Figures are read without losing anything."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.exact import Number, as_integers, exact, non_negatives


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, Fraction(3)),
        (0.1, Fraction(1, 10)),
        ("5/21", Fraction(5, 21)),
        ("1 234,50", Fraction(2469, 2)),
        (Decimal("0.07"), Fraction(7, 100)),
        (1e-7, Fraction(1, 10**7)),
    ],
)
def test_numbers_are_read_as_written(value: Number, number: Fraction) -> None:
    assert exact(value, "Clé 1") == number


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "Clé 1 : (vide) n’est pas un nombre."),
        ("beaucoup", "Clé 1 : « beaucoup » n’est pas un nombre."),
        ("1/0", "Clé 1 : « 1/0 » n’est pas un nombre."),
        (float("nan"), "Clé 1 : « nan » n’est pas un nombre."),
        (float("inf"), "Clé 1 : « inf » n’est pas un nombre."),
    ],
)
def test_what_is_no_number_is_named(value: Number | None, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        exact(value, "Clé 1")

    assert str(refused.value) == message


def test_the_first_negative_is_named() -> None:
    with pytest.raises(ValueError, match=r"Poids, membre 2 : « -1 » est négatif"):
        non_negatives([1, -1, -2], "Poids, membre")


@given(st.lists(st.fractions(max_denominator=50), max_size=6))
def test_integers_keep_the_ratios(values: list[Fraction]) -> None:
    integers, scale = as_integers(values)

    assert [Fraction(whole, scale) for whole in integers] == values
