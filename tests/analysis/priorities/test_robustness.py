"""Rank acceptability: what stays first whatever the weights."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.analysis.priorities import rank_acceptability

tables = st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=2, max_size=2), max_size=4)


@settings(max_examples=25)
@given(tables)
def test_rows_and_columns_add_up_to_one(table: list[list[float]]) -> None:
    shares = rank_acceptability(table, draws=50).acceptability

    assert [sum(row) for row in shares] == pytest.approx([1] * len(table))
    assert [sum(column) for column in zip(*shares, strict=True)] == pytest.approx([1] * len(table))


def test_a_priority_that_depends_on_weights_is_shared() -> None:
    """The first action wins when w1 > w2 / 3, that is when w1 > 1/4."""
    table = [[1.0, 0.0], [0.0, 1 / 3]]

    robust = rank_acceptability(table, draws=20_000, seed=7)

    assert robust.first(1) == pytest.approx((0.75, 0.25), abs=0.01)
    assert robust.first(2) == pytest.approx((1.0, 1.0))


def test_the_same_seed_gives_the_same_figures() -> None:
    table = [[0.9, 0.2], [0.3, 0.7], [0.5, 0.5]]

    first, again = rank_acceptability(table, seed=3), rank_acceptability(table, seed=3)

    assert first == again
    assert first != rank_acceptability(table, seed=4)


def test_without_any_criterion_all_ranks_are_shared() -> None:
    assert rank_acceptability([[], []]).acceptability == ((0.5, 0.5), (0.5, 0.5))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: rank_acceptability([[1]], draws=0),
            "Tirages : 0 demandés, il en faut un au moins.",
        ),
        (lambda: rank_acceptability([[1], [1, 1]]), "Ligne 2 : 2 valeurs au lieu de 1."),
        (
            lambda: rank_acceptability([[1, 3]]),
            "Ligne 1, critère 2 : « 3 » doit être compris entre 0 et 1.",
        ),
    ],
)
def test_wrong_input_is_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ask()

    assert str(refused.value) == message
