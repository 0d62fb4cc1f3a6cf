"""On which database, at which size, and for whom is a scenario measured?"""

import json
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bench.servers import FLOOR, Server, Visitor, running_server
from running.application import MAILLAGE, bare_environment
from running.leash import leashed
from running.places import PYTHON, ROOT, VAR
from running.postgres import postgres_address

COMMANDS = ("upgrade", "createcachetable", "load_territories", "collectstatic --no-input")
DATABASES = ("sqlite", "postgresql")
APPLICATIONS = ("maillage", "floor")
SIZES = ("demo", "large")
MODEL = "model"
SIGN_IN = "/compte/connexion/"
EMAIL, PASSWORD = "mesure@maillage.example", "une mesure de plus le matin"


@dataclass(frozen=True)
class PageRequest:
    """A page to ask for: its address by name, what follows it, whole or as one types."""

    view: str
    query: str = ""
    only_part: bool = False


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
    open_servers: ExitStack = field(default_factory=ExitStack)

    def prepare(self) -> None:
        """Make the tables of both databases, and what every place begins with."""
        Path(self.environment["MAILLAGE_DATA"]).mkdir(exist_ok=True)
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

    def counted(self, pages: Sequence[PageRequest]) -> list[Visit | None]:
        """Return each of these pages or its part, or nothing while no such page exists."""
        requested = json.dumps([vars(page) for page in pages])
        answer = python("-m", "bench.counting", requested, environment=self.environment)
        return [Visit(**visit) if visit else None for visit in json.loads(answer)]

    def reading_costs(self, names: Sequence[str]) -> dict[str, dict[str, float]]:
        """Return the processor's milliseconds of each of these readings, `kept` and `changed`."""
        costs: dict[str, dict[str, float]] = json.loads(
            python("-m", "bench.reading_cost", *names, environment=self.environment)
        )
        return costs

    @cached_property
    def servers(self) -> tuple[Server, Server]:
        """The application and the minimal page, opened once for all the pages of the place."""
        return self.open_servers.enter_context(self.both_open())

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
    """Each place begins as a copy of its database, whose tables and territories are made once."""
    for name in DATABASES:
        _place(name, MODEL, folder, _addresses(name, MODEL, folder, address)).prepare()
    for size in SIZES:
        for name in DATABASES:
            shutil.copytree(_data(name, MODEL, folder), _data(name, size, folder))
            yield _place(name, size, folder, _addresses(name, size, folder, address))


def _data(database: str, size: str, folder: Path) -> Path:
    return folder / f"{database}-{size}"


def _addresses(database: str, size: str, folder: Path, server: str) -> list[str]:
    """The addresses of the application's database and of the floor's, made on a server."""
    if database == "sqlite":
        data = _data(database, size, folder)
        return [f"sqlite:///{data}/{name}.sqlite3" for name in APPLICATIONS]
    start = "template0" if size == MODEL else f"{{name}}_{MODEL}"
    for name in APPLICATIONS:
        _create(server, f"{name}_{size}", start.format(name=name))
    return [server.replace("/postgres?", f"/{name}_{size}?") for name in APPLICATIONS]


def _create(server: str, name: str, begins_as: str) -> None:
    create = f"CREATE DATABASE {name} TEMPLATE {begins_as}"
    with psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute(create.encode())


def _place(database: str, size: str, folder: Path, addresses: Sequence[str]) -> Place:
    common = bare_environment() | {"MAILLAGE_DATA": str(_data(database, size, folder))}
    production = {
        "MAILLAGE_MODE": "production",
        "MAILLAGE_SECRET_KEY": secrets.token_urlsafe(50),
        "MAILLAGE_HOSTS": "localhost,testserver",
        "DATABASE_URL": addresses[0],
    }
    floor = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings", "DATABASE_URL": addresses[1]}
    return Place(database, size, common | production, common | floor)


def django(command: str, *, environment: Mapping[str, str]) -> None:
    """Run a silent command of Django."""
    python("-m", "django", *command.split(), "--verbosity", "0", environment=environment)
