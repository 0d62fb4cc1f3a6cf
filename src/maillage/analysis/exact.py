"""How is a figure typed by an officer read without losing anything?"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

Number = int | float | str | Decimal | Fraction


def exact(value: Number | None, where: str) -> Fraction:
    """The exact value of a number; a text may be a fraction or have a French comma.

    A float is read as it is written: 0.1 is one tenth.

    En clair : « Un montant saisi est repris au centime, jamais arrondi en route. »

    >>> exact("5/21", "Clé 1"), exact(0.1, "Clé 1"), exact("1 234,5", "Clé 1")
    (Fraction(5, 21), Fraction(1, 10), Fraction(2469, 2))
    >>> exact(float("nan"), "Clé 1, commune 3")
    Traceback (most recent call last):
    ValueError: Clé 1, commune 3 : « nan » n’est pas un nombre.

    Raises ValueError for a missing value, a text that is no number, NaN and infinity.
    """
    if isinstance(value, int | Fraction):
        return Fraction(value)
    text = "".join(str(value).split()).replace(",", ".")
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        shown = "(vide)" if value is None else f"« {value} »"
        raise ValueError(f"{where} : {shown} n’est pas un nombre.") from None


def non_negative(value: Number | None, where: str) -> Fraction:
    """The exact value of a number that cannot be below zero.

    >>> non_negative(-2, "Poids, membre 3")
    Traceback (most recent call last):
    ValueError: Poids, membre 3 : « -2 » est négatif ; indiquez zéro ou plus.

    Raises ValueError for what is no number or is below zero.
    """
    number = exact(value, where)
    if number < 0:
        raise ValueError(f"{where} : « {value} » est négatif ; indiquez zéro ou plus.")
    return number


def non_negatives(values: Iterable[Number | None], where: str) -> tuple[Fraction, ...]:
    """Exact values, none below zero, each named by `where` and its place from 1.

    >>> non_negatives([1, "1/2"], "Poids, membre")
    (Fraction(1, 1), Fraction(1, 2))

    Raises ValueError for the first value that is no number or is below zero.
    """
    return tuple(
        non_negative(value, f"{where} {place}") for place, value in enumerate(values, start=1)
    )


def as_integers(values: Sequence[Fraction]) -> tuple[tuple[int, ...], int]:
    """The same values times their least common denominator, and that denominator.

    >>> as_integers([Fraction(1, 2), Fraction(2, 3)])
    ((3, 4), 6)
    >>> as_integers([])
    ((), 1)
    """
    scale = lcm(*(value.denominator for value in values))
    return tuple(value.numerator * (scale // value.denominator) for value in values), scale


def in_proportion(values: Sequence[Number | None], where: str) -> tuple[int, ...]:
    """Whole numbers in the same proportions as the values, none below zero.

    >>> in_proportion(["0.5", 2], "Heures, membre"), in_proportion([4, 2], "Heures, membre")
    ((1, 4), (4, 2))

    Raises ValueError for the first value that is no number or is below zero.
    """
    if all(type(value) is int for value in values):
        whole = tuple(value for value in values if isinstance(value, int) and value >= 0)
        if len(whole) == len(values):
            return whole
    return as_integers(non_negatives(values, where))[0]
