"""A database of its own for processes that are started and killed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import psycopg

from tests.models_of_databases import FILE, ROOT, model_place, server_address

_number = count(1)
# As an installation begins: its tables at once, which test_tables compares with the migrations.
_MIGRATED = """
from pathlib import Path
from django.core.management import call_command
from maillage.roof.upkeep.services.upgrade import upgrade
upgrade(folder=Path("backups"))
call_command("createcachetable", verbosity=0)
print("{}")
"""
_FILLED = f"""
{_MIGRATED}
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
workspace = Workspace.objects.create(name="Pôle de Retz", slug="retz")
cooperation = Cooperation.objects.create(workspace=workspace, name="Pays de Retz", slug="retz")
user = User.objects.create(email="helene@retz.example.org")
Access.objects.create(user=user, cooperation=cooperation, role="officer")
"""


class DatabaseFacts(TypedDict):
    """What stands in a database, as a process tells it."""

    counts: list[int]
    entries: int
    states: list[str]
    sound: str
    text: str


@dataclass(frozen=True)
class OwnDatabase:
    """The address of a database, for processes that are started and killed."""

    url: str
    data: Path

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "MAILLAGE_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A Django command, running beside the tests."""
        return self._started("-m", "django", *words)

    def start_python(self, code: str) -> subprocess.Popen[str]:
        """A few lines of Python, running beside the tests."""
        return self._started("-c", code)

    def _started(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run_python(self, code: str) -> DatabaseFacts:
        """What a few lines of Python print as JSON, once Django is ready."""
        lines = f"import django, json; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", lines],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        facts: DatabaseFacts = json.loads(done.stdout)
        return facts


@contextmanager
def own_database(folder: Path) -> Iterator[OwnDatabase]:
    """A migrated database with one officer of « retz »: a SQLite file, or one of the server's."""
    migrated_database()
    model = shared_database("officer", filled, begins_as="migrated")
    shutil.copytree(model.data, folder, dirs_exist_ok=True)
    with copied_database(model, folder) as database:
        yield database


def migrated_database() -> OwnDatabase:
    """The database with every table and no row of ours, which tests only copy."""
    return shared_database("migrated", lambda database: database.run_python(_MIGRATED))


def migrated_file(folder: Path) -> OwnDatabase:
    """A SQLite file with every table, in this folder, whatever database the tests run on."""
    make = lambda *place: OwnDatabase(*place).run_python(_MIGRATED)  # noqa: E731
    _address, model = model_place("migrated", make, in_file=True)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    return sqlite_database(folder)


def shared_database(
    name: str, make: Callable[[OwnDatabase], object], begins_as: str = ""
) -> OwnDatabase:
    """The database that `make` fills once for these sources, which tests only copy."""
    return OwnDatabase(*model_place(name, lambda *place: make(OwnDatabase(*place)), begins_as))


@contextmanager
def blank_database(folder: Path) -> Iterator[OwnDatabase]:
    """A database without a table, of the kind that the tests run on."""
    if not server_address():
        yield sqlite_database(folder)
        return
    with _server_database("template0") as url:
        yield OwnDatabase(url, folder)


@contextmanager
def copied_database(source: OwnDatabase, folder: Path) -> Iterator[OwnDatabase]:
    """A copy of a database that nobody uses; SQLite's file was copied with its folder."""
    if not server_address():
        yield sqlite_database(folder)
        return
    name = urlsplit(source.url).path.lstrip("/")
    with _server_database(name) as url:
        yield OwnDatabase(url, folder)


@contextmanager
def _server_database(model: str) -> Iterator[str]:
    server = server_address()
    name = f"own_{os.getpid()}_{next(_number)}"
    with psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def sqlite_database(folder: Path) -> OwnDatabase:
    """A SQLite file that nothing has opened yet, with its data in the same folder."""
    return OwnDatabase(f"sqlite:///{folder / FILE}", folder)


def filled(database: OwnDatabase) -> OwnDatabase:
    """The database, migrated, with its officer."""
    database.run_python(_FILLED)
    return database
