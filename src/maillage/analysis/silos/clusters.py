"""Which circles form by themselves, whatever the organisation chart says?"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from random import Random

from maillage.analysis.silos.groups import check_groups
from maillage.analysis.silos.network import Network

RUNS = 10
LEAST_GAIN = 1e-12

Contacts = list[dict[int, float]]


@dataclass(frozen=True)
class Clusters:
    """Circles of structures, largest first, and the modularity of this partition.

    `modularity` is `None` when there is no link.
    """

    circles: tuple[tuple[Hashable, ...], ...]
    modularity: float | None


def modularity(reading: Network, groups: Sequence[Hashable]) -> float | None:
    """How much more structures work inside their group than chance would have it.

    Σ_g (W_g / W - (S_g / 2W)²), with W the weight of links, W_g of those inside group g, S_g the
    strengths of its structures. 0: no more than chance; above 0.3: marked circles. `None` when
    there is no link.

    En clair : « À quel point les circuits de travail sont fermés sur eux-mêmes. »

    >>> from maillage.analysis.silos import network
    >>> modularity(network("ABCD", ["AB", "CD"]), ["x", "x", "y", "y"])
    0.5
    >>> modularity(network("AB", []), ["x", "y"]) is None
    True

    Raises ValueError when there is not one group per structure.

    Reference: M. Newman, M. Girvan, Phys. Rev. E 69, 026113 (2004).
    """
    check_groups(reading, groups)
    total = sum(reading.weights)
    if not total:
        return None
    inside: dict[Hashable, float] = dict.fromkeys(groups, 0.0)
    strengths = dict(inside)
    for (first, second), weight in zip(reading.links, reading.weights, strict=True):
        strengths[groups[first]] += weight
        strengths[groups[second]] += weight
        inside[groups[first]] += weight if groups[first] == groups[second] else 0.0
    return sum(inside[group] / total - (strengths[group] / (2 * total)) ** 2 for group in strengths)


def clusters(reading: Network, *, runs: int = RUNS) -> Clusters:
    """Circles of structures that work more together than with the others.

    The Louvain method raises modularity by moving structures, then whole circles. It depends on
    the order of visit: the best of `runs` orders is kept, always the same ones. Isolated
    structures are circles of one.

    En clair : « Les cercles de travail tels qu’ils sont, pas tels que l’organigramme les dessine. »

    >>> from maillage.analysis.silos import network
    >>> clusters(network("ABCDE", ["AB", "CD"]))
    Clusters(circles=(('A', 'B'), ('C', 'D'), ('E',)), modularity=0.5)
    >>> clusters(network([], []))
    Clusters(circles=(), modularity=None)

    Reference: V. Blondel et al., *Fast unfolding of communities in large networks* (2008).
    """
    shuffles = [Random(run) for run in range(1, runs)]  # noqa: S311  # repeatable, not secret
    partitions = [_louvain(reading, random) for random in (None, *shuffles)]
    best = max(partitions, key=lambda partition: modularity(reading, partition) or 0.0)
    circles: dict[int, list[Hashable]] = {}
    for node, circle in zip(reading.nodes, best, strict=True):
        circles.setdefault(circle, []).append(node)
    ordered = sorted(circles.values(), key=len, reverse=True)
    return Clusters(tuple(map(tuple, ordered)), modularity(reading, best))


@dataclass(frozen=True)
class _Level:
    """Places, their contacts and their strengths, at one stage of gathering."""

    contacts: Contacts
    strengths: list[float]
    total: float


def _louvain(reading: Network, random: Random | None) -> list[int]:
    """Circle of each place; places are visited in order, or shuffled by `random`."""
    level = _first_level(reading)
    circle_of = list(range(len(level.contacts)))
    while True:
        moved = _move_each(level, random)
        count = max(moved, default=-1) + 1
        if count == len(level.contacts):
            return circle_of
        circle_of = [moved[circle] for circle in circle_of]
        level = _gather(level, moved, count)


def _first_level(reading: Network) -> _Level:
    contacts: Contacts = [{} for _node in reading.nodes]
    for (first, second), weight in zip(reading.links, reading.weights, strict=True):
        contacts[first][second] = contacts[second][first] = weight
    strengths = [sum(near.values()) for near in contacts]
    return _Level(contacts, strengths, sum(strengths) or 1.0)


def _move_each(level: _Level, random: Random | None) -> list[int]:
    """Circle of each place, numbered from 0, once no move raises modularity any more."""
    circles = list(range(len(level.contacts)))
    weights = list(level.strengths)
    order = list(circles)
    if random:
        random.shuffle(order)
    moving = True
    while moving:
        moving = False
        for place in order:
            moving |= _move(place, level, circles, weights)
    numbers = {circle: number for number, circle in enumerate(dict.fromkeys(circles))}
    return [numbers[circle] for circle in circles]


def _move(place: int, level: _Level, circles: list[int], weights: list[float]) -> bool:
    """Move one place to the circle where it fits best; true when it moved."""
    own, strength = circles[place], level.strengths[place]
    ties: dict[int, float] = {own: 0.0}
    for near, weight in level.contacts[place].items():
        ties[circles[near]] = ties.get(circles[near], 0.0) + weight
    weights[own] -= strength
    gains = {circle: tie - strength * weights[circle] / level.total for circle, tie in ties.items()}
    best = max(gains, key=lambda circle: (gains[circle], -circle))
    chosen = best if gains[best] > gains[own] + LEAST_GAIN else own
    weights[chosen] += strength
    circles[place] = chosen
    return chosen != own


def _gather(level: _Level, circles: list[int], count: int) -> _Level:
    """The network of circles; ties inside a circle only count in its strength."""
    gathered: Contacts = [{} for _circle in range(count)]
    strengths = [0.0] * count
    for place, near in enumerate(level.contacts):
        own = circles[place]
        strengths[own] += level.strengths[place]
        for other, weight in near.items():
            if circles[other] != own:
                gathered[own][circles[other]] = gathered[own].get(circles[other], 0.0) + weight
    return _Level(gathered, strengths, level.total)
