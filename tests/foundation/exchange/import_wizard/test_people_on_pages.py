"""Files that name people: partners enter, people helped never do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import, ImportFile
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import plan_workbook
from tests.foundation.exchange.import_wizard.kinds_pages import SUBSIDIES, dropped
from tests.foundation.exchange.import_wizard.wizard_pages import columns, page_text, start
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


def test_people_of_a_column_of_structures_enter_as_people(officer: Client, access: Access) -> None:
    rows: list[Row] = [
        *SUBSIDIES,
        ["Former", "A. Lesourd (CC Trois Étangs)", "1", "10 %", "2"],
        ["Fêter", "Mme Gaboriau", "1", "10 %", "2"],
        ["Café", "Caf du Val", "1", "10 %", "2"],
        ["Livret", "MSA du Val", "1", "10 %", "2"],
    ]
    run = dropped(officer, access, rows)

    page = page_text(officer, columns(access, run))

    names = "(« CC du Val », « Caf du Val », « MSA du Val »)"
    assert f"La colonne « Financeur » nomme des structures {names} : elles peuvent" in page
    people = "« A. Lesourd (CC Trois Étangs) », « Mme Gaboriau »"
    assert f"{people} entrent comme des personnes." in page
    plan = plan_workbook(open_content(csv_bytes(rows)), {"csv": {"B": "organisation_name"}})
    assert [one.name for one in plan.organisations] == [
        "CC du Val", "CC Trois Étangs", "Caf du Val", "MSA du Val",
    ]  # fmt: skip
    homes = [(one.person, one.organisation) for one in plan.mandates]
    assert homes == [("lesourd", "trois_etangs"), ("gaboriau", None)]


def test_file_of_people_helped_is_refused_and_not_kept(officer: Client, access: Access) -> None:
    content = csv_bytes([["Nom", "Prénom", "N° CAF"], ["AUBIN", "Claire", "1234567"]])
    file = SimpleUploadedFile("suivi.csv", content)

    page = officer.post(start(access), {"file": file}).content.decode()

    assert "Fichier refusé, et rien n’en est gardé" in page.replace("\xa0", " ")
    assert "retirer ces colonnes n’y suffit pas : déposez un autre fichier." in page.replace(
        "\xa0", " "
    )
    assert (Import.objects.count(), ImportFile.objects.count()) == (0, 0)


INHABITANTS: list[Row] = [
    ["Nom", "Prénom", "Commune", "Tél."],
    ["ALLARD", "Dylan", "Arbrelles", "06 99 30 00 04"],
]


WHO = "Ces personnes sont-elles des partenaires, ou des personnes aidées ?"


def test_nothing_is_shown_before_people_are_said_to_be_partners(
    officer: Client, access: Access
) -> None:
    run = dropped(officer, access, INHABITANTS)
    officer.post(columns(access, run), {"sheet": "csv", "column-0-A": "family_name"})
    page = page_text(officer, columns(access, run))

    assert WHO in page
    assert "ALLARD" not in page

    officer.post(columns(access, run), {"people": "partners"})
    officer.post(columns(access, run), {"target": "instances"})
    page = page_text(officer, columns(access, run))

    assert WHO not in page
    assert "ALLARD" in page


def test_people_said_to_be_helped_are_forgotten(officer: Client, access: Access) -> None:
    run = dropped(officer, access, INHABITANTS)
    response = officer.post(columns(access, run), {"people": "helped"}, follow=True)

    assert "Le fichier est oublié, et rien n’en est gardé" in response.content.decode()
    assert not Import.objects.exists()
    assert not ImportFile.objects.exists()
