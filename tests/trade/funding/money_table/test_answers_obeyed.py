"""What the officer answers is what is written, nothing else, and it is taken back whole."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.undo import undo_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingLine, FundingPlan, LineStep
from tests.foundation.exchange.importing import check
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.funding.money_table.compared_plans import (
    answered,
    everything,
    options,
    page_of,
    received,
)
from tests.trade.funding.money_table.test_plans_there import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(access: Access) -> Organisation:
    """The only department."""
    place = access.cooperation.workspace
    return make_organisation(workspace=place, name="Département du Lac", kind="departement")


@pytest.fixture
def voted(access: Access, owner: Organisation) -> FundingPlan:
    """A hall of 250 000 €, of which its owner voted 6 000 € then 30 000 €."""
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, year=2027, euros=250_000)
    for year, euros in ((2026, 6_000), (2027, 30_000)):
        line = make_funding_line(
            plan=plan, funder=owner, kind="own", label="", year=year, euros=None
        )
        make_line_step(line=line, kind="granted", euros=euros, on=date(2026, 7, 6))
    return plan


def sent(client: Client, run: Import, step: str, data: dict[str, str]) -> Import:
    """The import once this form is sent, and its lines checked again."""
    client.post(
        reverse(f"exchange:import_wizard_{step}", args=[run.cooperation.slug, run.pk]), data
    )
    run = Import.objects.get(pk=run.pk)
    return check(run)


def taken_back(client: Client, access: Access, run: Import) -> str:
    """What the page of an import says once it is taken back from its own page."""
    slug, number = access.cooperation.slug, run.pk
    client.post(reverse("exchange:import_wizard_undo", args=[slug, number]))
    undo_import(run=Import.objects.get(pk=number), author_id=access.user_id)
    return plain(client.get(reverse("exchange:import_wizard_run", args=[slug, number])).text)


@pytest.mark.usefixtures("hedges", "department")
def test_a_grant_added_and_a_plan_opened_are_taken_back(access: Access, officer: Client) -> None:
    before = everything()
    text = (
        "Opération;Maître d’ouvrage;Année;Département;Autofinancement\n"
        "Haies;CC du Lac;2027;3 000;\nLavoir;CC du Lac;2027;8 000;12 000\n"
    )

    run = answered(officer, received(access, text), ["Ajouter ce financement"])
    page = taken_back(officer, access, run)

    assert (Import.objects.get().state, everything()) == (ImportState.UNDONE, before)
    assert "s’est arrêtée" not in page


@pytest.mark.usefixtures("hedges", "department")
def test_a_file_that_corrects_adds_and_opens_is_taken_back(access: Access, officer: Client) -> None:
    before, bodies = everything(), Organisation.objects.count()
    text = (
        "Opération;Maître d’ouvrage;Année;Coût;Région;Département;Autofinancement\n"
        "Haies;CC du Lac;2027;50 000;15 000;3 000;\n"
        "Lavoir;CC du Lac;2027;20 000;8 000;;12 000\n"
        "Four;Commune de Bief;2027;9 000;4 000;;5 000\n"
    )

    run = received(access, text)
    words = ["Ajouter les 8 000 €", "Corriger", "Ajouter ce financement"]
    run = answered(officer, run, words, ["apart-csv!B4"])
    opened = FundingPlan.objects.count()
    page = taken_back(officer, access, run)

    assert (opened, Import.objects.get().state) == (3, ImportState.UNDONE)
    assert (everything(), Organisation.objects.count()) == (before, bodies)
    assert "s’est arrêtée" not in page


def test_a_column_of_money_that_is_left_out_stays_out(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    text = (
        "Opération;Maître d’ouvrage;Coût;DETR;Région;Autofinancement\n"
        f"Halle;{owner};100 000;20 000;30 000;50 000\n"
    )
    run = received(access, text)
    chosen = {"A": "action_title", "B": "pilot_organisation", "C": "cost_total", "E": "funder"}
    choices = {**chosen, "D": "ignored", "F": "ignored"}

    data = {f"column-0-{letters}": field for letters, field in choices.items()}
    run = sent(officer, run, "columns", {"sheet": "csv", **data})
    page = reverse("exchange:import_wizard_columns", args=[run.cooperation.slug, run.pk])
    selects = re.findall(r"<select.*?</select>", officer.get(page).text, re.DOTALL)
    answered(officer, run)

    left = [one for one in selects if re.search(r'value="ignored"[^>]* selected', one)]
    assert [re.findall(r'name="column-0-(.)"', one) for one in left] == [["D"], ["F"]]
    assert [one.funder for one in FundingLine.objects.all()] == [region]


def test_a_vote_is_never_replaced_by_a_sum_whose_state_is_not_said(
    access: Access, officer: Client, voted: FundingPlan
) -> None:
    before = everything()
    text = "Opération;Année;Coût;Région;Autofinancement\nHalle;2027;250 000;;{own}\n"

    run = received(access, text.format(own="100 000"))
    whole = received(access, text.format(own="250 000"))
    page = page_of(officer, run, "check")
    run = answered(officer, run, ["Noter 70 000 € pressentis de plus"])

    assert "Autofinancement : accordé 30 000 € en 2027 dans le plan, pressenti 100 000 €" in page
    assert options(whole)[0] == (
        "Autofinancement : 36 000 € en deux lignes dans le plan, pressenti 250 000 € en 2027 dans "
        "le fichier.",
        [
            "Garder le plan",
            "Noter 214 000 € pressentis de plus, en 2027, sans toucher à ce qui est là",
        ],
    )
    assert lines(voted) == [
        ("CC du Lac", 2026, "granted", 6_000),
        ("CC du Lac", 2027, "granted", 30_000),
        ("CC du Lac", 2027, "expected", 70_000),
    ]
    assert FundingLine.objects.get(state="expected").label == "Autofinancement, complément"
    assert not LineStep.objects.filter(replaced_at__isnull=False).exists()
    assert received(access, text.format(own="100 000")).preview["alternatives"] == []
    taken_back(officer, access, run)
    assert everything() == before


@pytest.mark.parametrize(
    ("day", "answers"),
    [
        ("", []),
        ("02/03/2026", []),
        ("02/09/2026", ["Garder le plan", "Noter un nouvel accord : accordé 40 000 € le 2 sept"]),
    ],
)
def test_what_was_voted_is_voted_again_only_on_a_day_that_the_file_gives(
    access: Access, voted: FundingPlan, day: str, answers: list[str]
) -> None:
    text = "Opération;Année;Financeur;Montant;Statut;Accordé le\nHalle;2027;{who};40 000;accordé;"

    run = received(access, text.format(who="Autofinancement") + f"{day}\n")

    given = [label for _key, label in run.preview["alternatives"][0]["choices"]]
    assert len(given) == len(answers)
    assert all(plain(one).startswith(words) for one, words in zip(given, answers, strict=True))


@pytest.mark.usefixtures("hedges", "department")
def test_the_page_says_what_a_plan_will_have(access: Access, officer: Client) -> None:
    text = "Opération;Année;Coût;Région;Département\nHaies;2027;42 000;15 000;3 000\n"

    run = received(access, text)
    page = page_of(officer, run, "check")
    keys = [one["choices"][1][0] for one in run.preview["alternatives"]]
    firsts = [one["choices"][0][0] for one in run.preview["alternatives"]]
    given = {f"choice-{first}": key for first, key in zip(firsts, keys, strict=True)}
    run = sent(officer, run, "check", {**given, "step": "check"})
    after = page_of(officer, run, "check")

    assert "Ajouter ce financement de 3 000 € (plan : 45 000 € pour 42 000 €" in page
    assert "Si tout s’ajoute, plan : 60 000 € pour 42 000 € de dépenses." in page
    assert "Avec vos réponses, plan : 48 000 € pour 42 000 € de dépenses." in after
