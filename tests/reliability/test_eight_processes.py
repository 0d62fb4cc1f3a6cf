"""8 processes, mixed writes, on the database of this run: 0 locked, 0 errors, exact counters."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.models_of_databases import ROOT
from tests.reliability.database import OwnDatabase, blank_database, own_database

PREPARE = """
from maillage.foundation.cooperations.models import Workspace
from maillage.ground.directory.models import Organisation
Organisation.objects.create(workspace=Workspace.objects.get(), name="Commune de Pornic")
print("{}")
"""
COUNT = """
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.models import Change, LogEntry
from maillage.ground.directory.models import Organisation, Person
print(json.dumps({
    "person": Person.objects.count(),
    "cooperation": Cooperation.objects.get().version - 1,
    "organisation": Organisation.objects.get().version - 1,
    "opening": LogEntry.objects.filter(action=3).count(),
    "changes": Change.objects.count(),
    "authors": LogEntry.objects.filter(actor=None, change__isnull=False).count(),
}))
"""


def writer(database: OwnDatabase, *words: str) -> subprocess.Popen[str]:
    """A process that writes, beside the tests."""
    places = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.one_writer", *words],
        env=database.environment() | {"PYTHONPATH": places},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_mixed_writes_of_eight_processes_are_all_there(tmp_path: Path, is_long: bool) -> None:
    writes = "1250" if is_long else "25"
    with own_database(tmp_path) as database:
        database.run_python(PREPARE)

        processes = [writer(database, str(seed), writes) for seed in range(8)]
        pairs = [process.communicate() for process in processes]
        counted = dict(database.run_python(COUNT))

    assert [process.returncode for process in processes] == [0] * 8, pairs[0][1][-3000:]
    done = sum((Counter(json.loads(written)) for written, _errors in pairs), Counter())
    gestures = done["person"] + done["cooperation"] + done["organisation"]
    assert sum(done.values()) == 8 * int(writes)
    assert counted == {
        "person": done["person"],
        "cooperation": done["cooperation"],
        "organisation": done["organisation"],
        "opening": done["opening"],
        "changes": gestures,
        "authors": 0,
    }


def test_a_writer_that_fails_is_found(tmp_path: Path) -> None:
    with blank_database(tmp_path) as database:
        process = writer(database, "1", "1")
        _words, errors = process.communicate()

    assert process.returncode == 1
    assert "accounts_user" in errors  # nothing was prepared
