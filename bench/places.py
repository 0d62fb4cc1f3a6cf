"""On which database, at which size, and for whom is a scenario measured?"""

import json
import secrets
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers import FLOOR, Server, Visitor, running_server
from running.application import MAILLAGE, bare_environment
from running.leash import leashed
from running.places import PYTHON, ROOT, VAR
from running.postgres import postgres_address

COMMANDS = ("migrate", "createcachetable", "load_territories", "collectstatic --no-input")
SIZES = ("demo", "large")
SIGN_IN = "/compte/connexion/"
EMAIL, PASSWORD = "mesure@maillage.example", "une mesure de plus le matin"


@dataclass(frozen=True)
class Visit:
    """A page as one asks for it: its path, its queries and its bytes, counted in one process."""

    path: str
    queries: int
    size: int


@dataclass
class Place:
    """A database filled at one size, with the application and the minimal page opened on it."""

    database: str
    size: str
    environment: Mapping[str, str]
    floor_environment: Mapping[str, str]

    def prepare(self) -> None:
        """Make and fill both databases."""
        for command in COMMANDS:
            django(command, environment=self.environment)
        django("migrate --run-syncdb", environment=self.floor_environment)

    @cached_property
    def cookie(self) -> str:
        """The session of an officer of the application, once its database is filled.

        The minute's tick has passed over the data, as it has over all but the latest in use.
        """
        session = python("-m", "bench.seed", self.size, environment=self.environment).strip()
        django("tick", environment=self.environment)
        return session

    @cached_property
    def floor_cookie(self) -> str:
        """The session of a user of the minimal page, once its database is filled."""
        return python("-m", "bench.floor.seed", environment=self.floor_environment).strip()

    def counted(self, view: str, query: str, *, only_part: bool = False) -> Visit | None:
        """Return the page of this name or its part, or nothing while no such page exists."""
        asked = (view, query, "part" if only_part else "whole")
        answer = python("-m", "bench.counting", *asked, environment=self.environment)
        return Visit(**json.loads(answer)) if answer.strip() else None

    def reading_cost(self, name: str) -> dict[str, float]:
        """Return the processor's milliseconds of a reading, `kept` and `changed`."""
        told: dict[str, float] = json.loads(
            python("-m", "bench.reading_cost", name, environment=self.environment)
        )
        return told

    @contextmanager
    def both_open(self) -> Iterator[tuple[Server, Server]]:
        """Open the application and the minimal page side by side."""
        with ExitStack() as stack:
            yield (
                stack.enter_context(running_server(MAILLAGE, self.environment, SIGN_IN)),
                stack.enter_context(running_server(FLOOR, self.floor_environment, "/entrer/")),
            )

    def visitors(self, servers: tuple[Server, Server]) -> tuple[Visitor, Visitor]:
        """Return the visitor of each server."""
        application, floor = servers
        return Visitor(application.address, self.cookie), Visitor(floor.address, self.floor_cookie)


def python(*words: str, environment: Mapping[str, str]) -> str:
    """Return what a Python of the project writes; its failure stops the measures."""
    command = leashed([str(PYTHON), *words])
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return ended.stdout


@contextmanager
def places() -> Iterator[Iterator[Place]]:
    """Give the places one after the other: each database at each size, both emptied afterwards."""
    VAR.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=VAR) as folder, postgres_address() as address:
        yield _places(Path(folder), address)


def _places(folder: Path, address: str) -> Iterator[Place]:
    for size in SIZES:
        data = folder / size
        data.mkdir()
        files = [f"sqlite:///{data}/{name}.sqlite3" for name in ("maillage", "floor")]
        yield _place("sqlite", size, files, data)
        names = [f"{name}_{size}" for name in ("maillage", "floor")]
        yield _place("postgresql", size, [_database(address, name) for name in names], data)


def _place(database: str, size: str, addresses: Sequence[str], data: Path) -> Place:
    common = bare_environment() | {"MAILLAGE_DATA": str(data)}
    production = {
        "MAILLAGE_MODE": "production",
        "MAILLAGE_SECRET_KEY": secrets.token_urlsafe(50),
        "MAILLAGE_HOSTS": "localhost,testserver",
        "DATABASE_URL": addresses[0],
    }
    floor = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings", "DATABASE_URL": addresses[1]}
    place = Place(database, size, common | production, common | floor)
    place.prepare()
    return place


def _database(address: str, name: str) -> str:
    create = f"psycopg.connect({address!r}, autocommit=True).execute('CREATE DATABASE {name}')"
    python("-c", f"import psycopg; {create}", environment=bare_environment())
    return address.replace("/postgres?", f"/{name}?")


def django(command: str, *, environment: Mapping[str, str]) -> None:
    """Run a silent command of Django."""
    python("-m", "django", *command.split(), "--verbosity", "0", environment=environment)
