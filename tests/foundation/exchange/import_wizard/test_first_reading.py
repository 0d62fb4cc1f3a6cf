"""A heavy file is read in the background: no page waits for it, and nothing of it is lost."""

import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.services.first_reading import (
    INTERRUPTED,
    read_heavy_file,
)
from maillage.foundation.exchange.import_wizard.services.runs import close_interrupted_imports
from maillage.foundation.exchange.models import Import, ImportFile
from maillage.foundation.exchange.reading.limits import MAX_FILE_BYTES
from maillage.ground.directory.models import Person
from tests.foundation.exchange.import_wizard.wizard_pages import start
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, bare_xlsx, csv_bytes
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db
PEOPLE = 2_600
HEADER: Row = ["Structure", "Nom", "Prénom", "Observations"]
ROWS: list[Row] = [HEADER]
ROWS += [["Commune de Pornic", f"ROY {number}", "Eve", "x" * 390] for number in range(PEOPLE)]
HEAVY = csv_bytes(ROWS)
LARGEST = b"Structure;Nom;Observations\n" + b"CC A;ROY;" + b"mairie " * (MAX_FILE_BYTES // 7 - 9)


@pytest.fixture
def _later(settings: object) -> None:
    """Tasks wait for the background."""
    settings.TASKS = {  # type: ignore[attr-defined]  # pytest-django's wrapper
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
    }


def sent(client: Client, access: Access, content: bytes) -> str:
    answer = client.post(start(access), {"file": SimpleUploadedFile("c.csv", content)})
    return str(answer["Location"])


@pytest.mark.usefixtures("_later")
def test_heavy_file_is_followed_then_its_columns_are_chosen(
    officer: Client, access: Access
) -> None:
    page = sent(officer, access, HEAVY)
    run = Import.objects.get()
    waits = officer.get(page).text

    read_heavy_file(run=run)
    polled = officer.get(page, headers={"HX-Request": "true"})
    columns = officer.get(polled["HX-Redirect"], follow=True).text.replace("\xa0", " ")

    assert page == f"{start(access)}{run.pk}/"
    assert "La lecture commence dès que le travail de fond est libre" in waits
    assert "Votre fichier est long : seules ses premières lignes sont lues ici." in columns
    assert "<b>Eve ROY 0</b>" in columns
    assert run.mapping == {}


def test_heavy_file_is_imported_whole(officer: Client, access: Access, settings: object) -> None:
    settings.TASKS = AT_ONCE  # type: ignore[attr-defined]  # pytest-django's wrapper
    place = sent(officer, access, HEAVY)

    chosen = {"A": "organisation_name", "B": "family_name:1", "C": "given_name:1"}
    columns = {f"column-0-{letters}": field for letters, field in chosen.items()}
    officer.post(f"{place}colonnes/", {"sheet": "csv", **columns})
    officer.post(f"{place}verifier/", {"step": "import"})

    assert (Import.objects.get().state, Person.objects.count()) == (ImportState.DONE, PEOPLE)


@pytest.mark.usefixtures("_later")
def test_largest_file_is_left_to_the_background(officer: Client, access: Access) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    sent(officer, access, LARGEST)

    run = Import.objects.get()
    assert (run.state, run.mapping) == (ImportState.READING, {})
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    # The client that sends the file is in the same process, with as many copies as the page;
    # PostgreSQL is sent the bytes as text, twice as long, inside the text of the request.
    most = 160 if connection.vendor == "sqlite" else 260
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < most


def test_heavy_file_that_cannot_be_read_says_why(officer: Client, access: Access) -> None:
    broken = bare_xlsx(b"<worksheet><sheetData>" + b"<row/>" * 200_000)
    run = make_import(cooperation=access.cooperation, content=broken)
    assert run.state == ImportState.READING

    read_heavy_file(run=run)
    page = officer.get(f"{start(access)}{run.pk}/").text

    assert "Ce classeur est abîmé." in page
    assert "Revenir à la vérification" not in page
    assert (run.state, ImportFile.objects.count()) == (ImportState.FAILED, 0)


def test_interrupted_first_reading_asks_for_the_file_again(access: Access) -> None:
    waiting, stopped = (
        make_import(cooperation=access.cooperation, content=HEAVY) for _twice in range(2)
    )
    Import.objects.filter(pk=stopped.pk).update(step="opening")

    assert close_interrupted_imports() == 1

    stopped.refresh_from_db()
    assert (stopped.state, stopped.failure) == (ImportState.FAILED, INTERRUPTED)
    assert list(ImportFile.objects.values_list("import_run", flat=True)) == [waiting.pk]


def test_first_reading_asked_twice_is_done_once(access: Access) -> None:
    run = make_import(cooperation=access.cooperation, content=HEAVY)
    read_heavy_file(run=run)
    Import.objects.filter(pk=run.pk).update(mapping={})

    read_heavy_file(run=Import.objects.get(pk=run.pk))

    assert Import.objects.get().mapping == {}
