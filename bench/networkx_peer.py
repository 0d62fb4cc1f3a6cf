"""networkx on the same networks: the only module of the benches that meets it."""

import networkx  # type: ignore[import-untyped]  # no types are published with it

from maillage.analysis.silos import Link, Network


def random_links(nodes: int, links: int) -> list[Link]:
    """Return links drawn at random, always the same."""
    drawn = networkx.gnm_random_graph(nodes, links, seed=1)
    return [(int(first), int(second)) for first, second in drawn.edges]


def graph(reading: Network) -> networkx.Graph:
    """Return the same network for networkx."""
    same = networkx.Graph()
    same.add_nodes_from(range(len(reading.nodes)))
    same.add_edges_from(reading.links)
    return same


def constraint_by_node(same: networkx.Graph) -> None:
    """Follow the definition, node by node, as networkx does for chosen nodes."""
    networkx.constraint(same, nodes=list(same))


def constraint_all_nodes(same: networkx.Graph) -> None:
    """Take the matrix path that networkx 3.6 has for all nodes together."""
    networkx.constraint(same)


def betweenness(same: networkx.Graph) -> None:
    """Compute betweenness by the algorithm of Brandes."""
    networkx.betweenness_centrality(same)


def circles(same: networkx.Graph) -> None:
    """Find circles by the Louvain method, one order of visit."""
    networkx.community.louvain_communities(same, seed=1)


def task_graph(links: list[tuple[str, str, int]]) -> networkx.DiGraph:
    """Return tasks and the days of each one before the next."""
    same = networkx.DiGraph()
    same.add_weighted_edges_from(links)
    return same


def longest_path(same: networkx.DiGraph) -> None:
    """Find the longest path, without dates or slacks."""
    networkx.dag_longest_path(same)
