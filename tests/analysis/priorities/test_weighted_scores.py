"""Scores on 0–1 scales, their mean and the disagreement beside it."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.priorities import Criterion, Priority, mean_utilities, weighted_priorities
from maillage.analysis.priorities.weighted_scores import Marks

USE = Criterion("usage", 0, 10, 3)
COST = Criterion("coût", 0, 200, 1, more_is_better=False)
ACTIONS = ["Piste", "Halle"]
MARKS: dict[str, Marks] = {
    "Nort": [[10, 100], [None, 200]],
    "Blain": [[5, 0], [None, None]],
    "Joué": [[0, 200], [10, 0]],
}


def test_mean_and_disagreement_stand_side_by_side() -> None:
    rows = weighted_priorities(ACTIONS, [USE, COST], MARKS)

    assert rows == (
        Priority("Piste", 0.5, 2 * sqrt(13 / 96), 1, (0.875, 0.625, 0.0)),
        Priority("Halle", 0.5, 1.0, 1, (0.0, None, 1.0)),
    )


def test_an_action_that_nobody_marked_has_no_rank() -> None:
    rows = weighted_priorities(ACTIONS, [USE], {"Nort": [[4], [None]]})

    assert rows == (
        Priority("Piste", 0.4, 0.0, 1, (0.4,)),
        Priority("Halle", None, None, None, (None,)),
    )
    assert weighted_priorities(ACTIONS, [USE], {})[0].by_structure == ()


def test_the_mean_table_has_zero_where_nobody_marked() -> None:
    assert mean_utilities(ACTIONS, [USE, COST], MARKS) == (
        (0.5, 0.5),
        (1.0, 0.5),
    )
    assert mean_utilities(ACTIONS, [USE], {}) == ((0.0,), (0.0,))


def test_a_scale_of_one_value_says_nothing() -> None:
    flat = Criterion("plat", 3, 3)

    assert weighted_priorities(["Piste"], [flat], {"Nort": [[3]]})[0].mean == 0


@given(st.lists(st.integers(0, 10), min_size=1, max_size=6))
def test_scores_and_disagreement_stay_between_0_and_1(given_marks: list[int]) -> None:
    marks = {str(place): [[mark]] for place, mark in enumerate(given_marks)}

    row = weighted_priorities(["Piste"], [USE], marks)[0]

    assert row.mean is not None
    assert row.disagreement is not None
    assert 0 <= row.mean <= 1
    assert 0 <= row.disagreement <= 1
    assert (row.disagreement < 1e-9) == (len(set(given_marks)) == 1)


@pytest.mark.parametrize(
    ("criteria", "marks", "message"),
    [
        ([USE], {"Nort": [[1]]}, "Nort : 1 lignes pour 2 actions."),
        ([USE], {"Nort": [[1], [1, 2]]}, "Nort, Halle : 2 notes pour 1 critères."),
        (
            [USE],
            {"Nort": [[1], [11]]},
            "Nort, Halle, usage : la note 11 sort de l’échelle de 0 à 10.",
        ),
        (
            [USE],
            {"Nort": [[float("nan")], [1]]},
            "Nort, Piste, usage : « nan » n’est pas un nombre.",
        ),
        (
            [Criterion("coût", 0, 1, -1)],
            {},
            "coût, poids : « -1 » est négatif ; indiquez zéro ou plus.",
        ),
        ([Criterion("coût", 2, 1)], {}, "coût : l’échelle va de 2 à 1."),
        ([Criterion("coût", 0, 1, 0)], {}, "Critères : donnez un poids à l’un d’eux au moins."),
    ],
)
def test_wrong_input_is_refused(
    criteria: list[Criterion], marks: dict[str, Marks], message: str
) -> None:
    for read in (weighted_priorities, mean_utilities):
        with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
            read(ACTIONS, criteria, marks)

        assert str(refused.value) == message
