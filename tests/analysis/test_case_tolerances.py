"""Two figures are the same within the tolerance of their topic."""

from fractions import Fraction

import pytest

from maillage.analysis.case_tolerances import as_number, same_exactly, same_within, shown_decimals


@pytest.mark.parametrize(
    ("expected", "computed", "same"),
    [
        ("5/21", Fraction(5, 21), True),
        ("0.5", 0.5, True),
        (3, 3.0, True),
        (3, 3.0000001, False),
        ("Vert", "Vert", True),
        ("Vert", "Bleu", False),
        (True, 1, False),
        (True, True, True),
        (None, float("nan"), True),
        (None, 0, False),
        (float("inf"), float("inf"), True),
        ("1/0", "1/0", True),
        ([1, [2, 3]], ([1, (2, 3)]), True),
        ([1, 2], [1], False),
        ([1], 1, False),
        ({"a": [1]}, {"a": [1]}, True),
        ({"a": 1}, {"b": 1}, False),
        ({}, [], False),
    ],
)
def test_exact_comparison(expected: object, computed: object, same: bool) -> None:
    assert same_exactly(expected, computed) is same


@pytest.mark.parametrize(
    ("expected", "computed", "same"),
    [
        (1000, 1000.005, True),
        (1000, 1000.02, False),
        ({"x": ["1/3"]}, {"x": [0.33]}, True),
        (None, None, True),
        (1.0, None, False),
        ("Vert", 1.0, False),
    ],
)
def test_comparison_to_the_cent(expected: object, computed: object, same: bool) -> None:
    assert same_within(0.01)(expected, computed) is same


@pytest.mark.parametrize(
    ("value", "decimals"),
    [(0.1, 1), (2.0, 0), (1e-9, 9), (1e20, 0), (float("nan"), 0), ("0.25", 0), ([], 0)],
)
def test_decimals_are_those_written(value: object, decimals: int) -> None:
    assert shown_decimals(value) == decimals


def test_numbers_are_read_exactly() -> None:
    assert as_number(0.5) == Fraction(1, 2)
    assert as_number(float("inf")) is None
    assert as_number([1]) is None
