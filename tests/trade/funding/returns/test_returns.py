"""What funders ask back: the figures of the plan, what lacks is said, each role its part."""

import io
import re
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.writing.kinds import IncompletePaperError
from maillage.foundation.documents.writing.letters import write_paper
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.returns.kinds import returns
from maillage.trade.funding.returns.papers import return_papers
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import page_at
from tests.trade.funding.funding_sources.makers import make_funding_source
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.plan.makers import make_action, make_post

EVERYBODY = ("officer", "team", "elected", "partner", "observer")
Rows = list[list[object]]
page_of = page_at("funding:account")


def body(place: Cooperation, name: str, kind: str, siret: str = "") -> Organisation:
    one = make_organisation(workspace=place.workspace, name=name, kind=kind)
    Organisation.objects.filter(pk=one.pk).update(siret=siret)
    return one


@pytest.fixture
def hall(cooperation: Cooperation) -> FundingPlan:
    """A hall that the State and Europe pay with its owner; Europe's answer is awaited."""
    owner = body(cooperation, "Val d’Aubrée", "epci", "21000000000017")
    action = make_action(cooperation=cooperation, title="Halle")
    plan = make_funding_plan(action=action, owner=owner)
    make_cost_line(plan=plan, label="Gros œuvre", euros=80_000)
    make_cost_line(plan=plan, label="Études", euros=20_000, year=2028)
    state = body(cooperation, "Préfecture", "state")
    granted = make_funding_line(plan=plan, funder=state, euros=None, label="DETR 2026")
    make_line_step(line=granted, kind="granted", euros=30_000, act_number="Arrêté 12")
    region = body(cooperation, "Région", "region")
    make_funding_line(
        plan=plan, funder=region, label="FEADER", euros=40_000, state="requested", year=2028
    )
    make_funding_line(plan=plan, funder=owner, kind="own", label="", is_remainder=True, euros=None)
    return plan


def book(client: Client, cooperation: Cooperation, **choice: str | int) -> dict[str, Rows]:
    content = client.get(page_of(cooperation), {**choice, "export": "xlsx"}).content
    return {
        one.title: [list(row) for row in one.iter_rows(values_only=True)]
        for one in load_workbook(io.BytesIO(content)).worksheets
    }


def test_the_form_of_the_detr_holds_the_plan_and_says_what_lacks(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan
) -> None:
    read = book(sign_in("officer"), cooperation, retour="detr", plan=hall.pk)

    assert list(read) == ["Opération", "Dépenses", "Financeurs"]
    assert [row[3] for row in read["Dépenses"]] == ["Montant HT", 80_000, 20_000, "=SUM(D2:D3)"]
    assert read["Financeurs"][1:] == [
        ["Préfecture", "DETR 2026", "acquis", 100_000, 30, 30_000, "Arrêté 12"],
        ["Région", "FEADER", "sollicité", 100_000, 40, 40_000, None],
        ["Val d’Aubrée", "autofinancement", "prévu", 100_000, 30, 30_000, None],
        ["Total", None, None, None, None, "=SUM(F2:F4)", None],
    ]


def test_the_form_of_the_detr_says_only_what_is_asked_and_granted(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan
) -> None:
    hall.lines.filter(kind="own").delete()
    make_line_step(line=hall.lines.get(label="FEADER"), kind="granted", euros=10_000)
    make_line_step(line=hall.lines.get(label="FEADER"), kind="requested", euros=10_000)
    region = hall.lines.get(label="FEADER").funder
    make_funding_line(plan=hall, funder=region, label="FEADER", euros=5_000, state="requested")
    make_funding_line(plan=hall, funder=region, label="Fonds vert", euros=1_000)

    read = book(sign_in("officer"), cooperation, retour="detr", plan=hall.pk)

    rows = [[plain(str(cell or "")) for cell in row] for row in read["Financeurs"][2:-1]]
    assert [(row[0], row[2], row[5], row[6]) for row in rows] == [
        ("Région", "acquis pour 10 000 €", "15000", "accordé le 6 octobre 2026"),
        ("Région", "à solliciter", "1000", ""),
        ("Reste à trouver", "", "54000", ""),
    ]


