"""Upgrade: from each snapshot with data; killed, failing or out of disk, it undoes itself."""

import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from django.db.migrations.loader import MigrationLoader

from tests.lengths import lengths
from tests.models_of_databases import FILE, ROOT
from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.installations import (
    DJANGO_TABLES,
    RELEASE,
    SNAPSHOTS,
    CommandAnswer,
    Parts,
    brought_back,
    commit_of,
    done,
    migrations_of,
    parts_here,
    parts_of,
    rows_of,
    run,
)

BY_AGREEMENT = "0024_no_silence_by_agreement"
READ_AGAIN = "0022_standings_with_reservations"
COUNTED = "0002_counts_by_role"
AT_FAULT = """
import django; django.setup()
from django.core import checks
from django.core.management import execute_from_command_line
checks.register(lambda **_what: [checks.Error("Réglage impossible.")])
execute_from_command_line(["", "upgrade"])
"""


def later(
    database: OwnDatabase, *words: str | Path, fault: str = "", largest: int = 0
) -> subprocess.Popen[str]:
    """A command of the later version; `largest` bounds the bytes of any file it writes."""

    def bound() -> None:
        if largest:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    environment = database.environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.roof.upkeep.later.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "LATER": fault,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "django", *map(str, words)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=bound,  # noqa: PLW1509 - the tests start no thread beside it
    )


def ended(process: subprocess.Popen[str]) -> CommandAnswer:
    out, err = process.communicate()
    return CommandAnswer(process.returncode, out + err)


def rows_here(database: OwnDatabase) -> dict[str, object]:
    """The digest of each table; PostgreSQL gives back no key, even when all is undone."""
    return digests(parts_here(database))


def digests(parts: tuple[Parts, Parts]) -> dict[str, object]:
    """The digest of each table."""
    return {name: part["sha256"] for name, part in parts[0].items()}


def visits(database: OwnDatabase) -> int:
    """How many rows the later version has written: none when it is undone whole."""
    if database.url.startswith("postgres"):
        with psycopg.connect(database.url) as reader:
            there = reader.execute("SELECT to_regclass('later_visit')").fetchone()
            rows = reader.execute("SELECT count(*) FROM later_visit") if there != (None,) else None
            return int(((rows and rows.fetchone()) or (0,))[0])
    with closing(sqlite3.connect(database.data / FILE)) as reader:
        row = reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'later_visit'").fetchone()
        return int(reader.execute("SELECT count(*) FROM later_visit").fetchone()[0]) if row else 0


def snapshots() -> list[object]:
    """Each snapshot; those taken before any release are gone through with --long."""
    paths = sorted(SNAPSHOTS.glob("*.zip"))
    unless = pytest.mark.skipif(not lengths.is_long, reason="gone through with --long")
    return [
        pytest.param(path, id=path.stem, marks=() if "." in path.stem else unless) for path in paths
    ]


@pytest.fixture
def brought(snapshot: Path, request: pytest.FixtureRequest) -> OwnDatabase:
    """What a snapshot holds, brought to this version."""
    name = "upgraded" if snapshot == RELEASE else "blank"
    database: OwnDatabase = request.getfixturevalue(name)
    if snapshot != RELEASE:
        brought_back(database, snapshot)
    return database


@pytest.mark.parametrize("snapshot", snapshots())
def test_rows_of_each_snapshot_are_equal_after_the_upgrade(
    snapshot: Path, brought: OwnDatabase
) -> None:
    look = brought.data / "look.zip"
    done(brought, "backup", look)

    for table in set(parts_of(snapshot)[0]) - DJANGO_TABLES:
        before = rows_of(snapshot, table)
        columns = before[0].keys() if before else set()
        after = rows_of(look, table)
        run = migrations_of(snapshot)
        expected = [_rewritten(table, row, run) for row in before]
        assert [{name: row.get(name) for name in columns} for row in after] == expected, table


def _rewritten(table: str, row: dict[str, object], run: list[list[str]]) -> dict[str, object]:
    """The row as a migration that was not run yet says it otherwise.

    Photographs of the map are counted by role; where a decision stands is read again.
    """
    if table == "missions_snapshot" and ["missions", COUNTED] not in run:
        photographs = import_module(f"maillage.ground.missions.migrations.{COUNTED}")
        return row | {"counts": photographs.by_role(row["counts"])}
    if table == "governance_jointdecision" and ["governance", READ_AGAIN] not in run:
        return _read_again(row)
    return row


def _read_again(row: dict[str, object]) -> dict[str, object]:
    """A joint decision, read again; what a silence was agreed to be worth is said in its source."""
    decisions = import_module(f"maillage.trade.governance.migrations.{READ_AGAIN}")
    silences = import_module(f"maillage.trade.governance.migrations.{BY_AGREEMENT}")
    is_stale = row["standing"] in decisions.MAY_STAND_OTHERWISE or row["silence"] == "convention"
    return row | {
        "stands_until": decisions.PAST.isoformat() if is_stale else row["stands_until"],
        "silence_source": silences.source_with(row["silence_source"], row["silence_effect"]),
        "silence_effect": None,
    }


