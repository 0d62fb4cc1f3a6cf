"""A structure and a body are found by their names shortened, never one for another."""

import pytest

from maillage.trade.governance.bodies.table.body_names import bodies_called, body_head, is_called
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames
from maillage.trade.governance.bodies.table.places import ExistingPlace
from maillage.trade.governance.bodies.table.rows import ExistingBody

NAMES = (
    "Commune de Saint-Orme-sous-Haie",
    "Commune de Brolles-sur-Vive",
    "Commune de Vaux-sur-Vive",
    "Commune de Vaux-sous-Haie",
    "Pôle d'équilibre territorial et rural Sud-Sarne",
    "Caisse primaire d'assurance maladie de la Sarne",
    "Préfecture de la Sarne",
    "Conseil régional du Centre-Sarne",
    "SIVOS des Trois Rivières",
    "Communauté professionnelle territoriale de santé Nord-Sarne",
    "Centre hospitalier de Brolles",
    "Centre social La Charnière",
    "Association Les P'tits Galets",
    "Direction départementale des territoires",
    "Chambre d'agriculture de la Sarne",
    "Communauté d'agglomération du Grand Orval",
    "Lycée agricole de Champs",
    "Collège Jean Orme",
    "Collège Marie Haie",
    "Association pour la promotion des écoliers",
)
EVERYDAY = EverydayNames([ExistingPlace(n, name, "", "") for n, name in enumerate(NAMES)])
BODIES = [
    ExistingBody(n, name, "")
    for n, name in enumerate(
        ("COPIL PAT", "Comité technique", "Commission Forêt", "Bureau", "Conseil d'administration")
    )
]
OWN = frozenset({"sud", "sarne"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("St-Orme-s/-Haie", ["Commune de Saint-Orme-sous-Haie"]),
        ("Brolles s/ Vive", ["Commune de Brolles-sur-Vive"]),
        ("Mairie de Brolles s/Vive", ["Commune de Brolles-sur-Vive"]),
        ("Vaux", []),
        ("Saint-Orme", []),
        ("PETR", ["Pôle d'équilibre territorial et rural Sud-Sarne"]),
        ("PETR Sud-Sarne", ["Pôle d'équilibre territorial et rural Sud-Sarne"]),
        ("CPAM", ["Caisse primaire d'assurance maladie de la Sarne"]),
        ("Préfecture", ["Préfecture de la Sarne"]),
        ("Région", ["Conseil régional du Centre-Sarne"]),
        ("SIVOS", ["SIVOS des Trois Rivières"]),
        ("CPTS", ["Communauté professionnelle territoriale de santé Nord-Sarne"]),
        ("CH de Brolles", ["Centre hospitalier de Brolles"]),
        ("CS La Charnière", ["Centre social La Charnière"]),
        ("Les P'tits Galets", ["Association Les P'tits Galets"]),
        ("D.D.T.", ["Direction départementale des territoires"]),
        ("Chambre d'agri", ["Chambre d'agriculture de la Sarne"]),
        ("Agglo du Grand Orval", ["Communauté d'agglomération du Grand Orval"]),
        ("Lycée de Champs", ["Lycée agricole de Champs"]),
        ("Collège", ["Collège Jean Orme", "Collège Marie Haie"]),
        ("APPE", ["Association pour la promotion des écoliers"]),
        ("CC", []),
        ("Élus", []),
    ],
)
def test_a_shortened_name_finds_every_structure_that_it_fits(text: str, names: list[str]) -> None:
    assert [one.name for one in EVERYDAY.called(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("COPIL", ["COPIL PAT"]),
        ("comité pilotage", ["COPIL PAT"]),
        ("COTECH n°2", ["Comité technique"]),
        ("Comm. Forêt", ["Commission Forêt"]),
        ("Commission", []),
        ("C.A.", ["Conseil d'administration"]),
        ("Bureau du 3 mars", ["Bureau"]),
        ("Réunion du bureau", ["Bureau"]),
        ("COPIL jeunesse", []),
    ],
)
def test_a_body_is_found_by_its_shortened_name(text: str, names: list[str]) -> None:
    assert [one.name for one in bodies_called(text, BODIES, OWN)] == names


def test_two_steering_committees_are_both_candidates() -> None:
    bodies = [ExistingBody(1, "COPIL eau", ""), ExistingBody(2, "COPIL bois", "")]

    assert [one.name for one in bodies_called("COPIL", bodies, OWN)] == ["COPIL eau", "COPIL bois"]


def test_a_title_names_the_body_that_stands_whole_in_it() -> None:
    head = body_head(BODIES, OWN)

    assert head("Présences au comité de pilotage (COPIL PAT) – année 2026") == "COPIL PAT"
    assert head("Comm. Forêt") == "Commission Forêt"
    assert head("Présences 2026") == ""


@pytest.mark.parametrize(
    ("text", "is_body"),
    [("Commission mobilité", True), ("AG", True), ("copil", True), ("Forêt", False), ("12", False)],
)
def test_words_name_a_body_by_their_first_word_or_by_those_that_exist(
    text: str, *, is_body: bool
) -> None:
    assert is_called(text, BODIES, OWN) is is_body
