"""Operations of one title, costs of one name: nothing of them is lost, each is where it is due."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import CostLine, FundingLine, FundingPlan
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_funding_plan
from tests.trade.funding.money_table.compared_plans import YEAR, answered, everything, received
from tests.trade.plan.makers import make_action, make_post, make_share

pytestmark = pytest.mark.django_db
HEAD = "Opération;Maître d’ouvrage;Coût;Financeur;Montant accordé;Année\n"
COSTS = "Opération;Maître d’ouvrage;Poste de dépense;Coût;Année\n"
FAIRS = f"Fête;CC du Lac;4 000;Région;1 000;{YEAR}\nFête;Bourg;5 000;Région;2 000;{YEAR}\n"


@pytest.fixture
def town(access: Access, owner: Organisation) -> Organisation:
    """Another owner than that of every plan; both are members."""
    place = access.cooperation
    body = make_organisation(workspace=place.workspace, name="Bourg")
    for one in (owner, body):
        make_member(cooperation=place, organisation=one)
    return body


def imported(client: Client, access: Access, text: str) -> Import:
    """The import of a table, each question that it asks answered by its first answer."""
    run = received(access, text)
    answers = [one["choices"][0][0] for one in run.preview["alternatives"]]
    address = reverse("exchange:import_wizard_check", args=[run.cooperation.slug, run.pk])
    data = {f"choice-{answer}": answer for answer in answers}
    client.post(address, {**data, "step": "import"})
    return run_import(run=Import.objects.get(pk=run.pk))


def plans() -> list[tuple[str, str, int, list[int]]]:
    """The name, the owner, the cost and the lines of each plan, in euros."""
    return [
        (
            str(plan),
            str(plan.owner),
            sum(one.amount_cents for one in plan.costs.all()) // 100,
            [line.counted_cents // 100 for line in plan.lines.all()],
        )
        for plan in FundingPlan.objects.order_by("pk")
    ]


def warnings(access: Access, text: str) -> list[tuple[str, str]]:
    """The cell and the sentence of what has to be looked at in this table."""
    problems = planned_import(received(access, text)).problems
    return [(one.cell, one.message) for one in problems if one.severity is Severity.WARNING]


def test_one_title_of_two_owners_is_two_plans_which_the_file_finds_again(
    access: Access, officer: Client, town: Organisation, region: Organisation
) -> None:
    words = "Plusieurs maîtres d’ouvrage ont une opération de ce titre"
    remarks = warnings(access, HEAD + FAIRS)
    imported(officer, access, HEAD + FAIRS)

    assert [cell for cell, text in remarks if text.startswith(words)] == ["csv!A2", "csv!A3"]
    assert plans() == [
        ("Fête, CC du Lac", "CC du Lac", 4_000, [1_000]),
        ("Fête, Bourg", "Bourg", 5_000, [2_000]),
    ]

    before = everything()
    imported(officer, access, HEAD + FAIRS)
    imported(officer, access, HEAD + FAIRS.split("\n", 1)[1])
    assert everything() == before


def test_the_plan_that_is_there_is_its_owners(
    access: Access, officer: Client, town: Organisation, region: Organisation
) -> None:
    make_funding_plan(cooperation=access.cooperation, label="Fête", owner=town)

    imported(officer, access, HEAD + FAIRS)

    assert plans() == [
        ("Fête", "Bourg", 5_000, [2_000]),
        ("Fête, CC du Lac", "CC du Lac", 4_000, [1_000]),
    ]


def test_an_action_is_that_of_its_pilot(
    access: Access, officer: Client, town: Organisation, region: Organisation
) -> None:
    action = make_action(cooperation=access.cooperation, title="Fête")
    make_share(action=action, organisation=town, role="pilot")

    imported(officer, access, HEAD + FAIRS)

    assert {plan.owner: plan.action for plan in FundingPlan.objects.all()} == {
        town: action,
        FundingPlan.objects.get(label="Fête, CC du Lac").owner: None,
    }


def test_two_words_for_one_owner_are_one_plan(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)

    imported(officer, access, HEAD + FAIRS.replace("Bourg;5 000", "cc du lac;5 000"))

    assert plans() == [("Fête", "CC du Lac", 9_000, [3_000])]


def test_a_cost_repeated_beside_each_funder_is_taken_once(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    rows = f"Fête;CC du Lac;4 000;Région;1 000;{YEAR}\nFête;CC du Lac;4 000;Caf;500;{YEAR}\n"

    remarks = warnings(access, HEAD + rows)
    imported(officer, access, HEAD + rows)

    assert plans() == [("Fête", "CC du Lac", 4_000, [1_000, 500])]
    assert not any("montants ajoutés" in text for _cell, text in remarks)


@pytest.mark.parametrize(("second", "cost"), [("5 000", 18_000), ("10 000", 23_000)])
def test_costs_of_one_name_add_up_and_are_said(
    access: Access, officer: Client, owner: Organisation, second: str, cost: int
) -> None:
    text = (
        f"{COSTS}Vélo;CC du Lac;Personnel;10 000;{YEAR}\nVélo;CC du Lac;personnel;{second};{YEAR}\n"
        f"Vélo;CC du Lac;Loyer;3 000;{YEAR}\n"
    )

    remarks = warnings(access, text)
    imported(officer, access, text)

    assert sum(CostLine.objects.values_list("amount_cents", flat=True)) == cost * 100
    words = "Cette dépense est déjà là pour cette section et cette année : montants ajoutés."
    assert [one for one in remarks if one[0] == "csv!C3"] == [("csv!C3", words)]


def test_a_cost_that_does_not_read_is_shown_to_correct(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    text = f"{COSTS}Vélo;CC du Lac;Loyer;trois mille;{YEAR}\nVélo;CC du Lac;Eau;800;{YEAR}\n"

    run = received(access, text)

    (table,) = [one for one in run.preview["tables"] if one["rows"]]
    assert [(row[0], plain(row[-1])) for row in table["rows"]] == [
        ("Eau", "800 €"),
        ("Loyer", "à corriger"),
    ]


def test_what_waits_for_another_row_is_said_again_once_imported(
    access: Access, officer: Client, owner: Organisation, town: Organisation
) -> None:
    make_post(cooperation=access.cooperation)
    text = (
        f"{COSTS}Vélo;CC du Lac;Coordination jeunesse;10 000;{YEAR}\n"
        f"Vélo;CC du Lac;Loyer;3 000;{YEAR}\nHalle;Bourg;Loyer;700;{YEAR}\n"
    )

    run = imported(officer, access, text)

    assert plain(run.report["left_out"]) == (
        "3 000 € attendent qu’une autre ligne de leur opération soit corrigée."
    )


def test_twin_posts_have_each_their_plan(
    access: Access, officer: Client, town: Organisation, owner: Organisation, region: Organisation
) -> None:
    posts = [
        make_post(cooperation=access.cooperation, title="Médiation", employer=one)
        for one in (owner, town)
    ]
    rows = FAIRS.replace("Fête", "Médiation")

    imported(officer, access, HEAD + rows)

    assert [plan.post for plan in FundingPlan.objects.order_by("pk")] == posts
    assert [cost for _name, _owner, cost, _lines in plans()] == [4_000, 5_000]

    before = everything()
    questions = received(access, HEAD + rows).preview["alternatives"]
    imported(officer, access, HEAD + rows)
    assert (everything() == before, questions) == (True, [])


def test_the_post_of_another_employer_is_asked_about_though_its_twin_has_a_plan(
    access: Access, officer: Client, town: Organisation, owner: Organisation, region: Organisation
) -> None:
    first, second = (
        make_post(cooperation=access.cooperation, title="Médiation", employer=one)
        for one in (owner, town)
    )
    make_funding_plan(post=first, owner=owner)

    run = received(access, f"{HEAD}Médiation;Bourg;5 000;Région;2 000;{YEAR}\n")
    (question,) = run.preview["alternatives"]
    answered(officer, run, ["C’est ce que coûte « Médiation », Bourg"])

    assert [label for _key, label in question["choices"]] == [
        "C’est ce que coûte « Médiation », Bourg : dans son plan",
        "C’est ce que coûte « Médiation », CC du Lac : dans son plan",
        "C’est une autre opération, lue par tous",
    ]
    assert "« Médiation » peut être un des deux postes « Médiation »" in question["sentence"]
    assert FundingPlan.objects.get(costs__isnull=False).post == second


def test_the_plan_of_a_post_is_its_employers_whatever_the_file_says(
    access: Access, officer: Client, town: Organisation, owner: Organisation, region: Organisation
) -> None:
    post = make_post(cooperation=access.cooperation, title="Médiation", employer=owner)

    run = received(access, f"{HEAD}Médiation;Bourg;5 000;Région;2 000;{YEAR}\n")
    answered(officer, run, ["C’est ce que coûte"])

    plan = FundingPlan.objects.get()
    assert (plan.post, plan.owner) == (post, owner)


def test_the_label_of_a_post_is_not_left_blank(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_post(cooperation=access.cooperation)

    run = received(access, f"{COSTS}Vélo;CC du Lac;Coordination jeunesse;10 000;{YEAR}\n")
    answered(officer, run, ticks=["blank-csv!C2"])

    assert not FundingPlan.objects.exists()


def test_one_title_in_capitals_is_the_same_plan(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    rows = f"Verger;CC du Lac;30 000;Région;1 000;{YEAR}\nVERGER;cc du lac;8 000;MSA;500;{YEAR}\n"
    make_organisation(workspace=access.cooperation.workspace, name="MSA")

    figures = received(access, HEAD + rows).preview["figures"]
    imported(officer, access, HEAD + rows)

    assert figures[0] == {"label": "plan à ouvrir", "number": 1, "tone": ""}
    assert plans() == [("Verger", "CC du Lac", 38_000, [1_000, 500])]


def test_a_row_written_twice_is_taken_once_and_is_said(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    row = f"Verger;CC du Lac;30 000;Région;1 000;{YEAR}\n"

    remarks = warnings(access, HEAD + row * 2)
    imported(officer, access, HEAD + row * 2)

    assert plans() == [("Verger", "CC du Lac", 30_000, [1_000])]
    words = "Les lignes 2 et 3 sont identiques : une seule est prise."
    assert ("csv!A3", words) in remarks


def test_rows_that_go_on_with_the_one_above_repeat_nothing(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    place = access.cooperation.workspace
    for name in ("Caf", "MSA"):
        make_organisation(workspace=place, name=name)
    text = (
        "Opération;Maître d’ouvrage;Année;Coût;Financeur;Montant accordé\n"
        "Verger;CC du Lac;2026;30 000;Région;1 000\n;;;;Caf;500\n"
        ";;2027;20 000;MSA;700\n;;;;Caf;500\n"
    )

    imported(officer, access, text)

    lines = FundingLine.objects.order_by("pk").values_list("funder__name", "year")
    assert [*lines] == [
        ("Région des Ormelles", 2026),
        ("Caf", 2026),
        ("MSA", 2027),
        ("Caf", 2027),
    ]
