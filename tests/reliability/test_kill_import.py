"""kill −9 (import): all or nothing at any instant; two imports at once make no duplicates."""

import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage.foundation.exchange.import_wizard.services.uploads import CHECK_INTERRUPTED
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.reliability.database import DatabaseFacts, OwnDatabase, own_database

_LOOK = """
from io import StringIO
from django.core.management import call_command
from django.db import connection
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from maillage.foundation.journal.models import LogEntry
cursor, lines = connection.cursor(), StringIO()
cursor.execute("PRAGMA integrity_check" if connection.vendor == "sqlite" else "SELECT 'ok'")
sound = cursor.fetchone()[0]
counts = [m.objects.count() for m in (Organisation, Person, Mandate, Contact)]
entries = LogEntry.objects.filter(change__topic="imports").count()
states = sorted(set(Import.objects.values_list("state", flat=True)))
call_command("close_interrupted_tasks", stdout=lines)
if {empty}:
    for model in (Contact, Mandate, Person, Organisation, Import, LogEntry, LogEntry):
        model.objects.all().delete()
print(json.dumps({"counts": counts, "entries": entries, "states": states, "sound": sound,
    "text": lines.getvalue()}))
"""


def look(database: OwnDatabase, *, empty: bool) -> DatabaseFacts:
    """What stands in the database, which is then emptied or not."""
    return database.run_python(_LOOK.replace("{empty}", str(empty)))


def contacts(rows: int) -> list[Row]:
    """A file of so many people, in a quarter as many structures."""
    head: list[Row] = [["Structure", "Nom", "Prénom", "Fonction", "Mail"]]
    return head + [
        [f"Association {n // 4}", f"NOM{n}", "Inès", "Coordinatrice", f"n{n}@retz.example.org"]
        for n in range(rows)
    ]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[OwnDatabase]:
    """A database that the killed processes share, with one officer."""
    with own_database(tmp_path) as made:
        yield made


def started(database: OwnDatabase, file: Path) -> subprocess.Popen[str]:
    """The import of this file, running beside the tests."""
    return database.start("import_spreadsheet", str(file), "--cooperation", "retz")


def test_kill_9_import_is_all_or_nothing(
    database: OwnDatabase, tmp_path: Path, is_long: bool
) -> None:
    rows, instants = (10_000, 40) if is_long else (400, 3)
    file = tmp_path / "contacts.csv"
    file.write_bytes(csv_bytes(contacts(rows)))
    begun = time.monotonic()
    whole = started(database, file)
    whole.communicate()
    lasted = time.monotonic() - begun
    full = look(database, empty=True)
    everything = [rows // 4, rows, rows, rows]
    assert (full["counts"], full["states"], full["sound"]) == (everything, ["done"], "ok")
    chance = random.Random(7)

    for _instant in range(instants):
        process = started(database, file)
        time.sleep(lasted * chance.uniform(0.5, 1.0))
        process.kill()
        process.communicate()
        left = look(database, empty=True)
        assert (left["counts"], left["entries"]) in (
            ([0, 0, 0, 0], 0),
            (everything, full["entries"]),
        )
        assert left["sound"] == "ok"
        assert ("1 imports à relancer" in left["text"]) == ("running" in left["states"])


_READ = """
from pathlib import Path
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.import_wizard.services.uploads import check_import, queue_check
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.targets.targets import target_by_word
run = receive_file(author=User.objects.get(), cooperation=Cooperation.objects.get(),
    target=target_by_word("contacts"), name="contacts.csv", content=Path("{file}").read_bytes())
queue_check(run=run)
print("queued", flush=True)
check_import(run=Import.objects.get(pk=run.pk))
"""
_DRAFT = """
from io import StringIO
from django.core.management import call_command
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
call_command("close_interrupted_tasks", stdout=StringIO())
run = Import.objects.latest("pk")
print(json.dumps({"counts": [planned_import(run).rows_read], "entries": len(run.preview),
    "states": [run.state], "sound": "", "text": run.failure}))
"""


def test_kill_9_reading_leaves_the_draft_and_says_so(
    database: OwnDatabase, tmp_path: Path, is_long: bool
) -> None:
    rows, instants = (10_000, 20) if is_long else (5_000, 2)
    file = tmp_path / "contacts.csv"
    file.write_bytes(csv_bytes(contacts(rows)))
    reading = _READ.replace("{file}", str(file))
    chance = random.Random(11)
    outcomes: list[tuple[list[str], str]] = []

    for _instant in range(instants):
        process = database.start("shell", "--no-imports", "-c", reading)
        assert process.stdout
        assert process.stdout.readline() == "queued\n"
        time.sleep(chance.uniform(0.1, 0.3))
        process.kill()
        process.communicate()
        left = database.run_python(_DRAFT)
        assert left["counts"] == [rows]
        outcomes.append((left["states"], left["text"]))
    stopped = (["columns"], CHECK_INTERRUPTED)
    assert stopped in outcomes
    assert [one for one in outcomes if one not in (stopped, (["check"], ""))] == []


def test_two_imports_at_once_make_no_duplicates(database: OwnDatabase, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_bytes(csv_bytes(contacts(200)))

    both = [started(database, file) for _ in range(2)]
    pairs = [process.communicate() for process in both]

    left = look(database, empty=False)
    assert [process.returncode for process in both] == [0, 0], pairs
    assert (left["counts"], left["states"]) == ([50, 200, 200, 200], ["done"])


_PLAN = """
from maillage.foundation.journal.models import LogEntry
from maillage.trade.plan.models import Action, FicheText, Objective, Share
print(json.dumps({"counts": [m.objects.count() for m in (Action, Share, Objective, FicheText)],
    "entries": LogEntry.objects.filter(change__topic="imports").count(),
    "states": [], "sound": "", "text": ""}))
"""


def plan(rows: int) -> list[Row]:
    """A plan of so many actions, under one objective for fifty of them, each with its pilot."""
    head: list[Row] = [["Axe", "Objectif", "N°", "Action", "Pilote", "Fin", "Freins"]]
    return head + [
        [f"Axe {n // 500}", f"Objectif {n // 50}", n + 1, f"Action {n}", "Caf", "2027", "Le budget"]
        for n in range(rows)
    ]


def test_kill_9_of_a_plan_is_all_or_nothing(tmp_path: Path, is_long: bool) -> None:
    rows, instants = (2_000, 12) if is_long else (300, 2)
    file = tmp_path / "plan.csv"
    file.write_bytes(csv_bytes(plan(rows)))
    chance, lasted, ends = random.Random(3), 0.0, list[DatabaseFacts]()

    for instant in range(instants + 1):
        with own_database(tmp_path / f"{instant}") as database:
            begun = time.monotonic()
            command = ("import_spreadsheet", str(file), "--as", "plan", "--cooperation", "retz")
            process = database.start(*command)
            if ends:
                time.sleep(lasted * chance.uniform(0.5, 1.0))
                process.kill()
            process.communicate()
            lasted = lasted or time.monotonic() - begun
            ends.append(database.run_python(_PLAN))

    axes, aims = -(-rows // 500), -(-rows // 50)
    assert ends[0]["counts"] == [rows, 0, axes + aims, 2 * rows]
    nothing = ends[0] | {"counts": [0, 0, 0, 0], "entries": 0}
    assert [one for one in ends if one not in (ends[0], nothing)] == []
