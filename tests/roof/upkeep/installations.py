"""Installations of their own, which real processes back up, restore and upgrade."""

import json
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tests.reliability.database import OwnDatabase, shared_database

SNAPSHOTS = Path(__file__).parent / "snapshots"
SNAPSHOT = SNAPSHOTS / "1cfdac9.zip"
RELEASE = max(
    SNAPSHOTS.glob("*.*.*.zip"), key=lambda path: [int(number) for number in path.stem.split(".")]
)
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


def made_installation() -> OwnDatabase:
    """The installation that tests only copy, made once for each kind of database."""
    upgraded_release()
    return shared_database("installation", with_attachments, begins_as="upgraded")


def upgraded_release() -> OwnDatabase:
    """What the last release wrote, brought to this version once for each kind of database."""
    return shared_database("upgraded", brought_back)


def brought_back(database: OwnDatabase, snapshot: Path = RELEASE) -> None:
    """Brings a snapshot back in the shape that its commit knew, then to today's."""
    done(database, "restore", "--from-elsewhere", snapshot)


def with_attachments(database: OwnDatabase) -> None:
    """Adds two attachments to the files of an installation."""
    folder = database.data / "files" / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "convention.pdf").write_bytes(b"%PDF-1.7 convention" * 5_000)
    (folder / "relevé d’octobre.csv").write_text("Structure;Montant\nPornic;1200\n")


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
