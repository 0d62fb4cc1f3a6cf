"""Links come from work really shared."""

import re
from collections.abc import Sequence

import pytest

from maillage.analysis.silos import Network, network, pairs_without_link, shared_work


def test_network_keeps_each_link_once() -> None:
    reading = network(["EPCI", "Pays", "Club"], [("Club", "EPCI"), ("EPCI", "Club")])

    assert reading == Network(("EPCI", "Pays", "Club"), ((0, 2),), (1.0,))
    assert reading.neighbours() == ((2,), (), (0,))
    assert reading.degrees() == (1, 0, 1)


def test_weights_of_a_link_written_twice_add_up() -> None:
    assert network("AB", ["AB", "BA"], [2, 0.5]).weights == (2.5,)


def test_shared_work_weighs_small_meetings_more() -> None:
    reading = shared_work(
        {"Action": ["Pays", "EPCI"], "COPIL": ["EPCI", "Pays", "Club"], "Note": ["Pays", "Pays"]},
        nodes=["Pays", "Mairie", "EPCI"],
    )

    assert reading == Network(
        ("Pays", "Mairie", "EPCI", "Club"), ((0, 2), (0, 3), (2, 3)), (1.5, 0.5, 0.5)
    )
    assert pairs_without_link(reading) == (
        ("Pays", "Mairie"),
        ("Mairie", "EPCI"),
        ("Mairie", "Club"),
    )


@pytest.mark.parametrize(
    ("nodes", "edges", "weights", "message"),
    [
        (["EPCI", "EPCI"], [], None, "Structures : « EPCI » est écrite deux fois."),
        (
            ["EPCI", "Pays"],
            [("EPCI", "Pays"), ("EPCI", "Mairie")],
            None,
            "Liens, ligne 2, colonne 2 : « Mairie » est inconnue.",
        ),
        (["EPCI"], [("EPCI", "EPCI")], None, "Liens, ligne 1 : « EPCI » est liée à elle-même."),
        (["A", "B"], ["AB"], [-1.0], "Liens, ligne 1 : poids -1.0. Règle : un poids est sup"),
        (["A", "B"], ["AB"], [0.0], "Liens, ligne 1 : poids 0.0. Règle : un poids est supérieur"),
        (["A", "B"], ["AB"], [float("nan")], "Liens, ligne 1 : poids nan. Règle : un poids est"),
        (["A", "B"], ["AB", "A"], None, "Liens, ligne 2 : 1 nom. Règle : un lien joint deux"),
        (["A", "B"], ["AB"], [], "Liens : 0 poids pour 1 lien. Règle : un poids par lien."),
    ],
)
def test_wrong_network_is_refused_by_its_line_and_rule(
    nodes: list[str],
    edges: list[Sequence[str]],
    weights: list[float] | None,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        network(nodes, edges, weights)
