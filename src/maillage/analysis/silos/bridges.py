"""Which links, which structures, which single persons would split the network by leaving?"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations

from maillage.analysis.silos.network import Link, Network, network

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Participation:
    """One person of one structure who takes part in one piece of work."""

    work: Hashable
    structure: Hashable
    person: Hashable


@dataclass(frozen=True)
class LinkOnOnePerson:
    """A link between two structures that only one person of `structure` keeps up.

    `works` are the pieces of work they share; `is_bridge` says that without this link the two
    structures could no longer reach each other at all.
    """

    structure: Hashable
    other: Hashable
    person: Hashable
    works: tuple[Hashable, ...]
    is_bridge: bool


def bridges(reading: Network) -> tuple[Pair, ...]:
    """Links whose loss would split the network, in the order of the links.

    En clair : « Si ce lien casse, deux parties du territoire ne se parlent plus. »

    >>> from maillage.analysis.silos import network
    >>> bridges(network("ABCD", ["AB", "BC", "CA", "CD"]))
    (('C', 'D'),)
    >>> bridges(network("AB", []))
    ()

    Reference: R. Tarjan, *A note on finding the bridges of a graph* (1974).
    """
    pairs = _search(reading)[0]
    return tuple((reading.nodes[first], reading.nodes[second]) for first, second in sorted(pairs))


def cut_structures(reading: Network) -> tuple[Hashable, ...]:
    """Structures whose departure would split the network, in the order of the nodes.

    En clair : « Si cette structure s’en va, d’autres ne se parlent plus. »

    >>> from maillage.analysis.silos import network
    >>> cut_structures(network("ABCD", ["AB", "BC", "CA", "CD"]))
    ('C',)
    >>> cut_structures(network("A", []))
    ()

    Reference: J. Hopcroft, R. Tarjan, *Efficient algorithms for graph manipulation* (1973).
    """
    return tuple(reading.nodes[place] for place in sorted(_search(reading)[1]))


def components(reading: Network) -> tuple[tuple[Hashable, ...], ...]:
    """Sets of structures that can reach each other, largest first, then in the order of the nodes.

    En clair : « Les groupes entre lesquels rien ne passe. »

    >>> from maillage.analysis.silos import network
    >>> components(network("ABC", ["BC"]))
    (('B', 'C'), ('A',))
    """
    neighbours = reading.neighbours()
    seen: set[int] = set()
    groups: list[list[int]] = []
    for start in range(len(neighbours)):
        if start not in seen:
            groups.append(_reached(neighbours, start))
            seen.update(groups[-1])
    groups.sort(key=len, reverse=True)
    return tuple(tuple(reading.nodes[place] for place in places) for places in groups)


def links_on_one_person(participations: Iterable[Participation]) -> tuple[LinkOnOnePerson, ...]:
    """Links between structures that rest on a single person of one of them.

    Two structures are linked by the pieces of work they share; the link rests on one person of a
    structure when nobody else of it takes part in any of these. A link may be listed twice, once
    for each of its ends. Bridges come first, then in alphabetical order.

    En clair : « Le jour où cette personne part, le lien entre les deux structures part avec elle. »

    >>> for link in links_on_one_person([
    ...     Participation("CTG", "EPCI", "Anne"), Participation("CTG", "CAF", "Bao"),
    ...     Participation("PAT", "EPCI", "Chloé"), Participation("PAT", "CAF", "Bao"),
    ... ]):
    ...     print(link.structure, link.other, link.person, link.works, link.is_bridge)
    CAF EPCI Bao ('CTG', 'PAT') True
    >>> links_on_one_person([])
    ()
    """
    people: dict[tuple[Hashable, Hashable], set[Hashable]] = {}
    structures: dict[Hashable, set[Hashable]] = {}
    for part in participations:
        people.setdefault((part.work, part.structure), set()).add(part.person)
        structures.setdefault(part.work, set()).add(part.structure)
    shared = _shared_works(structures)
    names = sorted({name for pair in shared for name in pair}, key=str)
    cut = {frozenset(pair) for pair in bridges(network(names, shared))}
    one_people = [
        LinkOnOnePerson(structure, other, person, works, frozenset((structure, other)) in cut)
        for (first, second), works in shared.items()
        for structure, other in ((first, second), (second, first))
        for person in _only_person(people, structure, works)
    ]
    return tuple(
        sorted(
            one_people, key=lambda link: (not link.is_bridge, str(link.structure), str(link.other))
        )
    )


def _shared_works(
    structures: dict[Hashable, set[Hashable]],
) -> dict[Pair, tuple[Hashable, ...]]:
    shared: dict[Pair, list[Hashable]] = {}
    for work in sorted(structures, key=str):
        for pair in combinations(sorted(structures[work], key=str), 2):
            shared.setdefault(pair, []).append(work)
    return {pair: tuple(works) for pair, works in shared.items()}


def _only_person(
    people: dict[tuple[Hashable, Hashable], set[Hashable]],
    structure: Hashable,
    works: tuple[Hashable, ...],
) -> set[Hashable]:
    present: set[Hashable] = set().union(*(people[work, structure] for work in works))
    return present if len(present) == 1 else set()


def _reached(neighbours: tuple[tuple[int, ...], ...], start: int) -> list[int]:
    reached, waiting = {start}, [start]
    while waiting:
        for near in neighbours[waiting.pop()]:
            if near not in reached:
                reached.add(near)
                waiting.append(near)
    return sorted(reached)


def _search(reading: Network) -> tuple[set[Link], set[int]]:
    """Places of bridges and of cut structures, from one depth-first tree.

    `lowest` is the earliest rank that a branch reaches by another way than its parent.
    """
    neighbours = reading.neighbours()
    parents = _depth_first_tree(neighbours)
    ranks = {place: rank for rank, place in enumerate(parents)}
    lowest: dict[int, int] = {}
    links: set[Link] = set()
    cuts: set[int] = set()
    for place, parent in reversed(parents.items()):
        reached = [
            lowest[near] if parents[near] == place else ranks[near]
            for near in neighbours[place]
            if near != parent
        ]
        lowest[place] = min([ranks[place], *reached])
        if parent is not None and lowest[place] > ranks[parent]:
            links.add((min(place, parent), max(place, parent)))
        if parent is not None and parents[parent] is not None and lowest[place] >= ranks[parent]:
            cuts.add(parent)
    branches = Counter(parent for parent in parents.values() if parent is not None)
    roots = {place for place, parent in parents.items() if parent is None and branches[place] > 1}
    return links, cuts | roots


def _depth_first_tree(neighbours: tuple[tuple[int, ...], ...]) -> dict[int, int | None]:
    """Each place and its parent, in the order of the visit; a root has no parent."""
    parents: dict[int, int | None] = {}
    waiting: list[tuple[int, int | None]] = [
        (root, None) for root in reversed(range(len(neighbours)))
    ]
    while waiting:
        place, parent = waiting.pop()
        if place not in parents:
            parents[place] = parent
            waiting += [(near, place) for near in neighbours[place] if near not in parents]
    return parents
