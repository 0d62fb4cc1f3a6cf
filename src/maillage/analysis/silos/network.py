"""Who works with whom? Links come from work really shared."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from maillage.analysis.tables import is_amount
from maillage.analysis.wording import counted

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Link = tuple[int, int]


@dataclass(frozen=True)
class Network:
    """Structures and the undirected links between them.

    `links` holds pairs of places in `nodes`, smaller first, sorted; `weights` follows `links`.
    """

    nodes: tuple[Hashable, ...]
    links: tuple[Link, ...]
    weights: tuple[float, ...]

    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each node, the places of the nodes it is linked to, in order."""
        groups: list[list[int]] = [[] for _node in self.nodes]
        for first, second in self.links:
            groups[first].append(second)
            groups[second].append(first)
        return tuple(tuple(sorted(places)) for places in groups)

    def degrees(self) -> tuple[int, ...]:
        """Number of links of each node."""
        return tuple(map(len, self.neighbours()))


def network(
    nodes: Iterable[Hashable],
    edges: Iterable[Sequence[Hashable]],
    weights: Iterable[float] | None = None,
) -> Network:
    """A network from its nodes and its undirected edges, each weighing 1 unless told otherwise.

    An edge written twice, in either direction, is one link; with weights, its weights add up.

    En clair : « Qui est lié à qui, et à quel point. »

    >>> network(["EPCI", "Commune"], [("Commune", "EPCI"), ("EPCI", "Commune")]).links
    ((0, 1),)
    >>> network([], [])
    Network(nodes=(), links=(), weights=())

    Raises ValueError, in French, naming the edge and the rule: unknown structure, structure linked
    to itself, weight that is not above 0, node written twice.
    """
    places = _places(nodes)
    pairs = list(edges)
    amounts = [1.0] * len(pairs) if weights is None else list(weights)
    if len(amounts) != len(pairs):
        raise ValueError(
            f"Liens : {len(amounts)} poids pour {counted(len(pairs), 'lien')}. "
            "Règle : un poids par lien."
        )
    value_by_key: dict[Link, float] = {}
    for row, (pair, amount) in enumerate(zip(pairs, amounts, strict=True), start=1):
        link = _link(pair, places, row)
        _check_weight(amount, row)
        value_by_key[link] = amount if weights is None else value_by_key.get(link, 0.0) + amount
    links = tuple(sorted(value_by_key))
    return Network(tuple(places), links, tuple(value_by_key[link] for link in links))


def shared_work(
    participations: Mapping[Hashable, Collection[Hashable]], nodes: Iterable[Hashable] = ()
) -> Network:
    """The network of structures that share work, from whoever takes part in each piece of work.

    A piece of work shared by k structures adds 1/(k - 1) to each of its pairs, so that a plenary
    of fifty does not count as 1,225 collaborations. `nodes` names the structures expected, first;
    those met only in the work are added in alphabetical order.

    En clair : « Deux structures sont liées quand elles font vraiment quelque chose ensemble. »

    >>> shared_work({"Action 1": ["EPCI", "Pays"], "COPIL": ["EPCI", "Pays", "Club"]})
    Network(nodes=('Club', 'EPCI', 'Pays'), links=((0, 1), (0, 2), (1, 2)), weights=(0.5, 0.5, 1.5))
    >>> shared_work({"Action 1": ["EPCI"]}).links
    ()

    Reference: M. Newman, *Scientific collaboration networks II*, Phys. Rev. E 64, 016132 (2001).
    """
    expected = list(dict.fromkeys(nodes))
    met = {structure for structures in participations.values() for structure in structures}
    edges: list[tuple[Hashable, Hashable]] = []
    weights: list[float] = []
    for structures in participations.values():
        members = sorted(set(structures), key=str)
        pairs = list(combinations(members, 2))
        edges += pairs
        weights += [1 / max(1, len(members) - 1)] * len(pairs)
    return network([*expected, *sorted(met - set(expected), key=str)], edges, weights)


def pairs_without_link(reading: Network) -> tuple[tuple[Hashable, Hashable], ...]:
    """Pairs of structures that share no work at all, in the order of the nodes.

    En clair : « Ces structures ne se croisent jamais. »

    >>> pairs_without_link(network(["EPCI", "Pays", "Club"], [("EPCI", "Pays")]))
    (('EPCI', 'Club'), ('Pays', 'Club'))
    """
    linked = set(reading.links)
    return tuple(
        (reading.nodes[pair[0]], reading.nodes[pair[1]])
        for pair in combinations(range(len(reading.nodes)), 2)
        if pair not in linked
    )


def adjacency(reading: Network) -> "csr_array":
    """The symmetric weighted adjacency matrix, one row and one column per node."""
    import numpy as np
    from scipy.sparse import csr_array

    size = len(reading.nodes)
    pairs = np.array(reading.links, dtype=np.int64).reshape(-1, 2)
    rows = np.concatenate([pairs[:, 0], pairs[:, 1]])
    columns = np.concatenate([pairs[:, 1], pairs[:, 0]])
    weights = np.tile(np.array(reading.weights, dtype=float), 2)
    return csr_array((weights, (rows, columns)), shape=(size, size))


def ties(reading: Network) -> "csr_array":
    """The symmetric adjacency matrix where every link counts 1."""
    import numpy as np
    from scipy.sparse import csr_array

    linked = adjacency(reading)
    return csr_array((np.ones(linked.nnz), linked.indices, linked.indptr), shape=linked.shape)


def _places(nodes: Iterable[Hashable]) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    for node in nodes:
        if node in places:
            raise ValueError(
                f"Structures : « {node} » est écrite deux fois. Règle : un nom par structure."
            )
        places[node] = len(places)
    return places


def _link(pair: Sequence[Hashable], places: Mapping[Hashable, int], row: int) -> Link:
    if len(pair) != 2:
        raise ValueError(
            f"Liens, ligne {row} : {counted(len(pair), 'nom')}. "
            "Règle : un lien joint deux structures."
        )
    for column, name in enumerate(pair, start=1):
        if name not in places:
            raise ValueError(
                f"Liens, ligne {row}, colonne {column} : « {name} » est inconnue. "
                "Règle : un lien joint deux structures de la liste."
            )
    first, second = sorted(places[name] for name in pair)
    if first == second:
        raise ValueError(
            f"Liens, ligne {row} : « {pair[0]} » est liée à elle-même. "
            "Règle : un lien joint deux structures différentes."
        )
    return first, second


def _check_weight(amount: float, row: int) -> None:
    if not (is_amount(amount) and amount > 0):
        raise ValueError(
            f"Liens, ligne {row} : poids {amount}. Règle : un poids est supérieur à 0."
        )
