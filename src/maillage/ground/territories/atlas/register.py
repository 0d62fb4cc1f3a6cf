"""Which official territories exist, with their codes, populations and outlines?"""

import atexit
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from maillage.ground.territories.atlas.outlines import Outline, unpack

DEFAULT_FOLDER = Path(__file__).parents[1] / "register"
FILE_NAME = "register.sqlite"
KINDS = ("commune", "epci", "departement", "region")
COLUMNS = (
    "number, kind, code, name, type, siren, postcodes, population, population_year, departements,"
    " longitude, latitude, folded, spoken"
)

MAPPED = 64_000_000  # bytes read in place: the pages of the file are shared by all processes

Ref = tuple[str, str]
Identity = tuple[int, str, int, int]

# Connections between two questions: opening one costs more than most answers.
_idle: dict[Identity, list[sqlite3.Connection]] = {}


@atexit.register
def _close_idle() -> None:
    for connections in _idle.values():
        for connection in connections:
            connection.close()


class RegisterMissingError(Exception):
    """The register has not been built."""

    def __str__(self) -> str:
        return (
            f"{self.args[0]} n'existe pas : lancez « python -m maillage.ground.territories.build »."
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One official territory; its seat is in ten-thousandths of a degree."""

    number: int
    kind: str
    code: str
    name: str
    type: str
    siren: str
    postcodes: str
    population: int | None
    population_year: int | None
    departements: str
    longitude: int | None
    latitude: int | None
    folded: str
    spoken: str

    @property
    def ref(self) -> Ref:
        """Kind and code: what names a territory everywhere."""
        return self.kind, self.code


class Register:
    """A built register, opened for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection that reads; the file never changes in place, another takes its place."""
        idle = _idle.setdefault(self._identity(), [])
        try:
            connection = idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            idle.append(connection)

    def _identity(self) -> Identity:
        """What tells this file from the one it replaced, and this process from its parent."""
        try:
            file = self.path.stat()
        except FileNotFoundError:
            raise RegisterMissingError(self.path) from None
        return os.getpid(), str(self.path), file.st_ino, file.st_mtime_ns

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{self.path}?mode=ro&immutable=1",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        return connection

    def entries(self) -> Iterator[Entry]:
        """Every territory: régions, départements, intercommunalités, then communes."""
        with self.opened() as connection:
            every = f"SELECT {COLUMNS} FROM territory ORDER BY number"  # noqa: S608  # names of ours
            for row in connection.execute(every):
                yield Entry(*row)

    def departements(self) -> dict[str, str]:
        """The names of départements by code."""
        with self.opened() as connection:
            question = "SELECT code, name FROM territory WHERE kind = 'departement'"
            return dict(connection.execute(question).fetchall())

    def memberships(self) -> Iterator[tuple[Ref, Ref]]:
        """Who lies in whom: the (kind, code) of the territory, then of the one that holds it."""
        with self.opened() as connection:
            for kind, code, of_kind, of_code in connection.execute("SELECT * FROM inside"):
                yield (kind, code), (of_kind, of_code)

    def year(self) -> int:
        """The year of the division: in force on its first of January."""
        with self.opened() as connection:
            return int(
                connection.execute("SELECT value FROM meta WHERE name = 'in_force'").fetchone()[0]
            )

    def digest(self) -> str:
        """What changes when the register does."""
        with self.opened() as connection:
            return str(
                connection.execute("SELECT value FROM meta WHERE name = 'digest'").fetchone()[0]
            )

    def near(self, refs: Iterable[Ref]) -> dict[Ref, Outline]:
        """Outlines to about ten metres, for the territories that have one."""
        return self._outlines("near", refs)

    def far(self, refs: Iterable[Ref]) -> dict[Ref, Outline]:
        """Outlines for a drawing of a whole country; communes keep their near outline."""
        return self._outlines("coalesce(far, near)", refs)

    def boxes(self, refs: Iterable[Ref]) -> dict[Ref, tuple[int, int, int, int]]:
        """West, south, east and north of the territories that have an outline."""
        question = "SELECT west, south, east, north FROM outline WHERE kind = ? AND code = ?"
        values = {}
        with self.opened() as connection:
            for ref in refs:
                if row := connection.execute(question, ref).fetchone():
                    values[ref] = row
        return values

    def _outlines(self, column: str, refs: Iterable[Ref]) -> dict[Ref, Outline]:
        question = f"SELECT {column} FROM outline WHERE kind = ? AND code = ?"  # noqa: S608 our own columns
        groups_by_key = {}
        with self.opened() as connection:
            for ref in refs:
                if row := connection.execute(question, ref).fetchone():
                    groups_by_key[ref] = unpack(row[0])
        return groups_by_key