def test_the_form_of_leader_gives_each_sum_its_column(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan
) -> None:
    caf = body(cooperation, "Caf", "social")
    make_funding_line(plan=hall, funder=caf, label="Aide", euros=5_000)
    sure = make_funding_line(plan=hall, funder=caf, label="Aide", euros=1_000, year=2028)
    FundingLine.objects.filter(pk=sure.pk).update(status="public")

    read = book(sign_in("officer"), cooperation, retour="leader", plan=hall.pk)

    assert [row[2:] for row in read["Ressources"][1:]] == [
        [30_000, None, None, None, 30_000, "public"],
        [None, None, 40_000, None, 40_000, "public"],
        [None, 24_000, None, None, 24_000, "public"],
        [None, None, None, None, 5_000, "à vérifier"],
        [1_000, None, None, None, 1_000, "public"],
        ["=SUM(C2:C6)", "=SUM(D2:D6)", "=SUM(E2:E6)", "=SUM(F2:F6)", "=SUM(G2:G6)", None],
    ]
    assert [row[1] for row in read["À compléter"][1:]] == ["Gros œuvre", "Études", "Caf"]


@pytest.mark.parametrize(
    ("label", "kind"), [("FEADER", ""), ("(FEADER, mesure 7)", ""), ("Halles", "european")]
)
def test_both_tables_of_the_state_add_up_to_the_plans(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan, label: str, kind: str
) -> None:
    source = make_funding_source(cooperation=cooperation, kind=kind) if kind else None
    hall.lines.filter(label="FEADER").update(label=label, source=source)
    hall.lines.filter(label="DETR 2026").update(label="DETR/contrat")

    read = book(sign_in("officer"), cooperation, retour="crte", annee=2027)

    of_year = dict(zip(*read["Annuelle 2027"][:2], strict=True))
    of_all = dict(zip(*read["Pluriannuelle"][:2], strict=True))
    assert (of_year["Coût"], of_year["État, DETR"], of_year["Europe"]) == (80_000, 30_000, None)
    assert (of_all["Coût"], of_all["Total des financeurs"], of_all["Il manque"]) == (
        *(100_000, "=SUM(H2:P2)"),
        None,
    )
    assert (of_all["Europe"], of_all["Autofinancement"]) == (40_000, 30_000)
    assert [row[2] for row in read["À compléter"][1:]] == [
        "Reliez l’opération à un axe du plan d’actions."
    ] * 2


def test_the_budget_by_accounts_asks_for_those_that_nothing_gives(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan, label="Salaires", section="operating", euros=30_000)
    make_cost_line(plan=plan, label="Repas", section="operating", euros=4_000)
    make_cost_line(plan=plan, label="Fournitures", section="operating", euros=1_000)
    CostLine.objects.filter(label="Salaires").update(kind="staff")
    CostLine.objects.filter(label="Fournitures").update(account="60")
    make_funding_line(plan=plan, section="operating", state="granted", euros=35_000)

    read = book(sign_in("officer"), cooperation, retour="association", plan=plan.pk, annee=2027)

    assert [row for row in read["Charges 2027"] if row[2]] == [
        ["Compte", "Charges", "Montant"],
        ["60", "Achats", 1_000],
        ["64", "Charges de personnel", 30_000],
        [None, "Repas", 4_000],
        ["Total", None, "=SUM(C2:C13)"],
    ]
    assert [row for row in read["Produits 2027"] if row[2]][1] == [
        *("74", "Subventions d’exploitation", 35_000)
    ]
    assert read["À compléter"][1:] == [
        ["Charges 2027", "Repas", "Choisissez son compte, de 60 à 68."]
    ]


def test_open_data_follow_the_rules_of_their_columns(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan
) -> None:
    granted = hall.lines.get(label="DETR 2026")
    make_line_step(line=granted, kind="paid", euros=30_000, on=date(2026, 11, 20))
    Organisation.objects.filter(name="Préfecture").update(siret="13000000000019")
    later = make_funding_line(
        plan=hall, funder=granted.funder, euros=None, label="DETR 2026", year=2028
    )
    make_line_step(line=later, kind="granted", euros=5_000, on=date(2026, 11, 2))

    text = sign_in("officer").get(page_of(cooperation), {"retour": "scdl", "export": "csv"}).content

    head, *rows = [line.split(";") for line in text.decode("utf-8-sig").splitlines()]
    read = [dict(zip(head, row, strict=True)) for row in rows]
    assert [one.head for one in returns()[-2].parts[0].columns] == head
    assert [(one["montant"], one["objet"], one["dateConvention"]) for one in read] == [
        ("30000.00", "Halle", "2026-10-06"),
        ("5000.00", "Halle", "2026-11-02"),
    ]
    one = read[0]
    shapes = {
        "idAttribuant": r"\d{14}",
        "idBeneficiaire": r"\d{14}",
        "dateConvention": r"\d{4}-\d\d-\d\d",
        "datesPeriodeVersement": r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?",
        "nature": r"aide en (numéraire|nature)",
        "conditionsVersement": "unique|échelonné",
        "pourcentageSubvention": r"[01]\.\d\d",
    }
    assert [key for key, shape in shapes.items() if not re.fullmatch(shape, one[key])] == []


