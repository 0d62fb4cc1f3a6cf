"""Own circle or across circles, and who passes things on between them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis import silos
from maillage.analysis.silos import Block, Brokerage, EIIndex, Network, network
from tests.analysis.silos.networks import groups_of, networks

GROUPS = st.lists(st.integers(0, 3), min_size=1, max_size=9)


def roles_by_loops(reading: Network, groups: list[int]) -> list[Brokerage]:
    linked = {frozenset(link) for link in reading.links}
    rows = [dict.fromkeys(vars(Brokerage(0, 0, 0, 0, 0)), 0) for _node in reading.nodes]
    for i, j, k in permutations(range(len(reading.nodes)), 3):
        if {i, j} in linked and {j, k} in linked and {i, k} not in linked:
            rows[j][role(groups[i], groups[j], groups[k])] += 1
    return [Brokerage(**counts) for counts in rows]


def role(i: int, j: int, k: int) -> str:
    if i == j:
        return "coordinator" if j == k else "representative"
    if j == k:
        return "gatekeeper"
    return "itinerant" if i == k else "liaison"


@given(networks(), GROUPS)
def test_roles_are_those_counted_by_loops(reading: Network, numbers: list[int]) -> None:
    groups = groups_of(reading, numbers)

    assert list(silos.brokerage_roles(reading, groups)) == roles_by_loops(reading, groups)


@given(networks(), GROUPS)
def test_blocks_hold_every_link_and_every_pair(reading: Network, numbers: list[int]) -> None:
    blocks = silos.block_densities(reading, groups_of(reading, numbers))

    size = len(reading.nodes)
    assert sum(block.links for block in blocks) == len(reading.links)
    assert sum(block.possible for block in blocks) == size * (size - 1) // 2


@given(networks(), GROUPS)
def test_index_is_a_balance_between_minus_one_and_one(reading: Network, numbers: list[int]) -> None:
    index = silos.ei_index(reading, groups_of(reading, numbers), permutations=5)

    assert index.external + index.internal == len(reading.links)
    assert index.index is None or -1 <= index.index <= 1
    assert index.p_value is None or 1 / 6 <= index.p_value <= 1


def test_closed_circles_are_not_chance() -> None:
    circles = [(a, b) for b in range(12) for a in range(b) if a // 6 == b // 6]

    index = silos.ei_index(network(range(12), circles), [n // 6 for n in range(12)])

    assert index == EIIndex(0, 30, -1.0, (36 - 30) / 66, index.p_value)
    assert index.p_value is not None
    assert index.p_value < 0.01
    assert index == silos.ei_index(network(range(12), circles), [n // 6 for n in range(12)])


def test_densities_by_hand() -> None:
    reading = network(["EPCI", "Pays", "Club"], [("EPCI", "Club")])

    assert silos.block_densities(reading, ["public", "public", "associatif"]) == (
        Block("associatif", "associatif", 0, 0, None),
        Block("associatif", "public", 1, 2, 0.5),
        Block("public", "public", 0, 1, 0.0),
    )


def test_empty_networks_are_defined() -> None:
    nobody = network([], [])

    assert silos.ei_index(nobody, []) == EIIndex(0, 0, None, None, None)
    assert silos.block_densities(nobody, []) == ()
    assert silos.brokerage_roles(nobody, []) == ()
    assert silos.constraint(nobody) == silos.effective_size(nobody) == ()
    assert silos.betweenness(nobody) == silos.closeness(nobody) == ()
    assert silos.clusters(nobody, runs=0) == silos.Clusters((), None)


def test_groups_must_be_as_many_as_structures() -> None:
    with pytest.raises(ValueError, match="Groupes : 1 groupe pour 2 structures"):
        silos.ei_index(network("AB", []), ["x"])
