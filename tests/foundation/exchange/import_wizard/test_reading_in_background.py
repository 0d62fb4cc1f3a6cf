"""A file that is read in the background: followed, interrupted, started again."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.forms import columns_sent
from maillage.foundation.exchange.import_wizard.services.runs import close_interrupted_imports
from maillage.foundation.exchange.import_wizard.services.uploads import (
    CHECK_INTERRUPTED,
    check_import,
    planned_import,
    queue_check,
)
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.import_wizard.wizard_pages import ROWS, chosen, start, text
from tests.foundation.exchange.importing import checked
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


def test_progress_is_polled_by_htmx_and_by_reloading(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    Import.objects.update(state=ImportState.RUNNING, step="reading", done=1, total=2)
    url = f"{start(access)}{run.pk}/"

    whole = text(officer.get(url))
    part = text(officer.get(url, headers={"HX-Request": "true"}))

    assert "Lecture du fichier." in whole
    assert 'value="1" max="2"></progress> 1 ligne sur 2' in whole
    assert 'hx-get="' in part
    assert "<html" not in part
    assert "Voir où en est l’import" in part


def test_reading_waits_in_the_background_and_is_followed(
    officer: Client, access: Access, settings: object
) -> None:
    settings.TASKS = {  # type: ignore[attr-defined]  # pytest-django's wrapper
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
    }
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    sent = chosen({"A": "organisation_name", "B": "family_name:1", "C": "given_name:1"})
    url = f"{start(access)}{run.pk}/"

    check = officer.post(f"{url}colonnes/", sent)["Location"]
    waits = text(officer.get(check, follow=True))
    check_import(run=Import.objects.get(pk=run.pk))
    polled = officer.get(url, headers={"HX-Request": "true"})

    assert "La lecture commence dès que le travail de fond est libre" in waits
    assert "Voir où en est la lecture" in waits
    assert polled["HX-Redirect"] == check
    assert "lignes lues" in text(officer.get(check))


def test_interrupted_reading_keeps_the_choices_and_starts_again(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [["Structure", "Zzz", "Prénom"], ["CC A", "ROY", "Eve"]]
    run = make_import(cooperation=access.cooperation, content=csv_bytes(rows))
    sent = columns_sent(
        QueryDict(urlencode({"sheet": "csv", "column-0-B": "family_name:1", "remember": "on"}))
    )
    queue_check(run=run, sent=sent)
    Import.objects.filter(pk=run.pk).update(step="reading")

    close_interrupted_imports()
    url = f"{start(access)}{run.pk}/colonnes/"
    page = text(officer.get(url))
    again = officer.post(url, chosen({"B": "family_name:1"}))

    assert CHECK_INTERRUPTED in page.replace("\xa0", " ")
    assert "Relancer la lecture" in page
    assert 'value="family_name:1" selected' in page
    run.refresh_from_db()
    assert (again["Location"], run.state, run.failure) == (
        f"{start(access)}{run.pk}/verifier/", ImportState.CHECK, "",
    )  # fmt: skip


def test_reading_that_still_waits_keeps_its_turn(access: Access) -> None:
    run = make_import(cooperation=access.cooperation)
    queue_check(run=run)

    assert close_interrupted_imports() == 0
    assert [queue_check(run=run), Import.objects.get().state] == [False, ImportState.CHECKING]


def test_rows_are_reported_while_the_file_is_read(access: Access) -> None:
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    pairs: list[tuple[int, int]] = []

    planned = planned_import(run, lambda done, total: pairs.append((done, total)))
    planned.duplicates(
        access.cooperation.workspace_id, lambda done, rows: pairs.append((done, rows))
    )

    assert pairs == [(1, 2), (2, 2), (0, 2), (1, 2), (2, 2)]


def test_import_under_way_is_not_changed(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    Import.objects.update(state=ImportState.RUNNING)

    for step in ("colonnes/", "verifier/"):
        page = officer.post(f"{start(access)}{run.pk}/{step}", {"step": "import"})
        assert page["Location"] == f"{start(access)}{run.pk}/"
    officer.post(f"{start(access)}{run.pk}/abandonner/")
    assert Import.objects.filter(pk=run.pk).exists()
