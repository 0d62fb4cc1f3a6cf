"""Who passes things on, inside a circle or between circles?"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.analysis.silos.groups import check_groups
from maillage.analysis.silos.network import Network, ties

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from maillage.analysis.tables import Array


@dataclass(frozen=True)
class Brokerage:
    """How many times a structure stands between two others that are not linked, by role.

    Pairs are ordered (from, to): an undirected chain counts in both directions.
    """

    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int


def brokerage_roles(reading: Network, groups: Sequence[Hashable]) -> tuple[Brokerage, ...]:
    """Gould-Fernández roles of each structure, in the order of the nodes.

    A structure j brokers from i to k when i-j and j-k are linked and i-k are not. Coordinator: all
    three in one group. Itinerant: i and k in one group, j in another. Gatekeeper: j and k in one
    group, i outside. Representative: i and j in one group, k outside. Liaison: three groups.

    En clair : « Par qui passe-t-on pour aller d’un cercle à l’autre ? »

    >>> from maillage.analysis.silos import network
    >>> brokerage_roles(network("ABC", ["AB", "BC"]), ["x", "x", "y"])[1]
    Brokerage(coordinator=0, itinerant=0, gatekeeper=1, representative=1, liaison=0)
    >>> brokerage_roles(network("A", []), ["x"])
    (Brokerage(coordinator=0, itinerant=0, gatekeeper=0, representative=0, liaison=0),)

    Raises ValueError when there is not one group per structure.

    Reference: R. Gould, R. Fernández, *Structures of mediation*,
    Sociological Methodology 19 (1989).
    """
    check_groups(reading, groups)
    if not reading.links:
        return (Brokerage(0, 0, 0, 0, 0),) * len(reading.nodes)
    inside, across = _inside_and_across(reading, groups)
    own, other, same_elsewhere = _contacts_by_group(reading, groups)
    roles = (
        own * (own - 1) - _closed(inside, inside, inside),
        same_elsewhere - other - _closed(across, inside, across),
        own * other - _closed(across, across, inside),
        other * other - same_elsewhere - _closed(across, across, across),
    )
    return tuple(
        Brokerage(coordinator, itinerant, gatekeeper, gatekeeper, liaison)
        for coordinator, itinerant, gatekeeper, liaison in zip(
            *(role.astype(int).tolist() for role in roles), strict=True
        )
    )


def _group_numbers(groups: Sequence[Hashable]) -> list[int]:
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return [numbers[group] for group in groups]


def _inside_and_across(
    reading: Network, groups: Sequence[Hashable]
) -> tuple["csr_array", "csr_array"]:
    import numpy as np
    from scipy.sparse import csr_array

    linked = ties(reading).tocoo()
    labels = np.array(_group_numbers(groups))
    same = labels[linked.row] == labels[linked.col]

    def links(array: "Array") -> "csr_array":
        places = (linked.row[array], linked.col[array])
        return csr_array((np.ones(len(places[0])), places), shape=linked.shape)

    return links(same), links(~same)


def _contacts_by_group(
    reading: Network, groups: Sequence[Hashable]
) -> tuple["Array", "Array", "Array"]:
    """Contacts in the own group, contacts elsewhere, and Σ (contacts in each other group)²."""
    import numpy as np
    from scipy.sparse import csr_array

    labels = np.array(_group_numbers(groups))
    places = np.arange(len(labels))
    member = csr_array((np.ones(len(labels)), (places, labels)))
    contacts = ties(reading) @ member
    total = np.asarray(contacts.sum(axis=1), dtype=float).ravel()
    own = np.asarray(contacts.multiply(member).sum(axis=1), dtype=float).ravel()
    squares = np.asarray(contacts.power(2).sum(axis=1), dtype=float).ravel()
    return own, total - own, squares - own * own


def _closed(first: "csr_array", between: "csr_array", last: "csr_array") -> "Array":
    """For each structure j, ordered pairs (i, k) with j-i in first, i-k in between, k-j in last."""
    import numpy as np

    return np.asarray((first @ between).multiply(last).sum(axis=1)).ravel()
