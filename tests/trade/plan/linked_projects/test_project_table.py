"""A list of projects comes in, goes out in the same columns, and then asks nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.plan.models import Exchange, Project, ProjectStage
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.holdings import member_elsewhere, member_with_name
from tests.trade.context.test_small_lists import cells, read, written

ROWS: list[Row] = [
    [
        *("Projet", "Porteur de projet", "Maturité", "Coût total", "Subvention sollicitée"),
        *("Dernier échange", "Prochaine étape", "Échéance"),
        *("Étape du dossier", "Date de l’étape"),
    ],
    [
        *("Ouvrir le lavoir", "Brolles", "en étude", "80 000 €", "40000"),
        *("12/08/2026", "Voter le plan de financement", "09/02/2027"),
        *("Complet", "03/09/2026"),
    ],
    [
        *("Une ferme ouverte", "Gaec des Saules", "on verra", "", "", "", "", ""),
        *("au comité", "03/09/2026"),
    ],
    ["Une halle", "Brolles", "prêt", "10", "20", "", "", ""],
    ["Ouvrir le lavoir", "Brolles", "", "", "", "", "", ""],
    ["Sans porteur", "", "", "", "", "", "", ""],
]


@pytest.fixture
def _brolles(cooperation: Cooperation) -> None:
    """A holder that the directory has."""
    member_with_name(cooperation, "Brolles")


@pytest.mark.usefixtures("_brolles")
def test_projects_come_in(access: Access) -> None:
    run = written(access, "projets", ROWS)

    fields = "title", "holder__name", "holder_name", "phase", "cost_cents", "next_step", "next_on"
    assert list(Project.objects.order_by("pk").values_list(*fields)) == [
        (
            *("Ouvrir le lavoir", "Brolles", "", "study", 8_000_000),
            *("Voter le plan de financement", date(2027, 2, 9)),
        ),
        ("Une ferme ouverte", None, "Gaec des Saules", "idea", None, "", None),
        ("Une halle", "Brolles", "", "ready", 1000, "", None),
    ]
    assert list(Exchange.objects.values_list("project__title", "on", "means")) == [
        ("Ouvrir le lavoir", date(2026, 8, 12), "")
    ]
    assert list(ProjectStage.objects.values_list("project__title", "stage", "on")) == [
        ("Ouvrir le lavoir", "complet", date(2026, 9, 3))
    ]
    assert [one["message"] for one in run.preview["errors"]] == [
        "L’aide demandée dépasse le coût : vérifiez les deux.",
        "Dites qui porte ce projet.",
    ]
    assert cells(run, "warnings") == ["B3", "C3", "I3", "A5"]


@pytest.mark.usefixtures("_brolles")
def test_a_row_written_twice_is_taken_once_and_one_that_differs_is_asked(access: Access) -> None:
    head: Row = ["Projet", "Porteur de projet", "Coût total", "Lieu-dit"]
    halle: Row = ["Une halle", "Brolles", "10", "Le Bourg"]
    other: Row = ["Une halle", "Brolles", "10", "La Lande"]

    run = written(access, "projets", [head, halle, [*halle], other])

    assert [one["message"] for one in run.preview["warnings"] if one["cell"].endswith("A3")] == [
        "Les lignes 2 et 3 sont identiques : une seule est prise."
    ]
    assert [one["message"] for one in run.preview["errors"]] == [
        "Déjà dit à la ligne 2 : gardez l’une des deux, ou donnez-leur deux noms."
    ]
    assert Project.objects.count() == 1


@pytest.mark.usefixtures("_brolles")
def test_what_went_out_comes_back_and_asks_nothing(officer: Client, access: Access) -> None:
    written(access, "projets", ROWS)
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau=projets&format=csv").content
    run = read(access, "projets", file)

    assert cells(run) == []
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 3]


@pytest.mark.usefixtures("_brolles")
def test_a_cost_under_the_aid_that_is_noted_is_left_out(access: Access) -> None:
    head: Row = ["Projet", "Porteur de projet", "Coût total", "Subvention sollicitée"]
    written(access, "projets", [head, ["Une halle", "Brolles", "", "40000"]])

    run = written(access, "projets", [head, ["Une halle", "Brolles", "30000", ""]])

    assert (run.state, cells(run), Project.objects.get().cost_cents) == ("done", ["C2"], None)


@pytest.mark.parametrize("header", ["Aide LEADER sollicitée", "Subvention FNADT demandée (€)"])
def test_an_aid_of_any_name_and_the_day_at_the_right_of_what_comes_next(
    access: Access, header: str
) -> None:
    rows: list[Row] = [
        ["Projet", "Porteur", "Coût total", header, "Prochaine étape", "Date"],
        ["Une halle", "Commune de Brolles", "80 000 €", "40 000 €", "comité", "03/12/2026"],
        ["Un verger", "Commune de Brolles", "9000", "à préciser", "visite", "mars 2027"],
    ]
    run = written(access, "projets", rows)

    values = Project.objects.order_by("pk").values_list("aid_cents", "next_step", "next_on")
    assert list(values) == [
        (4_000_000, "comité", date(2026, 12, 3)),
        (None, "visite", date(2027, 3, 1)),
    ]
    assert "D3" in cells(run, "warnings")


def test_a_rate_a_year_or_two_aids_are_no_aid_that_is_asked(access: Access) -> None:
    rows: list[Row] = [
        [
            *("Projet", "Porteur", "Taux d’aide LEADER sollicitée", "Année d’aide demandée"),
            *("Aide Pays sollicitée", "Aide LEADER sollicitée", "Date"),
        ],
        ["Une halle", "Commune de Brolles", "40", "2026", "100", "200", "03/12/2026"],
    ]
    written(access, "projets", rows)

    assert list(Project.objects.values_list("aid_cents", "next_on")) == [(None, None)]


def test_a_short_word_is_the_member_never_another_cooperation(access: Access) -> None:
    member_elsewhere(access.cooperation, "Caf de la Maine-Aubrée", "Caf")
    member_elsewhere(access.cooperation, "Mission locale de la Maine-Aubrée", "ML")
    member_with_name(access.cooperation, "Caf des Hautes-Ouzes")
    rows: list[Row] = [["Projet", "Porteur"], ["Studio", "Caf"], ["Écoute", "ML"]]

    run = written(access, "projets", rows)

    fields = "title", "holder__name", "holder_name"
    assert list(Project.objects.order_by("pk").values_list(*fields)) == [
        ("Studio", "Caf des Hautes-Ouzes", ""),
        ("Écoute", None, "ML"),
    ]
    assert [one["message"] for one in run.preview["warnings"]] == [
        "« ML » n’est pas de cette coopération : son nom est gardé tel quel."
    ]


@pytest.mark.usefixtures("_brolles")
def test_what_is_noted_of_a_project_stays_and_its_first_exchange_enters(access: Access) -> None:
    head: Row = ["Projet", "Porteur de projet", "Maturité", "Coût total", "Dernier échange"]
    written(access, "projets", [head, ["Une halle", "Brolles", "idée", "10 000", ""]])

    other: Row = ["Une halle", "Brolles", "en étude", "12 000", "12/08/2026"]
    run = written(access, "projets", [head, other])

    assert {one["message"] for one in run.preview["warnings"]} == {
        "Maillage a noté « idée » : c’est ce qui est gardé.",
        "Maillage a noté « 10\xa0000\xa0€ » : c’est ce qui est gardé.",
    }
    assert Exchange.objects.get().on == date(2026, 8, 12)
    last: Row = ["Une halle", "Brolles", "", "", "20/08/2026"]
    run = written(access, "projets", [head, last])
    assert [one["message"] for one in run.preview["warnings"]] == [
        "Maillage a noté « 12\xa0août 2026 » : c’est ce qui est gardé."
    ]
