"""The table of operations as a file: its sheets, the sums that the file makes, who reads it."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action


@pytest.fixture(autouse=True)
def _hall(cooperation: Cooperation) -> None:
    owner = make_organisation(workspace=cooperation.workspace, name="Val d’Aubrée", kind="epci")
    plan = make_funding_plan(
        action=make_action(cooperation=cooperation, title="Halle"), owner=owner
    )
    make_cost_line(plan=plan)
    region = make_organisation(workspace=cooperation.workspace, name="Région", kind="region")
    make_funding_line(plan=plan, funder=region, state="granted", label="Halles", euros=20_000)
    make_funding_line(plan=plan, funder=region, state="requested", label="=1+1", year=2028)


def sheets(cooperation: Cooperation, sign_in: SignIn, role: str) -> dict[str, list[list[object]]]:
    url = reverse("funding:maquette", args=[cooperation.slug])
    content = sign_in(role).get(url, {"export": "xlsx"}).content
    book = load_workbook(io.BytesIO(content))
    return {
        one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in book.worksheets
    }


def test_each_year_has_its_sheet_and_the_file_makes_its_sums(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    read = sheets(cooperation, sign_in, "officer")

    head = ["Axe", "Opération", "Section", "Maître d’ouvrage"]
    line = ["Sans axe", "Halle", "Investissement", "Val d’Aubrée"]
    assert list(read) == ["Pluriannuelle", "2027", "2028", "Versements", "Lisez-moi"]
    assert read["Pluriannuelle"] == [
        [*head, "Coût", "Région", "Total des financeurs", "Il manque"],
        [*line, 100_000, 60_000, "=SUM(F2:F2)", 40_000],
        ["Total", None, None, None, *(f"=SUM({one}2:{one}2)" for one in "EFGH")],
    ]
    assert read["2028"][1] == [*line, 0, 40_000, "=SUM(F2:F2)"]
    assert read["Versements"][0] == [*head, "Région", "Total des financeurs"]


def test_a_partner_takes_away_what_it_reads(cooperation: Cooperation, sign_in: SignIn) -> None:
    read = sheets(cooperation, sign_in, "partner")

    assert list(read) == ["Pluriannuelle", "2027", "Versements", "Lisez-moi"]
    assert read["Pluriannuelle"][1][4:] == [100_000, 20_000, "=SUM(F2:F2)", 80_000]


def test_the_other_formats_hold_the_same(cooperation: Cooperation, sign_in: SignIn) -> None:
    url = reverse("funding:maquette", args=[cooperation.slug])
    client = sign_in("officer")

    lines = client.get(url, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    ods = client.get(url, {"export": "ods"}).content

    assert [line.split(";")[4:] for line in lines] == [
        [
            *("Année", "Financeur", "Au titre de", "État", "Coût", "Pressenti", "Demandé"),
            *("Accordé", "Versé", "Retenu"),
        ],
        ["2027", "", "", "", "100000,0", "", "", "", "", ""],
        ["2027", "Région", "Halles", "accordé", "", "", "", "20000,0", "", "20000,0"],
        ["2028", "Région", "'=1+1", "demandé", "", "", "40000,0", "", "", "40000,0"],
    ]
    assert ods[30:38] == b"mimetype"
