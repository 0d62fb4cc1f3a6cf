"""What networkx finds, slowly, on generated networks."""

import pytest
from hypothesis import given

from maillage.analysis import silos
from maillage.analysis.silos import Network
from tests.analysis.silos import oracle
from tests.analysis.silos.networks import networks


@given(networks())
def test_constraint_is_that_of_networkx(reading: Network) -> None:
    assert list(silos.constraint(reading)) == pytest.approx(oracle.constraint(reading))


@given(networks())
def test_effective_size_is_that_of_networkx(reading: Network) -> None:
    assert list(silos.effective_size(reading)) == pytest.approx(oracle.effective_size(reading))


@given(networks())
def test_betweenness_is_that_of_networkx(reading: Network) -> None:
    raw = oracle.betweenness(reading, normalized=False)
    share = oracle.betweenness(reading, normalized=True)

    assert silos.betweenness(reading) == pytest.approx(raw)
    assert silos.normalised_betweenness(reading) == pytest.approx(share)


@given(networks())
def test_closeness_is_that_of_networkx(reading: Network) -> None:
    assert silos.closeness(reading) == pytest.approx(oracle.closeness(reading))


@given(networks())
def test_bridges_cuts_and_components_are_those_of_networkx(reading: Network) -> None:
    assert set(silos.bridges(reading)) == oracle.bridges(reading)
    assert set(silos.cut_structures(reading)) == oracle.cut_structures(reading)
    assert set(map(frozenset, silos.components(reading))) == oracle.components(reading)


@given(networks(smallest=1))
def test_circles_are_a_partition_of_the_modularity_announced(reading: Network) -> None:
    clusters = silos.clusters(reading)

    circle_of = {node: circle for circle in clusters.circles for node in circle}
    groups = [circle_of[node] for node in reading.nodes]
    assert len(circle_of) == len(reading.nodes) == sum(map(len, clusters.circles))
    assert clusters.modularity == silos.modularity(reading, groups)
    if reading.links:
        assert clusters.modularity == pytest.approx(oracle.modularity(reading, clusters.circles))


def test_best_circles_known_of_the_karate_club_are_found() -> None:
    clusters = silos.clusters(silos.network(*oracle.karate_club()))

    assert clusters.modularity == pytest.approx(
        0.4197896, abs=1e-7
    )  # 0.4198 is the published optimum
    assert [len(circle) for circle in clusters.circles] == [12, 11, 6, 5]


def test_wide_networks_are_read_in_several_batches() -> None:
    reading = silos.network(range(300), [(place, place + 1) for place in range(299)])

    assert silos.betweenness(reading) == tuple(place * (299 - place) for place in range(300))
    assert silos.closeness(reading)[0] == 299 / sum(range(300))
