"""What an import of plans lets in, what waits for a name, an answer or a correction."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingPlan
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_organisation
from tests.trade.funding.money_table.compared_plans import answered, page_of, received

pytestmark = pytest.mark.django_db


def test_rows_that_only_a_correction_lets_in_are_to_be_corrected(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Maître d’ouvrage;Coût (k€);Région\n;CC du Lac;120;30\n"

    page = page_of(officer, received(access, text), "check")

    assert "En quelle unité sont les montants" in page
    assert "Aucune ligne ne peut entrer ainsi : corrigez-en au moins une" in page
    assert ("répondez" in page, "Laisser vide" in page) == (False, False)


def test_nothing_is_imported_while_the_only_question_waits(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Coût total;Région\nHalle;90 000;30 000\n"

    page = page_of(officer, received(access, text), "check")

    assert "Aucune ligne ne peut entrer ainsi : répondez à la question" in page
    assert "Importer tout" not in page


LIST = (
    "Opération;Maître d’ouvrage;Coût;Financeur;Montant\n"
    "Halle;Ville Haute;90 000;Région;30 000\nHalle;Ville Haute;;Caf;20 000\n"
    "Préau;CC de l’Erve;80 000;Région;9 000\nPréau;CC de l’Erve;;Caf;\n"
)


@pytest.fixture
def other(access: Access) -> Organisation:
    """A structure of another cooperation of the workspace."""
    workspace = access.cooperation.workspace
    body = make_organisation(workspace=workspace, name="CC de l’Erve")
    make_member(cooperation=make_cooperation(workspace=workspace), organisation=body)
    return body


def test_the_rows_that_wait_for_a_name_are_counted(
    access: Access, officer: Client, owner: Organisation, other: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    page = page_of(officer, received(access, LIST), "check")

    assert "lignes lues, rien n’entre 4" in page
    assert "lignes à corriger 2 lignes qui en dépendent 2" in page
    assert (
        "Deux autres lignes, sans rien à corriger, dépendent de ce qui est à corriger ici" in page
    )
    assert "cochez les noms à ajouter ou à confirmer, ou corrigez une ligne" in page


def test_a_structure_of_another_cooperation_is_confirmed_by_its_tick(
    access: Access, officer: Client, owner: Organisation, other: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    run = received(access, LIST)

    answered(officer, run, ticks=["apart-part:csv!B4"])

    assert [str(one) for one in FundingPlan.objects.all()] == ["Préau"]
    assert FundingPlan.objects.get().owner == other


def test_identities_are_all_confirmed_and_names_all_added(
    access: Access, officer: Client, owner: Organisation, other: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    make_member(
        cooperation=Cooperation.objects.exclude(pk=access.cooperation.pk).get(),
        organisation=make_organisation(workspace=access.cooperation.workspace, name="Parc Vert"),
    )
    text = f"{LIST}Mare;Parc Vert;10 000;Région;5 000\nSource;Ville Basse;1 000;Région;500\n"

    page = page_of(officer, received(access, text), "check")

    assert (page.count("Tout confirmer"), page.count("Tout ajouter")) == (1, 1)


def test_a_plan_that_opens_without_a_line_is_named(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Maître d’ouvrage;Coût\nHalle;CC du Lac;9 000\nMare;CC du Lac;à définir\n"

    page = page_of(officer, received(access, text), "check")

    assert "« Mare » s’ouvre sans ligne." in page


def test_the_tick_of_an_owner_said_above_names_it_alone(
    access: Access, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        "Toit de la halle\nMaître d’ouvrage : Ville Haute\n"
        "Dépenses;Montant\nTravaux;9 000\nRecettes;Montant\nÉtat;4 000\n"
    )

    preview = received(access, text).preview

    ticks = [one for one in preview["warnings"] if one["raw"] == "Maître d’ouvrage : Ville Haute"]
    assert [one["suggestion"] for one in ticks] == ["Ville Haute"]
    assert [one["header"] for one in preview["errors"]] == [""]
