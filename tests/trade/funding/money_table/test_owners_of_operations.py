"""Whose an operation is: said once, in a title, nowhere, or otherwise than its plan says."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingLine, FundingPlan
from tests.ground.directory.makers import make_member, make_organisation
from tests.trade.funding.money_table.compared_plans import answered, options, page_of, received

pytestmark = pytest.mark.django_db

LONG = (
    "Opération;Coût;Financeur;Montant demandé;Année\nPôle vélo;100 000;CC du Lac;60 000;2027\n"
    "Pôle vélo;;CC du Lac;40 000;2028\nLavoir;9 000;CC du Lac;9 000;2027\n"
)


@pytest.mark.parametrize("members", [1, 8])
def test_whose_an_operation_is_that_no_line_says_is_chosen_once(
    access: Access, officer: Client, owner: Organisation, members: int
) -> None:
    place = access.cooperation.workspace
    towns = [make_organisation(workspace=place, name=f"Ville {n}") for n in range(1, members)]
    for one in (owner, *towns):
        make_member(cooperation=access.cooperation, organisation=one)
    run = received(access, LONG)

    page = page_of(officer, run, "check")
    assert "Une question avant d’importer" in page
    assert "Sans réponse, ces opérations n’entrent pas." in page
    assert "lignes lues, rien n’entre" in page
    assert [words for words in ("à corriger", "Corrigez", "vérification") if words in page] == []
    assert "à trancher : 100 000 €" in page
    assert options(run)[0][0] == (
        "Le fichier ne le dit pas pour « Pôle vélo » et « Lavoir » : la réponse vaut pour toutes."
    )

    answered(officer, run, ["CC du Lac"])

    plans = FundingPlan.objects.order_by("pk")
    assert [(one.label, one.owner) for one in plans] == [("Pôle vélo", owner), ("Lavoir", owner)]


def test_an_owner_that_a_cell_lacks_is_chosen_for_its_operation(
    access: Access, officer: Client, owner: Organisation
) -> None:
    town = make_organisation(workspace=access.cooperation.workspace, name="Ville du Bas")
    for one in (owner, town):
        make_member(cooperation=access.cooperation, organisation=one)
    text = "Opération;Maître d’ouvrage;Coût;CC du Lac\nHalle;;120;30\nPréau;;80;8\n"
    run = received(access, text)

    page = page_of(officer, run, "check")
    first, second = run.preview["alternatives"]
    answers = {first["choices"][0][0]: first["choices"][0][0]}
    answers[second["choices"][0][0]] = second["choices"][1][0]
    data = {f"choice-{key}": answer for key, answer in answers.items()}
    officer.post(
        reverse("exchange:import_wizard_check", args=[access.cooperation.slug, run.pk]),
        {**data, "step": "import"},
    )
    run_import(run=Import.objects.get(pk=run.pk))

    sentences = [f"Le fichier ne le dit pas pour « {name} »." for name in ("Halle", "Préau")]
    assert [words for words, _choices in options(run)] == sentences
    assert [words for words in ("à corriger", "Laisser vide") if words in page] == []
    plans = FundingPlan.objects.order_by("pk")
    assert [(one.label, one.owner) for one in plans] == [("Halle", owner), ("Préau", town)]


def test_an_owner_that_is_unknown_is_not_to_be_left_blank(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Maître d’ouvrage;Coût (k€);Région\nHalle;Ville Haute;90;\nPréau;;80;9\n"

    page = page_of(officer, received(access, text), "check")

    assert "« Ville Haute » n’est pas dans l’annuaire : ajoutez ce nom, ou corrigez." in page
    assert "cochez le nom à ajouter, ou répondez à « Qui est maître" in page
    assert "Laisser vide" not in page


def test_the_owner_of_a_plan_stays_and_the_file_that_says_another_is_told(
    access: Access, officer: Client, hedges: FundingPlan
) -> None:
    text = f"Opération;Maître d’ouvrage;Coût;Région\n{hedges};Ville du Bas;42 000;21 000\n"
    run = received(access, text)
    pages = [page_of(officer, run, "check")]
    Import.objects.filter(pk=run.pk).update(state="columns")
    pages.append(page_of(officer, run, "columns"))

    for page in pages:
        assert (
            f"« {hedges} » : le fichier dit « Ville du Bas », le plan garde la CC du Lac." in page
        )
    assert "À lire avant d’importer" in pages[0]
    assert "suggestion" not in pages[0]
    assert "Sans réponse de votre part" not in pages[0]
    (one,) = planned_import(run).becomes("csv", 2)
    assert one.lines[0] == "CC du Lac"


def test_a_word_may_be_an_owner_whom_the_file_names_and_is_asked_once(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="CC des Bois", kind="epci")
    text = (
        "Opération;Maître d’ouvrage;Coût;Fonds de concours CC;Autofinancement\n"
        "Salle;CC du Lac;90 000;5 000;85 000\nPiscine;CC de Louvance;80 000;;80 000\n"
    )

    run = received(access, text)
    added = "CC de Louvance, à ajouter à l’annuaire"
    remarks = [one for one in planned_import(run).problems if "nom entier" in one.message]
    assert (remarks, [labels for _words, labels in options(run)]) == (
        [],
        [[added, "CC des Bois", "CC du Lac"]],
    )

    answered(officer, run, [added])

    line = FundingLine.objects.get(kind="fonds_de_concours")
    assert (str(line.funder), line.counted_cents) == ("CC de Louvance", 500_000)


def test_the_owner_that_a_title_names_is_the_first_answer(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        "Communauté de communes des Landelles – Programme 2026-2028;;\n\n"
        "Opération;Coût;Autofinancement\nHalle;90 000;90 000\n"
    )

    run = received(access, text)
    added = "Communauté de communes des Landelles, à ajouter à l’annuaire"
    assert [labels for _words, labels in options(run)] == [[added, "CC du Lac"]]

    answered(officer, run, [added])

    assert str(FundingPlan.objects.get().owner) == "Communauté de communes des Landelles"
