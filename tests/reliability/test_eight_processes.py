"""8 processes, mixed writes, on the database of this run: 0 locked, 0 errors, exact counters."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.services import create_cooperation, open_workspace
from maillage.ground.directory.models import Organisation
user = User.objects.create_user("helene@retz.example.org", name="Hélène Marchadier")
space = open_workspace(name="Pôle de Retz", administrator=user)
create_cooperation(author=user, workspace=space, name="Pays de Retz", profile="other")
Organisation.objects.create(workspace=space, name="Commune de Pornic")
"""
COUNT = """
import django, json; django.setup()
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.models import Change, LogEntry
from maillage.ground.directory.models import Organisation, Person
print(json.dumps({
    "person": Person.objects.count(),
    "cooperation": Cooperation.objects.get().version - 1,
    "organisation": Organisation.objects.get().version - 1,
    "opening": LogEntry.objects.filter(action=3).count(),
    "changes": Change.objects.exclude(topic__in=["workspace"]).count() - 1,
    "authors": LogEntry.objects.filter(actor=None, change__isnull=False).count(),
}))
"""


def environment(address: str, data: Path) -> dict[str, str]:
    """The variables of a process of ours on this database."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
        "MAILLAGE_DATA": str(data),
        "DATABASE_URL": address,
    }


def run_python(code: str, variables: dict[str, str]) -> str:
    """What this code writes."""
    said = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr[-3000:]
    return said.stdout


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of an empty database, on the same engine as this run."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"eight_{os.getpid()}"
    address = urlsplit(os.environ["DATABASE_URL"])
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(address._replace(path=f"/{name}"))
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_mixed_writes_of_eight_processes_are_all_there(
    database: str, tmp_path: Path, is_long: bool
) -> None:
    variables = environment(database, tmp_path)
    run_python(PREPARE, variables)
    writes = "1250" if is_long else "25"

    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.one_writer", str(seed), writes],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in range(8)
    ]
    said = [process.communicate() for process in processes]

    assert [process.returncode for process in processes] == [0] * 8, said[0][1][-3000:]
    done = sum((Counter(json.loads(written)) for written, _errors in said), Counter())
    counted = json.loads(run_python(COUNT, variables))
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


def test_a_writer_that_fails_is_found(database: str, tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.reliability.one_writer", "1", "1"],
        env=environment(database, tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 1
    assert "accounts_user" in said.stderr  # nothing was prepared
