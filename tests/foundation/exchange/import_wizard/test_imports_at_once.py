"""A file dropped twice at once makes nothing twice; an undo keeps what is edited meanwhile.

On PostgreSQL two connections write together; SQLite writes one transaction at a time.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import connection
from django.db.models import Model

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.services.runs import (
    queue_import,
    run_import,
    write_import,
)
from maillage.foundation.exchange.import_wizard.services.undo import queue_undo, undo_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.models import Answer, Body, Commitment, Meeting, Presence, Seat
from tests.foundation.exchange.importing import checked, imported, undone
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_member, make_organisation
from tests.reliability.simultaneous import ON_SERVER, PATIENCE, WAITING
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.makers import make_body, make_seat

pytestmark = pytest.mark.django_db(transaction=ON_SERVER)
ROWS: list[Row] = [
    ["Structure", "Nom", "Prénom", "Fonction", "Mail"],
    ["Commune de Pornic", "GABORIT", "Inès", "DGS", "i.gaborit@pornic.example.org"],
    ["CC du Pays de Retz", "ROY", "Eve", "Présidente", "e.roy@retz.example.org"],
]
TABLES: dict[str, tuple[list[Row], tuple[type[Model], ...]]] = {
    "contacts": (ROWS, (Organisation, Person)),
    "engagements": (
        [["Structure", "Engagement", "Nature"], ["Pornic", "Prêt de salle", "locaux"]],
        (Commitment,),
    ),
    "instances": ([["Instance", "Structure"], ["Bureau", "Pornic"]], (Body, Seat)),
    "seances": (
        [["Instance", "Date", "Structure", "Présence"], ["COPIL", "12/03/2025", "Pornic", "X"]],
        (Meeting, Presence),
    ),
    "deliberations": (
        [["Structure", "Date du conseil", "Vote"], ["Pornic", "12/03/2025", "adoptée"]],
        (Answer,),
    ),
}


def at_once(works: list[Callable[[], object]]) -> None:
    """Each of these from a connection of its own; one after the other on SQLite."""
    if not ON_SERVER:
        for work in works:
            work()
        return
    with ThreadPoolExecutor(len(works)) as pool:
        for one in [pool.submit(_alone, work) for work in works]:
            one.result()


def _alone(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()


def _wait_for_one() -> None:
    """Until somebody waits for what this connection writes."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
    raise TimeoutError


def governed(access: Access) -> None:
    """A member that sits in a COPIL and is called to decide."""
    cooperation = access.cooperation
    pornic = make_organisation(workspace=cooperation.workspace, name="Commune de Pornic")
    make_member(cooperation=cooperation, organisation=pornic)
    make_seat(body=make_body(cooperation=cooperation, name="COPIL"), organisation=pornic)
    make_deliberation(decision=make_joint_decision(cooperation=cooperation), organisation=pornic)


def running(access: Access, word: str) -> Import:
    """A file of this table whose import has begun."""
    content = csv_bytes(TABLES[word][0])
    run = make_import(cooperation=access.cooperation, author=access.user, content=content)
    run.target, run.mapping, run.state = word, {}, ImportState.RUNNING
    run.save()
    return run


@pytest.mark.parametrize("word", TABLES)
def test_two_files_read_before_either_is_written_make_nothing_twice(
    access: Access, word: str
) -> None:
    governed(access)
    models = TABLES[word][1]
    before = [model._default_manager.count() for model in models]
    runs = [running(access, word) for _twice in range(2)]
    plans = [planned_import(run) for run in runs]
    for plan in plans:
        plan.figures(access.cooperation.workspace_id)

    reports = [
        write_import(run=run, planned=plan).report for run, plan in zip(runs, plans, strict=True)
    ]

    made = [model._default_manager.count() - n for model, n in zip(models, before, strict=True)]
    assert made == [1 if model is not Person else 2 for model in models]
    assert [report["entered"] for report in reports] == [True, False]


def test_the_same_file_dropped_twice_at_once_makes_nothing_twice(access: Access) -> None:
    runs = [checked(access, ROWS) for _twice in range(2)]
    for run in runs:
        queue_import(run=run)

    at_once([lambda run=run: run_import(run=run) for run in runs])  # type: ignore[misc]

    states = list(Import.objects.values_list("state", flat=True))
    assert (states, Organisation.objects.count(), Person.objects.count()) == (["done"] * 2, 2, 2)


def test_one_import_run_twice_at_once_writes_once(access: Access) -> None:
    run = checked(access, ROWS)
    queue_import(run=run)
    copies = [Import.objects.get(pk=run.pk) for _twice in range(2)]

    at_once([lambda copy=copy: run_import(run=copy) for copy in copies])  # type: ignore[misc]

    assert (Import.objects.get().state, Person.objects.count()) == ("done", 2)


def test_an_undo_asked_while_somebody_edits_keeps_what_they_edit(access: Access) -> None:
    run = imported(access, ROWS)
    assert queue_undo(run=run)
    run.refresh_from_db()

    with ThreadPoolExecutor(1) as pool:
        with journal.write(
            access.user, workspace_id=access.cooperation.workspace_id, topic="directory"
        ):
            eve = Person.objects.get(given_name="Eve")
            eve.civility = "Mme"
            eve.save()
            if ON_SERVER:
                undoing = pool.submit(
                    _alone, lambda: undo_import(run=run, author_id=access.user.pk)
                )
                _wait_for_one()
        if ON_SERVER:
            undoing.result()
        else:
            undo_import(run=run, author_id=access.user.pk)

    run = Import.objects.get()
    assert (run.state, run.report["kept"]) == ("undone", ["CC du Pays de Retz", "Eve ROY"])
    assert Person.objects.get().civility == "Mme"
    assert run.report["kept_at"][1] == f"person:{eve.pk}"


def test_an_undo_leaves_what_was_completed_then_corrected_by_hand(access: Access) -> None:
    organisation = make_organisation(
        workspace=access.cooperation.workspace, name="Commune de Pornic"
    )
    rows: list[Row] = [["Structure", "SIREN"], ["Commune de Pornic", "000 100 016"]]
    run = imported(access, rows)
    organisation.refresh_from_db()
    organisation.siren = "200043123"
    organisation.save()

    undone(run, access.user)

    organisation.refresh_from_db()
    assert (organisation.siren, run.report["restored"]) == ("200043123", 0)
