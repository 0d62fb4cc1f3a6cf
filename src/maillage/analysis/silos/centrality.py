"""Who is on the way between the others, and who is near everybody?"""

from typing import TYPE_CHECKING

from maillage.analysis.silos.network import Network, ties

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from maillage.analysis.tables import Array, Places

BATCH = 256


def betweenness(reading: Network) -> tuple[float, ...]:
    """Raw betweenness of each structure: shortest paths between two others that go through it.

    Σ_{s<t} σ_st(v) / σ_st, links counting the same whatever their weight. Divide by
    (n - 1)(n - 2) / 2 for a share (`normalised_betweenness`).

    En clair : « Par qui passe le chemin le plus court entre deux autres structures. »

    >>> from maillage.analysis.silos import network
    >>> betweenness(network("ABC", ["AB", "BC"]))
    (0.0, 1.0, 0.0)
    >>> betweenness(network("A", []))
    (0.0,)

    Reference: U. Brandes, *A faster algorithm for betweenness centrality* (2001).
    """
    import numpy as np

    size = len(reading.nodes)
    total = np.zeros(size)
    if not reading.links:
        return tuple(total.tolist())
    linked = ties(reading)
    for start in range(0, size, BATCH):
        total += _dependencies(linked, np.arange(start, min(start + BATCH, size)))
    return tuple((total / 2).tolist())


def normalised_betweenness(reading: Network) -> tuple[float, ...]:
    """Betweenness as a share of the pairs of other structures; 0 below three structures.

    En clair : « La part des chemins les plus courts qui passe par cette structure. »

    >>> from maillage.analysis.silos import network
    >>> normalised_betweenness(network("ABCD", ["AB", "AC", "AD"]))
    (1.0, 0.0, 0.0, 0.0)
    >>> normalised_betweenness(network("AB", ["AB"]))
    (0.0, 0.0)

    Reference: L. Freeman, *A set of measures of centrality based on betweenness*, Sociometry 40
    (1977).
    """
    size = len(reading.nodes)
    pairs = max(1, (size - 1) * (size - 2) / 2)
    return tuple(value / pairs for value in betweenness(reading))


def closeness(reading: Network) -> tuple[float, ...]:
    """Nearness of each structure to those it can reach, times the share of others it can reach.

    (r / Σ distances) · r / (n - 1), with r the number of others reached; 0 for an isolated one.

    En clair : « En combien d’intermédiaires la structure touche toutes les autres. »

    >>> from maillage.analysis.silos import network
    >>> closeness(network("ABC", ["AB", "BC"]))
    (0.6666666666666666, 1.0, 0.6666666666666666)
    >>> closeness(network("A", []))
    (0.0,)

    Reference: S. Wasserman, K. Faust, *Social Network Analysis* (1994), formula 5.22.
    """
    import numpy as np

    size = len(reading.nodes)
    if not reading.links:
        return (0.0,) * size
    linked = ties(reading)
    batches = (range(size)[start : start + BATCH] for start in range(0, size, BATCH))
    return tuple(np.concatenate([_nearness(linked, np.array(batch)) for batch in batches]).tolist())


def _nearness(linked: "csr_array", sources: "Places") -> "Array":
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    distances = dijkstra(linked, indices=sources, unweighted=True)
    reachable = np.isfinite(distances)
    total = distances.sum(axis=1, where=reachable)
    reached = reachable.sum(axis=1) - 1.0
    others = linked.shape[0] - 1
    nearness: Array = np.divide(
        reached * reached, total * others, out=np.zeros_like(total), where=total > 0
    )
    return nearness


def _dependencies(linked: "csr_array", sources: "Places") -> "Array":
    """Sum over the sources of their dependency on each structure (Brandes), level by level."""
    import numpy as np

    columns = np.arange(len(sources))
    paths = np.zeros((linked.shape[0], len(sources)))
    paths[sources, columns] = 1
    levels = [paths > 0]
    front = paths.copy()
    while levels[-1].any():
        front = (linked @ front) * (paths == 0)
        paths += front
        levels.append(front > 0)
    dependency = np.zeros_like(paths)
    for nearer, level in zip(levels[-3::-1], levels[-2:0:-1], strict=True):
        share = np.divide(1 + dependency, paths, out=np.zeros_like(paths), where=level)
        dependency += (linked @ share) * paths * nearer
    dependency[sources, columns] = 0
    total: Array = dependency.sum(axis=1)
    return total
