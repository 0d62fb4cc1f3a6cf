"""What a file completes or repeats, shown before it is imported."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation, Person
from tests.foundation.exchange.import_wizard.wizard_pages import start, text
from tests.foundation.exchange.importing import checked
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.makers import make_contact, make_organisation, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


def test_what_completes_a_sheet_surely_the_same_is_shown_and_not_asked(
    officer: Client, access: Access
) -> None:
    person = make_person(
        workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve"
    )
    make_contact(person=person, value="e.roy@retz.example.org")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail", "Tél."],
        ["CC A", "ROY", "Eve", "e.roy@retz.example.org", "01 99 00 10 01"],
    ]

    page = text(officer.get(f"{start(access)}{checked(access, rows).pk}/verifier/"))

    assert "Une fiche connue reçoit ce qui lui manque" in page
    assert "<mark>01 99 00 10 01</mark>" in page
    assert "doublon" not in page
    assert "Une structure nouvelle : regardez-la, puis importez." in page


def test_what_is_matched_and_who_is_new_is_shown_by_name(officer: Client, access: Access) -> None:
    workspace = access.cooperation.workspace
    make_organisation(workspace=workspace, name="Centre social L’Escale", kind="association")
    Organisation.objects.update(commune="Brolles")
    make_person(workspace=workspace, family_name="Roy", given_name="Eve")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom"],
        ["Centre Social l'Escale", "ROY", "Eve"],
        ["Centre Social l'Escale", "GABORIT", "Inès"],
    ]
    run = checked(access, rows)

    page = text(officer.get(f"{start(access)}{run.pk}/verifier/"))

    assert run.preview["names"] == [
        {
            "label": "Fiches déjà connues",
            "names": ("Centre social L’Escale (Brolles)", "Eve Roy"),
            "more": 0,
        },
        {"label": "Personnes nouvelles", "names": ("Inès GABORIT",), "more": 0},
    ]
    assert "<summary>Fiches déjà connues (2)</summary>" in page
    assert "<li>Centre social L’Escale (Brolles)</li><li>Eve Roy</li>" in page
    assert "<li>Inès GABORIT</li>" in page


def test_duplicate_is_merged_or_kept_apart(officer: Client, access: Access) -> None:
    make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail", "Tél."],
        ["CC A", "ROY", "Eve", "e.roy@retz.example.org", "01 99 00 10 01"],
    ]
    run = checked(access, rows)
    url = f"{start(access)}{run.pk}/verifier/"
    page = text(officer.get(url))
    assert "Un doublon probable" in page
    assert "Même nom." in page

    officer.post(url, {"duplicate-annuaire:csv!B2": "keep", "step": "import"})

    assert Person.objects.filter(family_name__iexact="roy").count() == 2
