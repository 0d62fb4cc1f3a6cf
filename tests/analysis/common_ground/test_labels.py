"""Common ground, possible compromise, potential conflict: each rule at its edge."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.common_ground import Label, SubjectReading, common_ground, subject_reading

STANCES = st.lists(st.none() | st.integers(-4, 4), max_size=8)


def names(count: int) -> list[str]:
    return [f"Commune {number}" for number in range(1, count + 1)]


def label_of(positions: list[int | None], weights: list[float] | None = None) -> Label:
    return subject_reading("Eau", names(len(positions)), positions, weights).label


@pytest.mark.parametrize(
    ("positions", "label"),
    [
        ([], Label.UNKNOWN),
        ([None, None], Label.UNKNOWN),
        ([1], Label.COMMON_GROUND),
        ([4, 1, 0, None], Label.COMMON_GROUND),
        ([-2, -4], Label.REJECTED),
        ([-3, 0, None], Label.REJECTED),
        ([0, 0], Label.NO_SIDE),
        ([2, -2], Label.COMPROMISE),
        ([3, -2], Label.COMPROMISE),
        ([3, -3], Label.CONFLICT),
        ([3, 3, -3], Label.CONFLICT),
        ([3, 4, -3], Label.COMPROMISE),
        ([4, 4, 4, 4, -4], Label.CONFLICT),
        ([4, -2, -2], Label.CONFLICT),
        ([4, -2, -2, -1], Label.CONFLICT),
        ([4, -1], Label.COMPROMISE),
    ],
)
def test_label_at_each_edge_of_the_rules(positions: list[int | None], label: Label) -> None:
    assert label_of(positions) is label


def test_weights_make_a_minority_heavy() -> None:
    assert label_of([3, 3, 3, -3], [1, 1, 1, 1]) is Label.COMPROMISE
    assert label_of([3, 3, 3, -3], [1, 1, 1, 2]) is Label.CONFLICT
    assert label_of([3, -3], [0, 0]) is Label.COMPROMISE


def test_reading_says_who_stands_where_and_why() -> None:
    reading = subject_reading(
        "Eau", ["EPCI", "Pays", "Mairie", "Club", "ARS"], [3, 2, -3, 0, None], [1, 1, 2, 1, 1]
    )

    assert reading == SubjectReading(
        subject="Eau",
        label=Label.CONFLICT,
        reason="Chaque camp pèse et tient fermement : 2 pour, 1 contre, le camp le plus léger "
        "portant 45\N{NO-BREAK SPACE}% du poids engagé. 1 structure sur 5 n’a rien dit.",
        reason_of_the_spoken="Chaque camp pèse et tient fermement : 2 pour, 1 contre, le camp le "
        "plus léger portant 45\N{NO-BREAK SPACE}% du poids engagé.",
        supporters=("EPCI", "Pays"),
        opponents=("Mairie",),
        neutral=("Club",),
        silent=("ARS",),
        weight_for=5.0,
        weight_against=6.0,
        minority_share=5 / 11,
        coverage=0.8,
        fragile=False,
    )


@pytest.mark.parametrize(
    ("positions", "reason"),
    [
        ([None], "Personne ne s’est prononcé."),
        ([0, 0], "Personne ne prend parti : Commune 1 et Commune 2."),
        (
            [-1, -2, 0],
            "Toutes les structures qui prennent parti sont contre : Commune 1 et Commune 2.",
        ),
        ([-1], "Une seule structure prend parti, contre : Commune 1."),
        (
            [1, None, None, None],
            "Une seule structure prend parti, pour : Commune 1. "
            "Lecture fragile : 3 structures sur 4 n’ont rien dit.",
        ),
        (
            [4, 4, -4],
            "Le sujet engage l’existence de Commune 3 (−4). 2 pour, 1 contre, le camp le plus "
            "léger portant 33\N{NO-BREAK SPACE}% du poids engagé.",
        ),
        (
            [4, 4, -1],
            "L’opposition est minoritaire : 2 pour, 1 contre, le camp le plus léger portant "
            "11\N{NO-BREAK SPACE}% du poids engagé.",
        ),
        (
            [2, -2],
            "Un camp au moins ne met pas ses missions en jeu : 1 pour, 1 contre, le camp le plus "
            "léger portant 50\N{NO-BREAK SPACE}% du poids engagé.",
        ),
    ],
)
def test_reason_is_a_sentence(positions: list[int | None], reason: str) -> None:
    assert subject_reading("Eau", names(len(positions)), positions).reason == reason


@given(STANCES, st.randoms(use_true_random=False))
def test_order_of_structures_changes_no_label(positions: list[int | None], random: Random) -> None:
    shuffled = list(positions)
    random.shuffle(shuffled)

    assert label_of(positions) is label_of(shuffled)


@given(STANCES)
def test_both_sides_are_treated_alike(positions: list[int | None]) -> None:
    opposite = [None if position is None else -position for position in positions]
    mirrored = {Label.COMMON_GROUND: Label.REJECTED, Label.REJECTED: Label.COMMON_GROUND}
    label = label_of(positions)

    assert label_of(opposite) is mirrored.get(label, label)


@given(STANCES)
def test_silent_structures_lower_the_coverage_but_keep_the_label(
    positions: list[int | None],
) -> None:
    spoken = subject_reading("Eau", names(len(positions)), positions)

    wider = subject_reading("Eau", names(len(positions) + 1), [*positions, None])

    assert wider.label is spoken.label
    assert wider.coverage <= spoken.coverage


@given(STANCES)
def test_same_weight_for_all_is_no_weight(positions: list[int | None]) -> None:
    assert label_of(positions, [2.0] * len(positions)) is label_of(positions)


def test_table_is_read_subject_by_subject() -> None:
    readings = common_ground(["EPCI", "Pays"], ["Eau", "Bus"], [[2, 3], [None, -3]], [2, 1])

    assert readings == (
        subject_reading("Eau", ["EPCI", "Pays"], [2, None], [2, 1]),
        subject_reading("Bus", ["EPCI", "Pays"], [3, -3], [2, 1]),
    )
    assert common_ground(["EPCI"], [], [[]]) == ()


@pytest.mark.parametrize(
    ("positions", "weights", "message"),
    [
        (
            [1, 7],
            None,
            "Positions, ligne 2 (Pays), colonne 1 (Eau) : 7. "
            "Règle : une position est un nombre entier de -4 à +4.",
        ),
        ([1, 1], [1], "Poids : 1 valeur pour 2 noms. Règle : une valeur par nom."),
        (
            [1, 1],
            [1, -2],
            "Poids, ligne 2 (Pays) : -2. Règle : un nombre, 0 ou plus.",
        ),
        (
            [1, 1],
            [float("nan"), 1],
            "Poids, ligne 1 (EPCI) : nan. Règle : un nombre, 0 ou plus.",
        ),
    ],
)
def test_wrong_input_is_refused_by_its_place(
    positions: list[float | None], weights: list[float] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        subject_reading("Eau", ["EPCI", "Pays"], positions, weights)
