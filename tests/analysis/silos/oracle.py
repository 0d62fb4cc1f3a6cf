"""networkx, which has no types: the only module of the tests that meets it."""

from collections.abc import Iterable
from math import isnan

import networkx  # type: ignore[import-untyped]  # no types are published with it

from maillage.analysis.silos import Link, Network

Values = list[float | None]


def constraint(reading: Network) -> Values:
    graph = _graph(reading)
    return _defined(networkx.constraint(graph, nodes=list(graph), weight="weight"), reading)


def effective_size(reading: Network) -> Values:
    """By its definition: without `nodes`, networkx 3.6 scales weighted links by another row."""
    graph = _graph(reading)
    return _defined(networkx.effective_size(graph, nodes=list(graph), weight="weight"), reading)


def betweenness(reading: Network, *, normalized: bool) -> Values:
    result = networkx.betweenness_centrality(_graph(reading), normalized=normalized)
    return _defined(result, reading)


def closeness(reading: Network) -> Values:
    return _defined(networkx.closeness_centrality(_graph(reading)), reading)


def bridges(reading: Network) -> set[Link]:
    return {(min(pair), max(pair)) for pair in networkx.bridges(_graph(reading))}


def cut_structures(reading: Network) -> set[int]:
    return set(networkx.articulation_points(_graph(reading)))


def components(reading: Network) -> set[frozenset[int]]:
    return set(map(frozenset, networkx.connected_components(_graph(reading))))


def modularity(reading: Network, circles: Iterable[Iterable[object]]) -> float:
    graph = _graph(reading)
    return float(networkx.community.modularity(graph, circles, weight="weight"))


def karate_club() -> tuple[list[int], list[Link]]:
    graph = networkx.karate_club_graph()
    return list(graph.nodes), list(graph.edges)


def _graph(reading: Network) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(reading.nodes)))
    for (first, second), weight in zip(reading.links, reading.weights, strict=True):
        graph.add_edge(first, second, weight=weight)
    return graph


def _defined(values: dict[int, float], reading: Network) -> Values:
    results = [values[place] for place in range(len(reading.nodes))]
    return [None if isnan(value) else value for value in results]
