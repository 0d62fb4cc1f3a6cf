"""How fast are the engines, at three sizes, beside their peer on the same data?"""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from bench import analysis_choice, loops_peer, networkx_peer
from bench.figures import HEADING, Figure, table_line, write_json
from bench.sizes import NO_DATABASE, Task, figures_at_sizes
from bench.timing import median_milliseconds, milliseconds
from maillage.analysis.actor_game import actor_game
from maillage.analysis.common_ground import common_ground
from maillage.analysis.silos import Network, betweenness, clusters, constraint, network
from maillage.analysis.structural import structural_analysis

LINKS_PER_NODE = 5
SQUARE_SIZES = (50, 100, 200)
NETWORK_SIZES = (1_000, 3_000, 10_000)
CIRCLE_SIZES = (100, 300, 1_000)

Data = TypeVar("Data")


def measure() -> list[Figure]:
    """Return the figures of every engine, each at three sizes."""
    return [
        *actor_game_figures(),
        *structural_figures(),
        *common_ground_figures(),
        *constraint_figures(),
        *betweenness_figures(),
        *circle_figures(),
        *analysis_choice.measure(),
    ]


def actor_game_figures() -> list[Figure]:
    """Time the whole actor game, as many subjects as actors: 200 of each under 0.2 s.

    No other program of it can be installed; its peer is a part of it written with loops.
    """
    tasks = {size: _actor_game(size) for size in SQUARE_SIZES}
    peers = {
        size: partial(loops_peer.actor_game, _influences(size), _positions(size))
        for size in SQUARE_SIZES
    }
    return figures_at_sizes("actor_game", tasks, target=200, peers=peers)


def structural_figures() -> list[Figure]:
    """Time the 25 powers of a structural analysis."""
    tables = {size: _influences(size) for size in SQUARE_SIZES}
    return figures_at_sizes("structural", _tasks(structural_analysis, tables))


def common_ground_figures() -> list[Figure]:
    """Time the labels of all subjects of a table of positions."""
    tasks = {size: _common_ground(size) for size in SQUARE_SIZES}
    return figures_at_sizes("common_ground", tasks)


def constraint_figures() -> list[Figure]:
    """Time Burt's constraint: 10,000 nodes under 0.5 s, and networkx at 1,000 nodes.

    networkx follows the definition node by node when nodes are chosen; since its 3.6 it has a
    matrix path for all nodes. Both are shown; the target of 100 times is against the first.
    """
    networks = {size: _network(size) for size in NETWORK_SIZES}
    figures = figures_at_sizes("constraint", _tasks(constraint, networks), target=500)
    ours, size = figures[0].value, NETWORK_SIZES[0]
    same = networkx_peer.graph(networks[size])
    by_node = milliseconds(lambda: networkx_peer.constraint_by_node(same))
    at_once = median_milliseconds(lambda: networkx_peer.constraint_all_nodes(same))
    place = ("constraint", NO_DATABASE, str(size))
    return [
        *figures,
        Figure(*place, "networkx_by_node", by_node, "ms", floor=ours),
        Figure(*place, "networkx_all_nodes", at_once, "ms", floor=ours),
        Figure(*place, "times_faster", by_node / ours, "fois", target=100, better="higher"),
    ]


def betweenness_figures() -> list[Figure]:
    """Time betweenness, with networkx on the same networks."""
    networks = {size: _network(size) for size in CIRCLE_SIZES}
    graphs = {size: networkx_peer.graph(reading) for size, reading in networks.items()}
    peers = _tasks(networkx_peer.betweenness, graphs)
    return figures_at_sizes("betweenness", _tasks(betweenness, networks), peers=peers)


def circle_figures() -> list[Figure]:
    """Time the best circles of ten orders of visit, with one order of networkx."""
    networks = {size: _network(size) for size in CIRCLE_SIZES}
    graphs = {size: networkx_peer.graph(reading) for size, reading in networks.items()}
    peers = _tasks(networkx_peer.circles, graphs)
    return figures_at_sizes("clusters", _tasks(clusters, networks), peers=peers)


def main(words: Sequence[str]) -> int:
    """Measure, print the table, and keep the figures when a file is named."""
    options = argparse.ArgumentParser(prog="bench.analysis")
    options.add_argument("--json", type=Path)
    wanted = options.parse_args(words)
    print(table_line(HEADING))
    figures = measure()
    for figure in figures:
        print(table_line(figure.row()))
    if wanted.json:
        write_json(figures, wanted.json)
    return 0


def _tasks(compute: Callable[[Data], object], data: dict[int, Data]) -> dict[int, Task]:
    return {size: partial(compute, one) for size, one in data.items()}


def _actor_game(size: int) -> Task:
    names, subjects = _names("Structure", size), _names("Sujet", size)
    return partial(actor_game, names, _influences(size), subjects, _positions(size))


def _common_ground(size: int) -> Task:
    names, subjects = _names("Structure", size), _names("Sujet", size)
    return partial(common_ground, names, subjects, _positions(size))


def _names(kind: str, count: int) -> list[str]:
    return [f"{kind} {number}" for number in range(count)]


def _influences(size: int) -> list[list[int]]:
    random = Random(size)
    return [
        [0 if row == column else random.randint(0, 4) for column in range(size)]
        for row in range(size)
    ]


def _positions(size: int) -> list[list[int | None]]:
    random = Random(size)
    answers = (None, *range(-4, 5))
    return [[random.choice(answers) for _column in range(size)] for _row in range(size)]


def _network(size: int) -> Network:
    return network(range(size), networkx_peer.random_links(size, LINKS_PER_NODE * size))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
