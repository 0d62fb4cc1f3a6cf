"""Installations of their own, which real processes back up, restore and upgrade."""

import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from tests.models_of_databases import model_place, server_address
from tests.reliability.database import OwnDatabase, shared_database, sqlite_database

SNAPSHOTS = Path(__file__).parent / "snapshots"
SNAPSHOT = SNAPSHOTS / "1cfdac9.zip"
# Django names its models and permissions in each version: these rows may grow
DJANGO_TABLES = {"django_content_type", "auth_permission"}
Parts = dict[str, dict[str, object]]


class Manifest(TypedDict):
    """What a backup announces."""

    commit: str
    migrations: list[list[str]]
    tables: Parts
    files: Parts


@dataclass(frozen=True)
class CommandAnswer:
    """What a command answered."""

    code: int
    text: str


def run(database: OwnDatabase, *words: str | Path) -> CommandAnswer:
    """A Django command run to its end."""
    process = database.start(*map(str, words))
    out, err = process.communicate()
    return CommandAnswer(process.returncode, out + err)


def done(database: OwnDatabase, *words: str | Path) -> str:
    """What a command that must succeed says."""
    answer = run(database, *words)
    assert answer.code == 0, answer.text
    return answer.text


def filled(database: OwnDatabase) -> OwnDatabase:
    """The installation, holding the demonstration and two attachments."""
    done(database, "restore", "--from-elsewhere", SNAPSHOT)
    folder = database.data / "files" / "2026"
    folder.mkdir(parents=True)
    (folder / "convention.pdf").write_bytes(b"%PDF-1.7 convention" * 5_000)
    (folder / "relevé d’octobre.csv").write_text("Structure;Montant\nPornic;1200\n")
    return database


def made_installation() -> OwnDatabase:
    """The installation that tests only copy, made once for each kind of database."""
    if server_address():
        return shared_database("received", received)
    return shared_database("installation", filled)


def received(database: OwnDatabase) -> OwnDatabase:
    """The installation, in a backup of the file where its snapshot went through the migrations.

    On this database, `test_upgrade` brings the rows of a release through them, and `test_tables`
    empty tables.
    """
    _address, file = model_place("installation", _filled_file, in_file=True)
    with TemporaryDirectory() as name:
        folder, backup = Path(name) / "file", Path(name) / "file.zip"
        shutil.copytree(file, folder)
        done(sqlite_database(folder), "backup", backup)
        done(database, "restore", backup)
    return database


def _filled_file(address: str, folder: Path) -> OwnDatabase:
    return filled(OwnDatabase(address, folder))


def parts_of(path: Path) -> tuple[Parts, Parts]:
    """The tables and the files that a backup announces, with their digests."""
    manifest = _manifest(path)
    return manifest["tables"], manifest["files"]


def commit_of(path: Path) -> str:
    """The commit of the code that took a backup."""
    return _manifest(path)["commit"]


def migrations_of(path: Path) -> list[list[str]]:
    """The migrations that the database of a backup had received."""
    return _manifest(path)["migrations"]


def _manifest(path: Path) -> Manifest:
    with zipfile.ZipFile(path) as archive:
        manifest: Manifest = json.loads(archive.read("manifest.json"))
    return manifest


def parts_here(database: OwnDatabase) -> tuple[Parts, Parts]:
    """The tables and the files that the installation holds now."""
    path = database.data / "look.zip"
    done(database, "backup", path)
    return parts_of(path)


def rows_of(path: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table in a backup."""
    with zipfile.ZipFile(path) as archive, archive.open(f"tables/{table}.jsonl") as lines:
        return [json.loads(line) for line in lines]


def started(database: OwnDatabase, *words: str | Path) -> subprocess.Popen[str]:
    """A Django command, running beside the tests."""
    return database.start(*map(str, words))