def test_snapshots_tell_the_commit_that_took_them() -> None:
    values = {path.stem: commit_of(path)[:7] for path in SNAPSHOTS.glob("*.zip")}

    listed = re.findall(
        r"^\| `(.+)\.zip` \| `(\w{7})` \|", _text(SNAPSHOTS / "README.md"), re.MULTILINE
    )
    assert values == dict(listed)


def test_each_released_version_has_its_snapshot() -> None:
    released = re.findall(r"^## (\d+\.\d+\.\d+)", _text(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert {path.stem for path in SNAPSHOTS.glob("*.*.*.zip")} == set(released)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_upgrade_backs_up_migrates_and_may_be_run_again(
    installation: OwnDatabase, model_parts: tuple[Parts, Parts]
) -> None:
    first = ended(later(installation, "upgrade"))
    again = ended(later(installation, "upgrade"))

    (backup,) = (installation.data / "backups").iterdir()
    assert (first.code, again.code, again.text.strip()) == (0, 0, "La base est à jour.")
    assert str(backup) in first.text
    assert visits(installation) == 20_000
    assert parts_of(backup) == model_parts


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [("fails", "Visites illisibles"), ("loses", "directory_skill")],
)
def test_upgrade_that_fails_or_loses_rows_is_undone(
    fault: str, sentence: str, installation: OwnDatabase, model_parts: tuple[Parts, Parts]
) -> None:
    failed = ended(later(installation, "upgrade", fault=fault))

    assert (failed.code, sentence in failed.text) == (1, True)
    assert "la base est comme avant" in failed.text
    assert visits(installation) == 0
    assert rows_here(installation) == digests(model_parts)
    done(installation, "upgrade")


def test_version_at_fault_begins_no_database(blank: OwnDatabase) -> None:
    process = blank.start_python(AT_FAULT)
    _out, refusal = process.communicate()

    assert (process.returncode, "Réglage impossible." in refusal) == (1, True), refusal
    assert "La base est vide" in run(blank, "backup", blank.data / "look.zip").text


def test_upgrade_killed_at_any_instant_is_whole_or_undone(
    installation: OwnDatabase, model_parts: tuple[Parts, Parts], is_long: bool
) -> None:
    begun, chance = time.monotonic(), random.Random(11)
    assert ended(later(installation, "check")).code == 0
    start = time.monotonic() - begun
    before, counts = model_parts, set[int]()

    for _instant in range(40 if is_long else 3):
        process = later(installation, "upgrade")
        time.sleep(start * chance.uniform(0.4, 3))
        process.kill()
        process.communicate()
        counts.add(visits(installation))

    assert counts <= {0, 20_000}
    assert ended(later(installation, "upgrade")).code == 0
    assert visits(installation) == 20_000
    assert ended(later(installation, "backup", installation.data / "look.zip")).code == 0
    tables, files = parts_of(installation.data / "look.zip")
    parts = before[0].keys() - DJANGO_TABLES
    assert {name: tables[name] for name in parts} == {name: before[0][name] for name in parts}
    assert files == before[1]


@pytest.mark.parametrize("holds_backup", [False, True])
def test_disk_full_during_an_upgrade_undoes_it(
    installation: OwnDatabase,
    model_backup: Path,
    model_parts: tuple[Parts, Parts],
    *,
    holds_backup: bool,
) -> None:
    room = model_backup.stat().st_size + 10_000 if holds_backup else 100_000
    failed = ended(later(installation, "upgrade", largest=room))

    is_on_server = installation.url.startswith("postgres")
    if holds_backup and is_on_server:
        assert (failed.code, visits(installation)) == (0, 20_000)
        return
    assert (failed.code, "Traceback" in failed.text) == (1, False), failed.text
    assert visits(installation) == 0
    assert rows_here(installation) == digests(model_parts)


def test_disk_full_during_a_backup_leaves_the_one_that_was_there(
    installation: OwnDatabase, tmp_path: Path
) -> None:
    backup = tmp_path / "du-jour.zip"
    done(installation, "backup", backup)
    sound = backup.read_bytes()

    failed = ended(later(installation, "backup", backup, largest=100_000))

    assert (failed.code, "La précédente est intacte" in failed.text) == (1, True), failed.text
    assert "Traceback" not in failed.text
    assert backup.read_bytes() == sound
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["du-jour.zip"]


def test_every_migration_can_be_undone_with_those_beside_it() -> None:
    migrations = MigrationLoader(None).disk_migrations.items()

    assert [key for key, migration in migrations if not migration.atomic] == []
