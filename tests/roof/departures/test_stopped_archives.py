"""An archive comes from one instant, and a stop leaves it whole or leaves nothing of it."""

import io
import json
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.reliability.database import DatabaseFacts, OwnDatabase, own_database

PAIRS = """
import sys
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.documents.models import Attachment
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation, Person
space, author = Workspace.objects.get(), User.objects.get()

def write(first, many):
    with journal.write(author, workspace_id=space.pk, topic="people"):
        numbers = range(first, first + many)
        journal.bulk_create(Person, [
            Person(workspace=space, family_name=f"Nom{n}") for n in numbers])
        journal.bulk_create(Organisation, [
            Organisation(workspace=space, name=f"Structure {n}") for n in numbers])
"""
FILL = f"""{PAIRS}
write(0, MANY)
content = b"Entre les soussignes." * 9999
for n in range(3):
    Attachment.objects.create(cooperation=Cooperation.objects.get(), author=author,
        name=f"{{n}}.txt", visibility="members", media="text/plain", size=len(content),
        stored=store.keep([content]))
print(json.dumps({{"counts": []}}))
"""
GO_ON = f"""
import django; django.setup()
{PAIRS}
for n in range(100000):
    write(1000000 + n, 1)
    if not n:
        print("begun", flush=True)
"""
ASK = """
from maillage.foundation.cooperations.models import Access
from maillage.roof.departures.models import Archive
from maillage.roof.departures.services import ask_archive
from maillage.roof.departures.tasks import make_archive
one = ask_archive(access=Access.objects.get())
make_archive.enqueue(one.pk)
print(json.dumps({"counts": [one.pk]}))
"""
LOOK = f"""
from io import StringIO
from django.core.management import call_command
from maillage.roof.departures.models import Archive
lines = StringIO()
call_command("close_interrupted_tasks", worker_id="retz", stdout=lines)
left = Archive.objects.latest("pk")
facts = {{"text": lines.getvalue(), "states": [left.state], "sound": left.stored}}
{ASK.replace("print(json.dumps({", "print(json.dumps(facts | {")}
"""
WORKER = ("db_worker", "--batch", "--queue-name", "*", "--no-startup-delay", "--worker-id", "retz")
Outcome = tuple[str, list[str], str]
CLOSED = "1 tâches interrompues fermées"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[OwnDatabase]:
    """An installation of one officer, that real workers serve."""
    with own_database(tmp_path) as made:
        yield made


def names(database: OwnDatabase) -> list[str]:
    """The files kept among the archives, those half written included."""
    folder = database.data / "archives"
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def made(database: OwnDatabase) -> zipfile.ZipFile:
    """The archive that a worker makes when nobody stops it, opened and checked."""
    before = set(names(database))
    worker = database.start(*WORKER)
    pair = worker.communicate()
    (name,) = set(names(database)) - before
    archive = zipfile.ZipFile(database.data / "archives" / name)
    assert (worker.returncode, archive.testzip()) == (0, None), pair
    return archive


def counts(archive: zipfile.ZipFile) -> list[int]:
    """How many people and structures the data tell, then the tables."""
    value = json.loads(archive.read("donnees.json"))
    rows = [len(value[f"directory.{name}"]) for name in ("person", "organisation")]
    for name in ("personnes", "structures"):
        book = openpyxl.load_workbook(
            io.BytesIO(archive.read(f"tableaux/{name}.xlsx")), read_only=True
        )
        rows.append(sum(1 for _row in book.worksheets[0].iter_rows()) - 1)
    return rows


def test_archive_is_read_at_one_instant(database: OwnDatabase, is_long: bool) -> None:
    database.run_python(FILL.replace("MANY", "3000" if is_long else "600"))
    database.run_python(ASK)
    others = database.start_python(GO_ON)
    assert others.stdout
    assert others.stdout.readline() == "begun\n"

    archive = made(database)

    others.kill()
    others.communicate()
    numbers = counts(archive)
    assert (len(set(numbers)), numbers[0] > 600) == (1, True), numbers


def killed(database: OwnDatabase, number: int, delay: float) -> None:
    """A worker killed this long after it began to write the archive of this number."""
    worker = database.start(*WORKER)
    while not any(f"{number}-" in name for name in names(database)):
        assert worker.poll() is None, worker.communicate()
        time.sleep(0.01)
    time.sleep(delay)
    worker.kill()
    worker.communicate()


def outcome(database: OwnDatabase, number: int, left: DatabaseFacts) -> Outcome:
    """What an archive became: its state, its files, what the start said."""
    parts = [name for name in names(database) if f"{number}-" in name]
    return left["states"][0], parts, left["text"].strip()


def test_kill_9_archive_leaves_it_whole_or_nothing(database: OwnDatabase, is_long: bool) -> None:
    many, instants = (3_000, 20) if is_long else (600, 2)
    database.run_python(FILL.replace("MANY", str(many)))
    (number,) = database.run_python(ASK)["counts"]
    begun = time.monotonic()
    made(database)
    lasted = time.monotonic() - begun
    (number,) = database.run_python(LOOK)["counts"]
    chance = random.Random(5)
    outcomes = []

    for instant in range(instants):
        killed(database, number, chance.uniform(0, lasted / 3) if instant else 0.0)
        left = database.run_python(LOOK)
        whole = ("done", [left["sound"]], "")
        stopped: Outcome = ("failed", [], f"{CLOSED}, 1 archives à redemander.")
        outcomes.append(outcome(database, number, left))
        assert outcomes[-1] in (whole, stopped, ("done", [left["sound"]], f"{CLOSED}."))
        (number,) = left["counts"]

    assert outcomes[0][0] == "failed"
    assert counts(made(database)) == [many] * 4
