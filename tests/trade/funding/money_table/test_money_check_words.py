"""What the check of a table of money says: its gestures, its counts, its names, once each."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.uploads import check_import, queue_check
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingPlan
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.money_table.compared_plans import answered, page_of, received

pytestmark = pytest.mark.django_db

TWO_PAYERS = (
    "Opération;Maître d’ouvrage;Coût total;Financeur;Montant\n"
    "Halle;Ville Haute;90 000;CC;30 000\nPréau;Ville Basse;8 000;CC;2 000\n"
)


@pytest.fixture
def rivals(access: Access) -> None:
    """Two communities of communes, of which « CC » says neither."""
    for name in ("CC du Bois", "CC du Gué"):
        body = make_organisation(workspace=access.cooperation.workspace, name=name, kind="epci")
        make_member(cooperation=access.cooperation, organisation=body)


@pytest.mark.usefixtures("rivals")
def test_an_answer_that_alone_lets_nothing_in_is_not_asked_to(
    access: Access, officer: Client
) -> None:
    page = page_of(officer, received(access, TWO_PAYERS), "check")

    assert "Cela vaut pour deux financements, 32 000 € en tout : « Halle » et « Préau »" in page
    assert "Sans réponse, rien de cela n’entre." in page
    assert "cochez les noms à ajouter, ou corrigez une ligne, puis vérifiez" in page
    assert "répondez" not in page


@pytest.mark.usefixtures("rivals")
def test_what_stays_out_without_an_answer_is_said_again(access: Access, officer: Client) -> None:
    run = answered(officer, received(access, TWO_PAYERS), ticks=["all-structure_new"])
    page = page_of(officer, run, "run")

    assert FundingPlan.objects.count() == 2
    assert "Sans réponse, donc pas entré" in page
    assert "deux financements, 32 000 € en tout : « Halle » et « Préau »" in page


def test_a_name_that_several_words_hold_is_asked_once(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        "Opération;Maître d’ouvrage;Coût;Financeur;Montant\n"
        "Halle;CC du Lac;9 000;Fonds de concours Ville Haute;3 000\n"
        "Mare;Ville Haute;800;CC du Lac;200\n"
    )

    page = page_of(officer, received(access, text), "check")

    assert page.count("« Ville Haute » n’est pas dans l’annuaire") == 1
    assert page.index("Noms à cocher plus bas") < page.index("« Ville Haute » n’est pas dans")


def test_the_rows_under_a_title_to_correct_are_counted(
    access: Access, officer: Client, owner: Organisation
) -> None:
    text = (
        "N°;Opération;Coût (€ HT);Région\nCommune de Ville Haute;;;\n1;Halle;9 000;3 000\n"
        "2;Mare;800;200\n3;Préau;700;100\nCommune de Ville Basse;;;\n4;Toit;500;100\n"
        "5;Lavoir;900;100\n"
    )

    page = page_of(officer, received(access, text), "check")

    assert "lignes lues, rien n’entre 5" in page
    assert "lignes à corriger 2 lignes qui en dépendent 5" in page


def test_a_name_added_meanwhile_is_not_turned_down(
    access: Access, officer: Client, owner: Organisation
) -> None:
    text = "Opération;Maître d’ouvrage;Coût\nHalle;Ville Haute;9 000\nMare;Ville Basse;800\n"
    run = received(access, text)
    Import.objects.filter(pk=run.pk).update(refused=["csv!B2", "csv!B3"])
    make_organisation(workspace=access.cooperation.workspace, name="Ville Haute")
    make_member(
        cooperation=access.cooperation, organisation=Organisation.objects.get(name="Ville Haute")
    )
    run.refresh_from_db()
    queue_check(run=run)
    run = check_import(run=Import.objects.get(pk=run.pk))
    page = page_of(officer, run, "check")

    result = page_of(officer, answered(officer, run, ticks=["apart-csv!B3"]), "run")

    assert "écarté" not in page
    assert FundingPlan.objects.count() == 2
    assert "écarté" not in result


def test_all_is_no_more_offered_once_all_is_ticked(access: Access, officer: Client) -> None:
    run = received(access, TWO_PAYERS)
    assert "Tout ajouter" in page_of(officer, run, "check")

    Import.objects.filter(pk=run.pk).update(refused=["csv!B2", "csv!B3", "csv!D2"])

    assert "Tout ajouter" not in page_of(officer, run, "check")


def test_who_pays_a_sum_to_correct_is_shown_and_asked_at_once(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        "Opération;Maître d’ouvrage;Coût;Financeur;Montant demandé\n"
        f"Halle;{owner};9 000;Région Basse;vingt mille\n"
    )

    run = received(access, text)
    page = plain(page_of(officer, run, "check"))
    entered = answered(officer, run, ticks=["all-structure_new"])

    assert "Un nom absent de l’annuaire" in page
    assert "sans cela, ce qui en dépend n’entre pas" in page
    assert "Région Basse à préciser non dite demandé à corriger" in page
    assert "0 € à entrer" in page
    assert entered.state == "done"
    assert FundingPlan.objects.get().lines.exclude(kind="own").count() == 0
    assert not Organisation.objects.filter(name="Région Basse").exists()


@pytest.mark.usefixtures("rivals")
def test_an_answer_about_a_sum_to_correct_lets_nothing_in(access: Access, officer: Client) -> None:
    text = "Opération;Maître d’ouvrage;Coût;Financeur;Montant\nHalle;Ville Haute;;CC;beaucoup\n"

    page = page_of(officer, received(access, text), "check")

    assert "« CC » peut être" in page
    assert "Cela vaut pour" not in page
    assert "répondez" not in page


def test_who_pays_a_sum_to_correct_is_shown_in_a_plan_of_two_halves(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        f"Plan de financement de la halle, {owner}\n"
        "Dépenses;Montant;Recettes;Montant\n"
        "Travaux;9 000;Région Basse;vingt mille\n;;Autofinancement;3 000\n"
    )

    page = page_of(officer, received(access, text), "check")

    assert "Un nom absent de l’annuaire" in page
    assert "Région Basse à préciser non dite pressenti à corriger" in page
