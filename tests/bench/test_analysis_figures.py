"""Are engines measured at three sizes, beside their peer, with their growth?"""

from functools import partial

import pytest

from bench.loops_peer import convergences_and_divergences, indirect_influences
from bench.sizes import figures_at_sizes
from bench.timing import growth
from maillage.analysis.actor_game import actor_game


def test_growth_is_the_exponent_between_extreme_sizes() -> None:
    assert growth((10, 20, 40), (1.0, 4.0, 16.0)) == pytest.approx(2.0)


def test_loops_find_what_the_engine_finds() -> None:
    influences = [[0, 3, 1], [1, 0, 2], [0, 4, 0]]
    positions: list[list[int | None]] = [[2, -1], [1, 3], [-4, None]]
    game = actor_game(["EPCI", "Pays", "Club"], influences, ["Eau", "Bus"], positions)

    assert indirect_influences(influences) == (
        [value for row in game.influences.midi for value in row],
        [value for row in game.influences.mmidi for value in row],
    )
    convergences, divergences = convergences_and_divergences(positions)
    off_diagonal = [place for place in range(9) if place % 4]
    ours = [value for row in game.order(2).convergences for value in row]
    assert [convergences[place] for place in off_diagonal] == [
        ours[place] for place in off_diagonal
    ]
    assert divergences == [value for row in game.order(2).divergences for value in row]


def test_each_size_has_its_median_its_peer_and_the_largest_its_target() -> None:
    tasks = {size: partial(sum, range(1_000 * size)) for size in (10, 20, 40)}
    peers = {size: partial(sum, range(1_000 * size)) for size in tasks}

    figures = figures_at_sizes("silos", tasks, target=500, peers=peers)

    assert [(figure.scenario, figure.size, figure.metric, figure.unit) for figure in figures] == [
        ("silos", "10", "cpu", "ms"),
        ("silos", "20", "cpu", "ms"),
        ("silos", "40", "cpu", "ms"),
        ("silos", "→ 40", "growth", "exposant"),
    ]
    assert [figure.target for figure in figures] == [None, None, 500, None]
    assert all(figure.value > 0 and figure.floor for figure in figures[:3])
