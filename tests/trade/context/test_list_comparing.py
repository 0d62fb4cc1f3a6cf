"""What a record has already stays, and each cell that says another thing says so."""

import pytest

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.models import Import
from maillage.trade.context.models import Duty, Facility, Scheme
from tests.foundation.exchange.importing import undone
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.holdings import member_with_name
from tests.ground.territories.makers import make_territory
from tests.trade.context.test_small_lists import written


@pytest.fixture(autouse=True)
def members(cooperation: Cooperation) -> None:
    """Two communes, two funders."""
    for name, code in (("Bouin", "85029"), ("Brolles", "85030")):
        town = member_with_name(cooperation, name)
        town.territory = make_territory(kind="commune", name=name, code=code)
        town.save()
    for name in ("Caf", "Département"):
        member_with_name(cooperation, name)


def noted(words: str) -> str:
    """What is said of a cell that differs from what is noted."""
    return f"Maillage a noté « {words} » : c’est ce qui est gardé."


def remarks(run: Import) -> dict[str, str]:
    """What is said of each cell, in the order of the cells."""
    every = [*run.preview["errors"], *run.preview["warnings"]]
    return {
        cell.rpartition("!")[2]: one["message"].replace("\xa0", " ")
        for one in every
        for cell in (one["cell"], *one["others"])
    }


@pytest.mark.parametrize(
    ("target", "rows", "expected"),
    [
        (
            "dispositifs",
            [
                ["Dispositif", "Nature", "Porteur", "Périmètre", "Fin", "État"],
                ["La charte", "CTG", "Bouin", "Bouin", "31/12/2027", "en vigueur"],
                ["La charte", "CRTE", "Caf", "Brolles", "31/12/2028", "remplacé"],
            ],
            ["CTG", "Bouin", "Bouin", "31 décembre 2027", "en vigueur"],
        ),
        (
            "publics",
            [
                ["Public", "Communes", "Nombre", "Année", "Source"],
                ["Jeunes", "Bouin", "700", "2024", "Insee"],
                ["Jeunes", "Brolles", "800", "2025", "Caf"],
            ],
            ["Bouin", "700", "2024", "Insee"],
        ),
        (
            "facilities",
            [
                ["Équipement", "Commune", "Nature", "Gestionnaire", "Places", "Fin COF"],
                ["Les Lutins", "Bouin", "Multi-accueil", "Bouin", "40", "31/03/2027"],
                ["Les Lutins", "Bouin", "LAEP", "Brolles", "44", "31/03/2028"],
            ],
            ["", "crèche, multi-accueil", "Bouin", "40", "31 mars 2027"],
        ),
        (
            "echeances",
            [
                [
                    "Ce qui est dû",
                    "Échéance",
                    "Financeur",
                    "Montant en jeu",
                    "Acte d’origine",
                    "Qui doit une pièce",
                ],
                ["Données", "31/03/2027", "Caf", "1 000", "COF", "Bouin"],
                ["Données", "31/03/2027", "Département", "2 500", "Convention", "Brolles"],
            ],
            ["", "Caf", "1 000 €", "COF", "Bouin"],
        ),
        (
            "sources",
            [
                ["Aide", "Nature", "Date de clôture", "Taux", "Plafond"],
                ["DETR", "Appel à projets", "31/01/2027", "40 %", "300 000"],
                ["DETR", "Dotation", "28/02/2027", "60 %", "100 000"],
            ],
            ["appel à projets", "31 janvier 2027", "40 %", "300 000 €"],
        ),
    ],
)
def test_each_cell_that_differs_says_what_is_noted(
    access: Access, target: str, rows: list[Row], expected: list[str]
) -> None:
    head, first, second = rows
    written(access, target, [head, first])
    assert remarks(written(access, target, [head, first])) == {}

    run = written(access, target, [head, second])

    places = {f"{'BCDEFG'[at]}2": noted(words) for at, words in enumerate(expected) if words}
    assert remarks(run) == places
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 1]


def test_a_tie_that_no_record_has_is_made_on_its_page(access: Access) -> None:
    written(access, "dispositifs", [["Dispositif"], ["La CTG"]])

    run = written(access, "dispositifs", [["Dispositif", "Périmètre"], ["La CTG", "Brolles"]])

    words = "Un import n’ajoute pas cela à ce que Maillage a déjà : dites-le sur sa page."
    assert remarks(run) == {"B2": words}
    assert list(Scheme.objects.get().territories.all()) == []


def test_a_piece_and_an_agreement_enter_where_there_was_none(access: Access) -> None:
    written(access, "echeances", [["Ce qui est dû", "Échéance"], ["Données", "31/03/2027"]])
    written(access, "facilities", [["Équipement", "Commune"], ["Les Lutins", "Bouin"]])

    head: Row = ["Ce qui est dû", "Échéance", "Qui doit une pièce"]
    due = written(access, "echeances", [head, ["Données", "31/03/2027", "Brolles"]])
    head = ["Équipement", "Commune", "Gestionnaire", "Fin COF"]
    run = written(access, "facilities", [head, ["Les Lutins", "Bouin", "Brolles", "31/03/2028"]])

    lutins = Facility.objects.get()
    assert [str(one) for one in Duty.objects.earliest("pk").pieces.all()] == ["Brolles"]
    assert (str(lutins.manager), lutins.agreements.count()) == ("Brolles", 1)
    assert (remarks(due), remarks(run)) == ({}, {})
    undone(due, access.user)
    undone(run, access.user)
    assert list(Duty.objects.earliest("pk").pieces.all()) == []
    assert (Facility.objects.get().manager, lutins.agreements.count()) == (None, 0)


def test_a_source_of_another_funder_takes_nothing_of_a_row(access: Access) -> None:
    head: Row = ["Aide", "Financeur", "Date de clôture", "Taux"]
    written(access, "sources", [head, ["DETR", "Caf", "31/01/2027", ""]])

    run = written(access, "sources", [head, ["DETR", "Département", "", "25 %"]])

    other = "D’un autre financeur : rien de cette ligne n’est repris. Donnez-lui son nom."
    assert {one["message"] for one in run.preview["warnings"]} == {other, noted("Caf")}
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 1]


def test_two_rows_read_as_one_say_what_is_not_taken(access: Access) -> None:
    head: Row = ["Équipement", "Commune", "Nature", "Places", "Horaires"]
    rows: list[Row] = [
        ["Les Lutins", "Bouin", "Multi-accueil", "40", ""],
        ["Les Lutins", "Bouin", "multi-accueil", "44", "le mercredi"],
    ]

    run = written(access, "facilities", [head, *rows])

    words = "Déjà dit à la ligne 2 : lues comme une seule. Pas repris d’ici : Places « 44 »."
    assert remarks(run) == {"A3": words}
    assert Facility.objects.get().hours == "le mercredi"
