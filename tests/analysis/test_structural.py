"""What drives the situation, and what depends on it."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.structural import Power, ranking, structural_analysis

Matrix = list[list[int]]


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    size = draw(st.integers(1, 6))
    row = st.lists(st.integers(0, 3), min_size=size, max_size=size)
    return draw(st.lists(row, min_size=size, max_size=size))


@given(matrices())
def test_sums_are_those_of_the_powers_of_the_matrix(matrix: Matrix) -> None:
    step = structural_analysis(matrix, cap=6).powers[5]

    power = np.linalg.matrix_power(np.array(matrix, dtype=object), 6)
    assert step.influence == tuple(power.sum(axis=1))
    assert step.dependence == tuple(power.sum(axis=0))


@given(matrices())
def test_rankings_are_constant_from_the_power_reported_and_not_before(matrix: Matrix) -> None:
    reading = structural_analysis(matrix)

    rankings = [(step.ranking_by_influence, step.ranking_by_dependence) for step in reading.powers]
    start = reading.ranking_constant_from_power or 25
    assert set(rankings[start - 1 :]) == {rankings[-1]}
    assert start == 1 or rankings[start - 2] != rankings[-1]


@given(matrices())
def test_influence_on_others_is_dependence_seen_from_them(matrix: Matrix) -> None:
    transposed = [list(column) for column in zip(*matrix, strict=True)]

    assert [step.dependence for step in structural_analysis(matrix).powers] == [
        step.influence for step in structural_analysis(transposed).powers
    ]


def test_direct_and_indirect_readings_by_hand() -> None:
    reading = structural_analysis([[0, 2, 0], [0, 0, 3], [1, 1, 0]], cap=2)

    assert reading.powers == (
        Power(1, (2, 3, 2), (1, 3, 3), (2000 / 7, 3000 / 7, 2000 / 7),
              (1000 / 7, 3000 / 7, 3000 / 7), (1, 0, 2), (1, 2, 0)),
        Power(2, (6, 6, 5), (3, 5, 9), (6000 / 17, 6000 / 17, 5000 / 17),
              (3000 / 17, 5000 / 17, 9000 / 17), (0, 1, 2), (2, 1, 0)),
    )  # fmt: skip
    assert reading.ranking_constant_from_power is None
    assert reading.influence_shift == (1, -1, 0)
    assert reading.dependence_shift == (0, -1, 1)


def test_ranking_that_alternates_never_settles() -> None:
    assert (
        structural_analysis([[0, 1, 0], [0, 0, 2], [0, 1, 0]]).ranking_constant_from_power is None
    )


def test_whole_numbers_of_any_type_are_read() -> None:
    rows = [[0, np.float64(2)], [1.0, 0.0]]

    assert structural_analysis(rows) == structural_analysis([[0, 2], [1, 0]])


def test_only_one_power_is_its_own_ranking() -> None:
    assert structural_analysis([[0, 1], [0, 0]], cap=0).ranking_constant_from_power == 1


def test_sums_stay_exact_beyond_64_bits() -> None:
    reading = structural_analysis([[0, 9, 9], [9, 0, 9], [9, 9, 0]])

    assert reading.powers[-1].influence == (18**25, 18**25, 18**25)


def test_empty_table_and_lone_variable_are_defined() -> None:
    assert structural_analysis([]).influence_shift == ()
    assert structural_analysis([[0]]).powers[24].influence_permille == (0.0,)


def test_ties_keep_the_order_of_the_table() -> None:
    assert ranking([1, 1, 2, 0]) == (2, 0, 1, 3)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            [[0, 1], [1]],
            "Influences, ligne 2 : 1 colonne pour 2 lignes. "
            "Règle : autant de colonnes que de lignes.",
        ),
        (
            [[0, -1], [1, 0]],
            "Influences, ligne 1, colonne 2 : -1. "
            "Règle : une influence est un nombre entier, 0 ou plus.",
        ),
        (
            [[0, 1], [1.5, 0]],
            "Influences, ligne 2, colonne 1 : 1.5. "
            "Règle : une influence est un nombre entier, 0 ou plus.",
        ),
        (
            [[float("inf")]],
            "Influences, ligne 1, colonne 1 : inf. "
            "Règle : une influence est un nombre entier, 0 ou plus.",
        ),
        (
            [[None]],
            "Influences, ligne 1, colonne 1 : None. "
            "Règle : une influence est un nombre entier, 0 ou plus.",
        ),
        (
            [[float("nan")]],
            "Influences, ligne 1, colonne 1 : nan. "
            "Règle : une influence est un nombre entier, 0 ou plus.",
        ),
    ],
)
def test_wrong_table_is_refused_with_its_cell_and_rule(
    table: list[list[float]], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        structural_analysis(table)
