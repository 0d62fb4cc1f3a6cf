"""Do structures work inside their own circle, or across circles?"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from maillage.analysis.silos.network import Network
from maillage.analysis.wording import counted

PERMUTATIONS = 1000
SEED = 20240101

Group = Hashable


@dataclass(frozen=True)
class EIIndex:
    """Links across groups against links inside groups.

    `index` and `expected` go from -1 (all inside) to +1 (all across), `None` when there is no link
    or fewer than two structures. `p_value` is the share of random exchanges of groups that would
    close the network at least as much; small means that the silos are not chance.
    """

    external: int
    internal: int
    index: float | None
    expected: float | None
    p_value: float | None


@dataclass(frozen=True)
class Block:
    """Links between two groups, or inside one; `density` is `None` when no pair is possible."""

    first: Group
    second: Group
    links: int
    possible: int
    density: float | None


def check_groups(reading: Network, groups: Sequence[Group]) -> None:
    """Raises ValueError when there is not one group per structure."""
    if len(groups) != len(reading.nodes):
        raise ValueError(
            f"Groupes : {counted(len(groups), 'groupe')} pour "
            f"{counted(len(reading.nodes), 'structure')}. "
            "Règle : un groupe par structure, dans l’ordre des structures."
        )


def ei_index(
    reading: Network,
    groups: Sequence[Group],
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> EIIndex:
    """E-I index of a network whose structures belong to `groups` (in the order of the nodes).

    (E - I) / (E + I), with E the links across groups and I the links inside. The expectation at
    equal density puts pairs in the place of links. The p-value exchanges the groups of structures
    at random, `permutations` times from `seed`: the same reading always gives the same figure.

    En clair : « À -1, chacun reste chez soi ; à +1, on ne travaille qu’avec les autres. »

    >>> from maillage.analysis.silos import network
    >>> ei_index(network("ABC", ["AB"]), ["x", "x", "y"], permutations=0)
    EIIndex(external=0, internal=1, index=-1.0, expected=0.3333333333333333, p_value=1.0)
    >>> ei_index(network("A", []), ["x"])
    EIIndex(external=0, internal=0, index=None, expected=None, p_value=None)

    Raises ValueError when there is not one group per structure.

    Reference: D. Krackhardt, R. Stern, *Informal networks and organizational crises*, Social
    Psychology Quarterly 51 (1988).
    """
    check_groups(reading, groups)
    external = sum(groups[first] != groups[second] for first, second in reading.links)
    internal = len(reading.links) - external
    sizes = Counter(groups).values()
    inside = sum(size * (size - 1) // 2 for size in sizes)
    pairs = len(groups) * (len(groups) - 1) // 2
    return EIIndex(
        external=external,
        internal=internal,
        index=_balance(external, internal),
        expected=_balance(pairs - inside, inside),
        p_value=_p_value(reading, groups, external, permutations, seed),
    )


def block_densities(reading: Network, groups: Sequence[Group]) -> tuple[Block, ...]:
    """Links, possible pairs and density inside each group and between each two groups.

    Groups are in alphabetical order, and so are the two groups of a block.

    En clair : « Où l’on se parle, et entre qui on ne se parle pas. »

    >>> from maillage.analysis.silos import network
    >>> for block in block_densities(network("ABC", ["AC"]), ["x", "x", "y"]):
    ...     print(block.first, block.second, block.links, block.possible, block.density)
    x x 0 1 0.0
    x y 1 2 0.5
    y y 0 0 None

    Raises ValueError when there is not one group per structure.

    Reference: S. Wasserman, K. Faust, *Social Network Analysis* (1994), chapter 10.
    """
    check_groups(reading, groups)
    sizes = Counter(groups)
    links = Counter(frozenset((groups[a], groups[b])) for a, b in reading.links)
    return tuple(
        _block(first, second, links[frozenset((first, second))], sizes)
        for first, second in combinations_with_replacement(sorted(sizes, key=str), 2)
    )


def _balance(external: int, internal: int) -> float | None:
    total = external + internal
    return (external - internal) / total if total else None


def _block(first: Group, second: Group, links: int, sizes: Counter[Group]) -> Block:
    inside = first == second
    possible = sizes[first] * (sizes[first] - 1) // 2 if inside else sizes[first] * sizes[second]
    return Block(first, second, links, possible, links / possible if possible else None)


def _p_value(
    reading: Network, groups: Sequence[Group], external: int, permutations: int, seed: int
) -> float | None:
    if not reading.links:
        return None
    import numpy as np

    random = np.random.default_rng(seed)
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    labels = np.array([numbers[group] for group in groups])
    first, second = np.array(reading.links).T
    as_closed = 0
    for _permutation in range(permutations):
        shuffled = random.permutation(labels)
        as_closed += int((shuffled[first] != shuffled[second]).sum()) <= external
    return (1 + as_closed) / (1 + permutations)
