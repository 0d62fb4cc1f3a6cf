"""A structure, and a body, are found by the names that officers give them every day."""

import pytest

from maillage.trade.governance.bodies.table.body_names import bodies_called, body_head
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames
from maillage.trade.governance.bodies.table.places import ExistingPlace
from maillage.trade.governance.bodies.table.rows import ExistingBody

NAMES = (
    ("Commune de Lagrange", ""),
    ("Commune de Saint-Ouzon", ""),
    ("Commune des Essarts", ""),
    ("Communauté de communes du Val de Sarne", ""),
    ("Caf de la Sarne", ""),
    ("MSA Sarne-Loire", ""),
    ("MSA du Bocage", ""),
    ("Association Les Tilleuls", "Tilleuls"),
    ("Collège de Lagrange", ""),
)
PLACES = [ExistingPlace(n, name, short, "") for n, (name, short) in enumerate(NAMES)]
EVERYDAY = EverydayNames(PLACES)
BODIES = [
    ExistingBody(1, "COPIL", "political"),
    ExistingBody(2, "Comité technique", "technical"),
    ExistingBody(3, "Commission enfance", "mixed"),
]
OWN = frozenset({"ctg", "val", "sarne"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Commune de Lagrange", ["Commune de Lagrange"]),
        ("Lagrange", ["Commune de Lagrange"]),
        ("LAGRANGE", ["Commune de Lagrange"]),
        ("Mairie de Lagrange", ["Commune de Lagrange"]),
        ("Ville de Lagrange", ["Commune de Lagrange"]),
        ("St Ouzon", ["Commune de Saint-Ouzon"]),
        ("saint ouzon", ["Commune de Saint-Ouzon"]),
        ("Les Essarts", ["Commune des Essarts"]),
        ("CCVS", ["Communauté de communes du Val de Sarne"]),
        ("C.C.V.S.", ["Communauté de communes du Val de Sarne"]),
        ("CC Val de Sarne", ["Communauté de communes du Val de Sarne"]),
        ("Val de Sarne", ["Communauté de communes du Val de Sarne"]),
        ("Caf", ["Caf de la Sarne"]),
        ("la CAF", ["Caf de la Sarne"]),
        ("Caisse d’allocations familiales", ["Caf de la Sarne"]),
        ("MSA", ["MSA Sarne-Loire", "MSA du Bocage"]),
        ("MSA Sarne", ["MSA Sarne-Loire"]),
        ("Tilleuls", ["Association Les Tilleuls"]),
        ("Les Tilleuls", ["Association Les Tilleuls"]),
        ("Collège de Lagrange", ["Collège de Lagrange"]),
        ("Commune", []),
        ("Lagrang", []),
        ("CSO", []),
        ("", []),
    ],
)
def test_a_structure_is_found_by_its_everyday_name(text: str, names: list[str]) -> None:
    assert [one.name for one in EVERYDAY.called(text)] == names


def test_the_nearest_name_is_proposed() -> None:
    assert EVERYDAY.nearest("Lagrnge") == "Commune de Lagrange"
    assert EVERYDAY.nearest("CC Sarne") == "Communauté de communes du Val de Sarne"
    assert EVERYDAY.nearest("Chambre d’agriculture de la Sarne") == ""
    assert EVERYDAY.nearest("Sarne Loire") == "MSA Sarne-Loire"
    assert EVERYDAY.nearest("Nulle part") == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("copil", ["COPIL"]),
        ("COPIL CTG", ["COPIL"]),
        ("Comité de pilotage de la CTG", ["COPIL"]),
        ("COPIL CTG Val de Sarne 2026", ["COPIL"]),
        ("COTECH", ["Comité technique"]),
        ("COPIL jeunesse", []),
        ("Commission", []),
        ("CTG", []),
    ],
)
def test_a_body_is_found_by_what_tells_it_from_another(text: str, names: list[str]) -> None:
    assert [one.name for one in bodies_called(text, BODIES, OWN)] == names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("COPIL CTG – séance du 12/03/2026", "COPIL"),
        ("Composition du comité de pilotage de la CTG", "COPIL"),
        ("Présences au COTECH, 12 mars", "Comité technique"),
        ("Commission enfance", "Commission enfance"),
        ("Groupe de travail parentalité (2026)", "Groupe de travail parentalité"),
        ("Feuil1", ""),
    ],
)
def test_a_title_says_which_body_it_is_about(title: str, name: str) -> None:
    assert body_head(BODIES, OWN)(title) == name
