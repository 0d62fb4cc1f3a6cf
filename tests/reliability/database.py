"""A database of its own for processes that are started and killed."""

import atexit
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
FILE = "own.sqlite3"
_number = count(1)
_FILLED = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
workspace = Workspace.objects.create(name="Pôle de Retz", slug="retz")
cooperation = Cooperation.objects.create(workspace=workspace, name="Pays de Retz", slug="retz")
user = User.objects.create(email="helene@retz.example.org")
Access.objects.create(user=user, cooperation=cooperation, role="officer")
print("{}")
"""


class Told(TypedDict):
    """What stands in a database, as a process tells it."""

    counts: list[int]
    entries: int
    states: list[str]
    sound: str
    said: str


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

    def told(self, code: str) -> Told:
        """What a few lines of Python print as JSON, once Django is ready."""
        lines = f"import django, json; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", lines],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        told: Told = json.loads(done.stdout)
        return told


@contextmanager
def own_database(folder: Path) -> Iterator[OwnDatabase]:
    """A migrated database with one officer of « retz »: a SQLite file, or one of the server's."""
    model = _model()
    if not model.url.startswith("postgres"):
        shutil.copy(model.data / FILE, folder)
    with copied_database(model, folder) as database:
        yield database


@cache
def _model() -> OwnDatabase:
    """The database that the others are copies of, until this process of tests ends."""
    stay = ExitStack()
    atexit.register(stay.close)
    folder = Path(stay.enter_context(TemporaryDirectory(prefix="maillage-own-")))
    return filled(stay.enter_context(blank_database(folder)))


@contextmanager
def blank_database(folder: Path) -> Iterator[OwnDatabase]:
    """A database without a table, of the kind that the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield sqlite_database(folder)
        return
    with _server_database(server, "template0") as url:
        yield OwnDatabase(url, folder)


@contextmanager
def copied_database(source: OwnDatabase, folder: Path) -> Iterator[OwnDatabase]:
    """A copy of a database that nobody uses; SQLite's file was copied with its folder."""
    if not source.url.startswith("postgres"):
        yield sqlite_database(folder)
        return
    name = urlsplit(source.url).path.lstrip("/")
    with _server_database(os.environ["DATABASE_URL"], name) as url:
        yield OwnDatabase(url, folder)


@contextmanager
def _server_database(server: str, model: str) -> Iterator[str]:
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
    database.told(_FILLED)
    return database
