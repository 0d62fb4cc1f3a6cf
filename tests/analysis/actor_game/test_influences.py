"""Who really weighs, by hand, by loops, and on generated tables."""

import re
from math import isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.actor_game import Quadrant, influence_reading
from tests.analysis.actor_game.games import (
    Table,
    indirect_by_loops,
    influence_tables,
    names,
    power_by_fractions,
)


def floats(table: Table) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(float, row)) for row in table)


@given(influence_tables())
def test_indirect_influences_are_those_counted_by_loops(table: Table) -> None:
    reading = influence_reading(names("Commune", len(table)), table)

    midi, mmidi = indirect_by_loops(table)
    assert reading.midi == floats(midi)
    assert reading.mmidi == floats(mmidi)


@given(influence_tables())
def test_powers_are_those_of_exact_fractions(table: Table) -> None:
    reading = influence_reading(names("Commune", len(table)), table)

    midi, mmidi = indirect_by_loops(table)
    nothing = [0] * len(table)
    assert reading.r_star == pytest.approx(
        [float(power) for power in power_by_fractions(midi, [midi[a][a] for a in range(len(midi))])]
    )
    assert reading.r_star_without_self_term == pytest.approx(
        [float(power) for power in power_by_fractions(midi, nothing)]
    )
    assert reading.q_star == pytest.approx(
        [float(power) for power in power_by_fractions(mmidi, nothing)]
    )


@given(influence_tables())
def test_what_is_exerted_is_what_is_undergone(table: Table) -> None:
    reading = influence_reading(names("Commune", len(table)), table)

    size = len(table)
    assert sum(reading.influence) == sum(reading.dependence)
    assert isclose(sum(reading.r_star), size)
    assert all(
        table[a][b] <= reading.mmidi[a][b] <= reading.midi[a][b]
        for a in range(size)
        for b in range(size)
    )
    assert reading.net_scale == tuple(
        tuple(-value for value in column) for column in zip(*reading.net_scale, strict=True)
    )
    assert reading.stability is None or 0 <= reading.stability <= 100


@given(influence_tables(), st.randoms(use_true_random=False))
def test_order_of_actors_changes_nothing(table: Table, random: Random) -> None:
    order = list(range(len(table)))
    random.shuffle(order)
    actors = names("Commune", len(table))
    reading = influence_reading(actors, table)

    shuffled = influence_reading(
        [actors[a] for a in order], [[table[a][b] for b in order] for a in order]
    )

    assert shuffled.midi == tuple(tuple(reading.midi[a][b] for b in order) for a in order)
    assert shuffled.mmidi == tuple(tuple(reading.mmidi[a][b] for b in order) for a in order)
    assert shuffled.net_scale == tuple(tuple(reading.net_scale[a][b] for b in order) for a in order)
    assert shuffled.r_star == pytest.approx([reading.r_star[a] for a in order])
    assert shuffled.q_star == pytest.approx([reading.q_star[a] for a in order])
    assert shuffled.quadrants == tuple(reading.quadrants[a] for a in order)
    assert shuffled.stability == reading.stability


def test_quadrants_compare_to_the_means() -> None:
    reading = influence_reading(
        ["Région", "EPCI", "Commune", "Association"],
        [[0, 4, 0, 0], [0, 0, 4, 0], [0, 3, 0, 0], [0, 0, 0, 0]],
    )

    assert reading.influence == (8.0, 4.0, 3.0, 0.0)
    assert reading.dependence == (0.0, 7.0, 8.0, 0.0)
    assert reading.quadrants == (
        Quadrant.DOMINANT,
        Quadrant.RELAY,
        Quadrant.DOMINATED,
        Quadrant.AUTONOMOUS,
    )
    assert reading.stability == 100 * (8 + 3 + 5) / 30


def test_silent_influence_is_no_influence_but_lowers_the_coverage() -> None:
    silent = influence_reading(["EPCI", "Commune"], [[None, 3], [None, 0]])
    spoken = influence_reading(["EPCI", "Commune"], [[0, 3], [0, 0]])

    assert silent.r_star == spoken.r_star == (2.0, 0.0)
    assert (silent.coverage, spoken.coverage) == (0.5, 1.0)


def test_no_actor_one_actor_and_no_influence_are_defined() -> None:
    nobody = influence_reading([], [])
    flat = influence_reading(["EPCI", "Commune"], [[0, 0], [0, 0]])

    assert (nobody.r_star, nobody.quadrants, nobody.stability) == ((), (), None)
    assert flat.r == (0.0, 0.0)
    assert flat.r_star == flat.q_star == flat.r_star_without_self_term == (1.0, 1.0)
    assert influence_reading(["EPCI"], [[0]]).quadrants == (Quadrant.AUTONOMOUS,)


RULE = "Règle : une influence est un nombre entier de 0 à 4."


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(5, "5"), (-1, "-1"), (1.5, "1.5"), (float("nan"), "nan"), (float("inf"), "inf"), ("x", "x")],
)
def test_wrong_influence_is_refused_by_its_place(cell: float, shown: str) -> None:
    message = f"Influences, ligne 1 (EPCI), colonne 2 (Commune) : {shown}. {RULE}"

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        influence_reading(["EPCI", "Commune"], [[0, cell], [None, 0]])


def test_influence_on_oneself_is_refused() -> None:
    message = (
        "Influences, ligne 2 (Commune), colonne 2 (Commune) : 3. Règle : un acteur n’a pas "
        "d’influence directe sur lui-même, la diagonale vaut 0."
    )

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        influence_reading(["EPCI", "Commune"], [[0, 1], [1, 3]])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[0, 1]], "Influences : 1 ligne pour 2 noms. Règle : une ligne par nom."),
        (
            [[0, 1], [1]],
            "Influences, ligne 2 (Commune) : 1 colonne au lieu de 2. Règle : une colonne par nom.",
        ),
    ],
)
def test_table_of_another_shape_is_refused(table: Table, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        influence_reading(["EPCI", "Commune"], table)


def test_same_name_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Acteurs : « EPCI » est écrit deux fois"):
        influence_reading(["EPCI", "EPCI"], [[0, 1], [1, 0]])
