"""PROMETHEE II: flows by the definition, on generated tables."""

from collections.abc import Callable
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.priorities import outranking

Table = list[list[int]]
tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 5), min_size=columns, max_size=columns), min_size=2, max_size=5
    )
)


def preference(gain: float, low: float, high: float) -> float:
    if gain <= low:
        return 0.0
    return 1.0 if gain >= high else (gain - low) / (high - low)


@given(tables, st.integers(0, 2), st.integers(0, 3))
def test_flows_follow_the_definition(table: Table, low: int, more: int) -> None:
    columns, rows = len(table[0]), len(table)
    weights = list(range(1, columns + 1))
    senses = [1 if k % 2 else -1 for k in range(columns)]

    flows = outranking(
        table, weights, senses, indifference=[low] * columns, preference=[low + more] * columns
    )

    for a in range(rows):
        expected = sum(
            weights[k] * preference(senses[k] * (table[a][k] - table[b][k]), low, low + more)
            for b in range(rows)
            for k in range(columns)
            if a != b
        ) / (sum(weights) * (rows - 1))
        assert isclose(flows.phi_plus[a], expected, abs_tol=1e-12)
    assert isclose(sum(flows.net), 0, abs_tol=1e-12)


@given(tables, st.data())
def test_permuting_actions_permutes_flows(table: Table, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(table))))
    weights, senses = [1.0] * len(table[0]), [1] * len(table[0])

    first = outranking(table, weights, senses)
    second = outranking([table[i] for i in order], weights, senses)

    assert second.net == pytest.approx([first.net[i] for i in order], abs=1e-12)


def test_equal_actions_keep_their_order() -> None:
    flows = outranking([[2], [1], [2]], [1], [1])

    assert (flows.net, flows.order) == ((0.5, -1.0, 0.5), (0, 2, 1))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: outranking([[1]], [1], [1, 1]), "2 sens donnés pour 1 poids."),
        (lambda: outranking([[1]], [-1], [1]), "Critère 1 : le poids (-1) doit être positif."),
        (
            lambda: outranking([[1]], [1], [0]),
            "Critère 1 : le sens (0) vaut 1 (plus) ou -1 (moins).",
        ),
        (
            lambda: outranking([[1]], [0], [1]),
            "Critères : donnez un poids à l’un d’eux au moins.",
        ),
        (
            lambda: outranking([[1, 2]], [1], [1]),
            "Ligne 1 : 2 valeurs pour 1 critères.",
        ),
        (
            lambda: outranking([[1], [float("nan")]], [1], [1]),
            "Ligne 2, critère 1 : « nan » n’est pas un nombre.",
        ),
        (
            lambda: outranking([[1]], [1], [1], indifference=[1, 2]),
            "Seuils : donnez-en un par critère (1).",
        ),
        (
            lambda: outranking([[1]], [1], [1], indifference=[2], preference=[1]),
            "Critère 1 : seuils 2 puis 1 ; l’indifférence ne dépasse pas la préférence.",
        ),
    ],
)
def test_wrong_input_is_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ask()

    assert str(refused.value) == message
