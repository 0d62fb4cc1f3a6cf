"""How is the register written, whole or not at all?"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from maillage.ground.territories.atlas.names import fold, spoken
from maillage.ground.territories.atlas.outlines import box, pack
from maillage.ground.territories.build.facts import Fact
from maillage.ground.territories.build.rows import (
    busy_rows,
    code_rows,
    distinct_words,
    joined_names,
    key_rows,
)
from maillage.ground.territories.build.shapes import CommuneContours, Shape

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE territory (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  type TEXT NOT NULL, siren TEXT NOT NULL, postcodes TEXT NOT NULL, population INTEGER,
  population_year INTEGER, departements TEXT NOT NULL, longitude INTEGER, latitude INTEGER,
  folded TEXT NOT NULL, spoken TEXT NOT NULL, UNIQUE (kind, code));
CREATE TABLE inside (
  kind TEXT, code TEXT, of_kind TEXT, of_code TEXT,
  PRIMARY KEY (kind, code, of_kind, of_code)) WITHOUT ROWID;
CREATE TABLE key (
  text TEXT, kind TEXT, departement TEXT, starts INTEGER, weight INTEGER, number INTEGER,
  PRIMARY KEY (text, number, departement)) WITHOUT ROWID;
CREATE TABLE busy (
  prefix TEXT, kind TEXT, starts INTEGER, weight INTEGER, number INTEGER,
  PRIMARY KEY (prefix, number)) WITHOUT ROWID;
CREATE TABLE code (
  text TEXT, is_postcode INTEGER, number INTEGER, PRIMARY KEY (text, number)) WITHOUT ROWID;
CREATE TABLE outline (
  kind TEXT, code TEXT, west INTEGER, south INTEGER, east INTEGER, north INTEGER,
  near BLOB NOT NULL, far BLOB, UNIQUE (kind, code));
"""


@contextmanager
def whole_file(path: Path) -> Iterator[sqlite3.Connection]:
    """A fresh register that takes the place of `path` only once it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as register:
            register.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
            yield register
            register.commit()
            register.execute("ANALYZE")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_facts(register: sqlite3.Connection, facts: list[Fact], contours: CommuneContours) -> None:
    """Names, codes, populations, memberships and seats."""
    numbered = list(enumerate(facts, start=1))
    rows = (_territory(number, fact, contours) for number, fact in numbered)
    _insert(register, "territory", 14, rows)
    _insert(register, "inside", 4, ((f.kind, f.code, *area) for f in facts for area in f.inside))
    _insert(register, "code", 3, code_rows(numbered))
    keys = key_rows(numbered)
    _insert(register, "key", 6, sorted(keys))
    _insert(register, "busy", 5, busy_rows(keys))
    write_meta(register, words=" ".join(distinct_words(facts)), names=" ".join(joined_names(keys)))


def _territory(number: int, fact: Fact, contours: CommuneContours) -> tuple[str | int | None, ...]:
    seat = contours.hall(fact.seat or fact.code) or (None, None)
    return (
        number,
        fact.kind,
        fact.code,
        fact.name,
        fact.type,
        fact.siren,
        " ".join(fact.postcodes),
        fact.population,
        fact.population_year,
        " ".join(fact.departements),
        *seat,
        fold(fact.name),
        f" {spoken(fact.name)}",
    )


def write_shapes(register: sqlite3.Connection, shapes: Iterable[Shape]) -> None:
    """Near and far outlines, with their box."""
    rows = (
        (shape.kind, shape.code, *box(shape.near), pack(shape.near), shape.far and pack(shape.far))
        for shape in shapes
    )
    _insert(register, "outline", 8, rows)


def write_meta(register: sqlite3.Connection, **values: str) -> None:
    """What the file says of itself."""
    _insert(register, "meta", 2, values.items())


def _insert(
    register: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[object, ...]]
) -> None:
    places = ", ".join("?" * width)
    register.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", rows)  # noqa: S608 our own names


def digest_of(path: Path) -> str:
    """The digest of the sources that a register was built from; empty when there is none."""
    if not path.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as register:
            row = register.execute("SELECT value FROM meta WHERE name = 'digest'").fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]) if row else ""
