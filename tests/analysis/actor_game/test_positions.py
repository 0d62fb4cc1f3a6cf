"""Who stands with whom: loops with exact fractions, and properties on generated games."""

import re
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.actor_game import ActorGame, actor_game, coverage, position_reading
from tests.analysis.actor_game.games import Table, games, names, pairs_by_loops

Game = tuple[Table, list[list[int | None]]]


def read(game: Game) -> ActorGame:
    influences, positions = game
    subjects = names("Enjeu", len(positions[0]))
    return actor_game(names("Commune", len(influences)), influences, subjects, positions)


def approximately(table: list[list[Fraction]]) -> list[object]:
    return [pytest.approx([float(value) for value in row]) for row in table]


@given(games(), st.sampled_from([1, 2, 3]))
def test_pairs_are_those_counted_by_loops(game: Game, order: int) -> None:
    reading = read(game).order(order)

    spoken = [[Fraction(value or 0) for value in row] for row in reading.positions]
    convergences, divergences = pairs_by_loops(spoken)
    columns = [list(column) for column in zip(*spoken, strict=True)]
    near, far = pairs_by_loops(columns)
    net = [[c - d for c, d in zip(*rows, strict=True)] for rows in zip(near, far, strict=True)]
    assert list(reading.convergences) == approximately(convergences)
    assert list(reading.divergences) == approximately(divergences)
    assert list(reading.subject_net_distances) == approximately(net)


@given(games())
def test_orders_keep_sign_then_strength_then_power(game: Game) -> None:
    reading = read(game)

    assert [order.order for order in reading.orders] == [1, 2, 3]
    strengths = tuple(tuple(None if v is None else float(v) for v in row) for row in game[1])
    assert reading.order(2).positions == strengths
    assert reading.order(1).positions == tuple(
        tuple(v if v is None else float((v > 0) - (v < 0)) for v in row) for row in strengths
    )
    assert reading.order(3).positions == tuple(
        tuple(v if v is None else v * power for v in row)
        for row, power in zip(strengths, reading.influences.r_star, strict=True)
    )


@given(games(), st.sampled_from([1, 2, 3]))
def test_pairs_are_symmetric_and_ambivalence_is_a_share(game: Game, order: int) -> None:
    reading = read(game).order(order)

    assert reading.convergences == tuple(zip(*reading.convergences, strict=True))
    assert reading.divergences == tuple(zip(*reading.divergences, strict=True))
    assert all(0 <= share <= 1 for share in reading.ambivalence)
    assert reading.convergence_degree is None or 0 <= reading.convergence_degree <= 100
    assert sum(reading.actor_mobilisation) == pytest.approx(sum(reading.subject_mobilisation))
    assert reading.subject_mobilisation == pytest.approx(
        [yes - no for yes, no in zip(reading.supporting, reading.against, strict=True)]
    )


@given(games(), st.randoms(use_true_random=False))
def test_order_of_actors_changes_nothing(game: Game, random: Random) -> None:
    influences, positions = game
    order = list(range(len(influences)))
    random.shuffle(order)
    first = read(game).order(3)

    second = read(
        ([[influences[a][b] for b in order] for a in order], [positions[a] for a in order])
    ).order(3)

    assert second.ambivalence == pytest.approx([first.ambivalence[a] for a in order])
    assert second.subject_mobilisation == pytest.approx(list(first.subject_mobilisation))
    assert second.actor_mobilisation == pytest.approx([first.actor_mobilisation[a] for a in order])
    assert list(second.net_distances) == [
        pytest.approx([first.net_distances[a][b] for b in order]) for a in order
    ]


def test_net_distances_are_convergences_less_divergences() -> None:
    reading = position_reading(
        ["EPCI", "Commune"], ["Eau", "Déchets", "Bus"], [[2, 4, 1], [1, -2, 3]], [1, 1]
    )[1]

    assert reading.net_distances == ((0.0, 0.5), (0.5, 0.0))
    assert reading.subject_net_distances == (
        (0.0, 1.5, 3.5),
        (1.5, 0.0, 0.0),
        (3.5, 0.0, 0.0),
    )


def test_silence_is_neither_neutral_nor_counted() -> None:
    reading = position_reading(["EPCI", "Commune"], ["Eau", "Déchets"], [[2, None], [0, 3]], [1, 1])

    assert reading[1].positions == ((2.0, None), (0.0, 3.0))
    assert reading[1].subject_mobilisation == (2.0, 3.0)
    assert coverage(["EPCI", "Commune"], ["Eau", "Déchets"], [[2, None], [0, 3]]).actors == (
        0.5,
        1.0,
    )


def test_all_silent_and_no_subject_are_defined() -> None:
    silent = read(([[0, 1], [2, 0]], [[None, None], [None, None]]))
    without_subject = read(([[0, 1], [2, 0]], [[], []]))

    assert silent.coverage.total == without_subject.coverage.total == 0.0
    assert silent.order(3).ambivalence == without_subject.order(3).ambivalence == (0.0, 0.0)
    assert silent.order(1).convergence_degree is None
    assert without_subject.order(2).subject_net_distances == ()


def test_wrong_position_is_refused_by_its_place() -> None:
    message = (
        "Positions, ligne 2 (Commune), colonne 1 (Eau) : 5. "
        "Règle : une position est un nombre entier de -4 à +4."
    )

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        position_reading(["EPCI", "Commune"], ["Eau"], [[None], [5]], [1, 1])


@pytest.mark.parametrize(
    ("powers", "message"),
    [
        ([1], "Pouvoirs : 1 valeur pour 2 noms. Règle : une valeur par nom."),
        ([1, -1], "Pouvoirs, ligne 2 (Commune) : -1. Règle : un nombre, 0 ou plus."),
        ([float("inf"), 1], "Pouvoirs, ligne 1 (EPCI) : inf. Règle : un nombre, 0 ou plus."),
    ],
)
def test_wrong_powers_are_refused(powers: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        position_reading(["EPCI", "Commune"], ["Eau"], [[1], [2]], powers)


def test_subject_written_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Sujets : « Eau » est écrit deux fois"):
        actor_game(["EPCI"], [[0]], ["Eau", "Eau"], [[1, 1]])
