"""An import is all or nothing, told, alone in its workspace, and taken back."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard import tasks
from maillage.foundation.exchange.import_wizard.services.first_reading import read_heavy_file
from maillage.foundation.exchange.import_wizard.services.runs import (
    INTERRUPTED,
    check_again,
    close_interrupted_imports,
    queue_import,
    run_import,
)
from maillage.foundation.exchange.import_wizard.services.undo import queue_undo, undo_import
from maillage.foundation.exchange.import_wizard.services.uploads import (
    KEPT_FOR,
    check_import,
    drop_import,
    purge_files,
    queue_check,
)
from maillage.foundation.exchange.models import Import, ImportFile
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from maillage.roof.departures.tasks import make_archive
from maillage.roof.upkeep.tasks import make_daily_backup
from tests.foundation.exchange.importing import checked, imported, undone
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.trade.dialogue.makers import make_note
from tests.trade.governance.makers import make_agenda_item, make_body, make_holder, make_seat

ROWS: list[Row] = [
    ["Structure", "Nom", "Prénom", "Fonction", "Mail"],
    ["Commune de Pornic", "GABORIT", "Inès", "DGS", "i.gaborit@pornic.example.org"],
    ["CC du Pays de Retz", "ROY", "Eve", "Présidente", "e.roy@retz.example.org"],
]

_TOO_LONG = (
    "Ce fichier demande plus de 0 minutes de lecture : il n’est pas importé. Gardez les lignes et "
    "les colonnes utiles, ou coupez-le en plusieurs, puis déposez-le à nouveau."
)

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int, int, int]:
    return (
        Organisation.objects.count(), Person.objects.count(), Mandate.objects.count(),
        Contact.objects.count(),
    )  # fmt: skip


def _as_holder(person: Person) -> object:
    return make_holder(seat=make_seat(body=make_body()), person=person)


def _as_speaker(person: Person) -> object:
    return make_agenda_item(person=person)


def _in_a_note(person: Person) -> object:
    return make_note(person=person)


def _address_of_undo(access: Access, run: Import) -> str:
    return reverse("exchange:import_wizard_undo", args=[access.cooperation.slug, run.pk])


def test_import_writes_everything_and_forgets_the_file(access: Access) -> None:
    run = imported(access, ROWS)

    assert (run.state, counts()) == (ImportState.DONE, (2, 2, 2, 2))
    assert [(f["label"], f["number"]) for f in run.report["figures"]][:3] == [
        ("structures créées", 2), ("personnes créées", 2), ("mandats et sièges créés", 2),
    ]  # fmt: skip
    assert not ImportFile.objects.exists()


def test_import_asked_twice_runs_once(access: Access) -> None:
    run = checked(access, ROWS)

    assert [queue_import(run=run), queue_import(run=run)] == [True, False]
    run_import(run=run)
    run_import(run=Import.objects.get(pk=run.pk))
    assert counts() == (2, 2, 2, 2)


def test_same_file_again_creates_nothing(access: Access) -> None:
    imported(access, ROWS)
    imported(access, ROWS)

    assert counts() == (2, 2, 2, 2)


def test_import_that_fails_writes_nothing_and_can_be_taken_up_again(access: Access) -> None:
    run = checked(access, ROWS)
    ImportFile.objects.filter(import_run=run).update(content=b"PK\x03\x04")
    queue_import(run=run)

    run_import(run=run)

    assert (run.state, counts()) == (ImportState.FAILED, (0, 0, 0, 0))
    assert run.failure.startswith("Ce fichier est abîmé")
    assert check_again(run=run).state == ImportState.CHECK


def test_undo_removes_what_the_import_created(access: Access) -> None:
    run = imported(access, ROWS)

    undone(run, access.user)

    assert (run.state, counts()) == (ImportState.UNDONE, (0, 0, 0, 0))
    assert (run.report["removed"], run.report["kept"]) == (6, [])


def test_undo_keeps_and_lists_what_changed_since(access: Access) -> None:
    run = imported(access, ROWS)
    eve = Person.objects.get(given_name="Eve")
    eve.civility = "Mme"
    eve.save()

    undone(run, access.user)

    assert run.report["kept"] == ["CC du Pays de Retz", "Eve ROY"]
    assert counts() == (1, 1, 1, 1)


def test_undo_keeps_what_others_point_to(access: Access) -> None:
    run = imported(access, ROWS)
    pornic = Organisation.objects.get(name="Commune de Pornic")
    make_mandate(person=make_person(workspace=pornic.workspace), organisation=pornic)

    undone(run, access.user)

    assert "Commune de Pornic" in run.report["kept"]
    assert Organisation.objects.filter(pk=pornic.pk).exists()


@pytest.mark.parametrize("use", [_as_holder, _as_speaker, _in_a_note])
def test_undo_keeps_and_lists_who_is_used(
    access: Access, officer: Client, use: Callable[[Person], object]
) -> None:
    run = imported(access, ROWS)
    use(Person.objects.get(given_name="Eve"))

    page = officer.get(_address_of_undo(access, run)).content.decode()
    unspaced = page.replace("\xa0", " ")
    undone(run, access.user)

    names = ["CC du Pays de Retz", "Eve ROY"]
    assert (run.state, run.report["kept"]) == (ImportState.UNDONE, names)
    assert (run.report["removed"], counts()[1:]) == (3, (1, 1, 1))
    assert "Seront retirés : 1 structure, 1 personne et 1 mandat." in unspaced
    assert "Deux fiches modifiées ou utilisées depuis restent" in page


def test_undo_of_a_file_that_wrote_nothing_ends(access: Access) -> None:
    imported(access, ROWS)
    again = imported(access, ROWS)

    undone(again, access.user)

    assert (again.state, again.report["removed"]) == (ImportState.UNDONE, 0)
    assert counts() == (2, 2, 2, 2)


def test_undo_that_fails_says_so_and_may_be_asked_again(access: Access) -> None:
    run = imported(access, ROWS)
    queue_undo(run=run)
    run.refresh_from_db()
    Import.objects.filter(pk=run.pk).update(target="")
    run.target = "unknown"

    with pytest.raises(KeyError):
        undo_import(run=run, author_id=access.user.pk)

    run.refresh_from_db()
    assert (run.state, counts()) == (ImportState.DONE, (2, 2, 2, 2))
    assert run.failure.startswith("L’annulation s’est arrêtée sur une erreur.")


def test_undo_empties_again_what_the_import_completed(access: Access) -> None:
    organisation = make_organisation(
        workspace=access.cooperation.workspace, name="Commune de Pornic"
    )
    rows: list[Row] = [["Structure", "SIREN"], ["Commune de Pornic", "000 100 016"], ["CC A", ""]]
    run = imported(access, rows)
    organisation.refresh_from_db()
    assert organisation.siren == "000100016"

    undone(run, access.user)

    organisation.refresh_from_db()
    assert (organisation.siren, run.report["restored"]) == ("", 1)


def test_undo_is_offered_for_seven_days(access: Access) -> None:
    run = imported(access, ROWS)
    assert run.can_be_undone(timezone.now())

    Import.objects.update(finished_at=timezone.now() - 4 * KEPT_FOR)
    run.refresh_from_db()

    assert not queue_undo(run=run)


def test_interrupted_import_is_reported_at_the_next_start(access: Access) -> None:
    run = checked(access, ROWS)
    Import.objects.filter(pk=run.pk).update(state=ImportState.RUNNING)

    call_command("close_interrupted_tasks", worker_id="w")

    run.refresh_from_db()
    assert (run.state, run.failure) == (ImportState.FAILED, INTERRUPTED)
    assert close_interrupted_imports() == 0


@pytest.mark.parametrize("state", [ImportState.CHECK, ImportState.READING])
def test_files_left_aside_are_removed_after_two_days(access: Access, state: ImportState) -> None:
    old, recent = checked(access, ROWS), checked(access, ROWS)
    long_ago = timezone.now() - KEPT_FOR * 2
    Import.objects.filter(pk=old.pk).update(created_at=long_ago, state=state)

    assert purge_files() == 1
    assert list(Import.objects.all()) == [recent]


def test_dropped_file_leaves_no_trace(access: Access) -> None:
    drop_import(run=checked(access, ROWS))

    assert (Import.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_done_import_is_not_dropped(access: Access) -> None:
    run = imported(access, ROWS)

    drop_import(run=run)

    assert Import.objects.get() == run


def test_organisation_of_another_workspace_is_never_matched(access: Access) -> None:
    elsewhere = make_organisation(name="Commune de Pornic")
    assert elsewhere.workspace_id != access.cooperation.workspace_id

    imported(access, ROWS)

    names = Organisation.objects.filter(workspace=access.cooperation.workspace_id)
    assert sorted(names.values_list("name", flat=True)) == [
        "CC du Pays de Retz", "Commune de Pornic",
    ]  # fmt: skip


def test_a_file_that_takes_too_long_to_check_says_so(access: Access, settings: Settings) -> None:
    run = checked(access, ROWS)
    settings.IMPORT_MINUTES = 0
    assert queue_check(run=run)
    run.refresh_from_db()

    check_import(run=run)

    run.refresh_from_db()
    assert (run.state, run.failure) == (ImportState.COLUMNS, _TOO_LONG)


def test_a_file_that_takes_too_long_to_import_says_so(access: Access, settings: Settings) -> None:
    run = checked(access, ROWS)
    settings.IMPORT_MINUTES = 0
    queue_import(run=run)

    run_import(run=run)

    run.refresh_from_db()
    assert (run.state, run.failure, counts()) == (ImportState.FAILED, _TOO_LONG, (0, 0, 0, 0))


def test_a_heavy_file_that_takes_too_long_to_read_says_so(
    access: Access, settings: Settings
) -> None:
    run = checked(access, ROWS)
    settings.IMPORT_MINUTES = 0
    run.state = ImportState.READING

    read_heavy_file(run=run)

    run.refresh_from_db()
    assert (run.state, run.failure) == (ImportState.FAILED, _TOO_LONG)


def test_a_worker_that_starts_again_leaves_the_imports_of_another(access: Access) -> None:
    ours, theirs = checked(access, ROWS), checked(access, ROWS)
    Import.objects.update(state=ImportState.RUNNING)
    for run, worker in ((ours, "retz"), (theirs, "vaux")):
        DBTaskResult.objects.create(
            task_path=tasks.import_file.module_path,
            args_kwargs={"args": [run.pk], "kwargs": {}},
            status="RUNNING",
            backend_name="default",
            queue_name=tasks.QUEUE,
            worker_ids=[worker],
        )

    call_command("close_interrupted_tasks", worker_id="retz")

    states = dict(Import.objects.values_list("pk", "state"))
    assert states == {ours.pk: ImportState.FAILED, theirs.pk: ImportState.RUNNING}


def test_imports_wait_in_a_queue_of_their_own(access: Access) -> None:
    run = checked(access, ROWS)
    for task in (tasks.read_file, tasks.check_file, tasks.import_file):
        task.enqueue(run.pk)
    tasks.remove_import.enqueue(run.pk, access.user.pk)
    make_archive.enqueue(0)
    make_daily_backup.enqueue(0)

    waiting = Counter(DBTaskResult.objects.ready().values_list("queue_name", flat=True))
    assert waiting == {"imports": 4, "default": 2}