def test_the_annex_of_a_fonds_holds_what_the_law_computes(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    owner = body(cooperation, "Val d’Aubrée", "epci")
    plan = make_funding_plan(action=make_action(cooperation=cooperation), owner=owner)
    make_cost_line(plan=plan, euros=300_000)
    commune = body(cooperation, "Aubry", "commune")
    make_funding_line(plan=plan, state="granted", euros=120_000)
    make_funding_line(
        plan=plan, funder=commune, kind="fonds_de_concours", euros=80_000, label="Fonds"
    )
    make_funding_line(plan=plan, funder=owner, kind="own", label="", is_remainder=True, euros=None)
    make_funding_line(plan=plan, funder=commune, kind="fonds_de_concours", section="operating")

    read = book(sign_in("officer"), cooperation, retour="fonds", plan=plan.pk)

    assert read["Calcul du maximum"][1] == [
        *(str(plan), 300_000, 120_000, 80_000, 100_000, 90_000, "respecté")
    ]
    assert [row[2] for row in read["À compléter"][1:]] == [
        "Reliez le fonds à la décision des deux conseils."
    ]


@pytest.mark.usefixtures("hall")
def test_the_page_says_before_the_file_what_each_row_lacks(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    read = plain(sign_in("officer").get(page_of(cooperation), {"retour": "scdl"}).text)
    left_out = read.split("Vides, dans le fichier seulement : ")[1].split(".")[0]

    assert "Une ligne ; trois renseignements manquent ou ne conviennent pas." in read
    assert "Notez le SIRET de qui attribue." in read
    assert left_out.startswith("idAttribuant ; conditionsVersement ; datesPeriodeVersement")
    assert "dites vous-même, ligne par ligne, si l’aide est notifiée" in read


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_team_accounts_for_money_and_officers_alone_for_posts(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan, role: str
) -> None:
    post = make_funding_plan(post=make_post(cooperation=cooperation))
    make_cost_line(plan=post, section="operating", euros=41_237)
    client, page = sign_in(role), page_of(cooperation)
    choice: tuple[dict[str, str | int], ...] = (
        {"retour": "detr", "plan": hall.pk},
        {"retour": "caf", "annee": 2027},
        {"retour": "association", "plan": post.pk, "annee": 2027},
    )

    codes = [client.get(page, {**one, "export": "xlsx"}).status_code for one in choice]
    shown = "41 237" in plain(client.get(page, choice[1]).text)

    reads = {"officer": [200, 200, 404], "team": [200, 404, 404]}
    assert (codes, shown) == (reads.get(role, [403, 403, 403]), role == "officer")


def test_the_table_of_a_caf_leaves_the_other_funds_out(
    cooperation: Cooperation, sign_in: SignIn, hall: FundingPlan
) -> None:
    for name, euros in (("Caf des Ouzes", 9_000), ("MSA de la Plaine", 4_000)):
        make_funding_line(plan=hall, funder=body(cooperation, name, "social"), euros=euros)

    read = book(sign_in("officer"), cooperation, retour="caf", annee=2027)

    assert read["Actions 2027"][1] == [
        *("Halle", "Val d’Aubrée", "2027-2028", 100_000, 9_000, 74_000, 17_000)
    ]
    year_zero = {"retour": "caf", "annee": "0000"}
    assert sign_in("officer").get(page_of(cooperation), year_zero).status_code == 200


def test_a_return_is_written_and_its_attestation_only_while_nothing_is_begun(
    cooperation: Cooperation, hall: FundingPlan
) -> None:
    access = make_access(cooperation=cooperation)
    paper = {one.word: one for one in return_papers()}

    values = paper["return_detr"].gather(access, hall.pk)
    signed = paper["detr_not_begun"].gather(access, hall.pk)
    observed = paper["return_detr"].gather(
        make_access(cooperation=cooperation, role="partner"), hall.pk
    )
    FundingPlan.objects.filter(pk=hall.pk).update(begun_on=date(2026, 3, 2))
    with pytest.raises(IncompletePaperError, match="commencée depuis le 2"):
        paper["detr_not_begun"].gather(access, hall.pk)

    assert observed is None
    assert signed is not None
    assert (signed["intitule"], signed["commencement"]) == ("Halle", "")
    assert values is not None
    payers = [one for one in values["financeurs"] if isinstance(one, dict)]
    assert [plain(one["montant"]) for one in payers] == ["30 000 €", "40 000 €", "30 000 €"]
    assert plain(str(values["total_montant_ht"])) == "100 000 €"
    for word in ("return_detr", "return_leader"):
        assert write_paper(access, word, hall.pk, "docx") is not None
