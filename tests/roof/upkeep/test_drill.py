"""A restore drill tells whether a backup would serve, and leaves nothing of itself."""

import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from pytest_django import Settings

from maillage.roof.upkeep.archive.manifest import Part, blank_manifest
from maillage.roof.upkeep.faults import UpkeepError
from maillage.roof.upkeep.services.drill import changed_tables
from tests.models_of_databases import server_address
from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.installations import SNAPSHOT, done, parts_here, parts_of, run, started

PATIENCE = 60
SEAL = """
from datetime import timedelta
from django.utils import timezone
from maillage.foundation.journal.models import Seal
from maillage.foundation.journal.seals import seal_past_days
seal_past_days(timezone.now() + timedelta(days=2))
print(json.dumps({"text": Seal.objects.last().digest}))
"""


def databases(database: OwnDatabase) -> list[str]:
    """The databases of drills that the server has."""
    if not server_address():
        return []
    with psycopg.connect(server_address()) as server:
        name = urlsplit(database.url).path.lstrip("/")
        rows = server.execute(
            "SELECT datname FROM pg_database WHERE datname = %s", [f"{name}_essai"]
        )
        return [str(row[0]) for row in rows]


def hidden(database: OwnDatabase) -> list[str]:
    """What a drill has left beside the data."""
    return [path.name for path in database.data.iterdir() if path.name.startswith(".")]


def test_drill_reports_what_comes_back_and_changes_nothing(
    installation: OwnDatabase, tmp_path: Path
) -> None:
    digest = installation.run_python(SEAL)["text"]
    backup = tmp_path / "du-jour.zip"
    done(installation, "backup", backup)
    before = parts_here(installation)
    tables, files = parts_of(backup)
    rows = sum(int(str(part["size"])) for part in tables.values())

    report = done(installation, "restore", "--drill", backup)

    assert f"Essai réussi : {len(tables)} tables, {rows} lignes et {len(files)} pièces" in report
    assert f"son dernier sceau, {digest}, est dans la base en service" in report
    assert parts_here(installation) == before
    assert (databases(installation), hidden(installation)) == ([], [])


def test_drill_needs_neither_a_table_nor_a_folder_of_data(
    blank: OwnDatabase, model_backup: Path
) -> None:
    bare = OwnDatabase(blank.url, blank.data / "absent")

    assert "Essai réussi" in done(bare, "restore", "--drill", model_backup)
    assert (databases(bare), hidden(bare)) == ([], [])


def test_drill_of_another_installation_is_refused(installation: OwnDatabase) -> None:
    refused = run(installation, "restore", "--drill", SNAPSHOT)

    assert (refused.code, "vient de cette installation" in refused.text) == (1, True)
    assert hidden(installation) == []


def test_rows_or_attachments_that_are_missing_stop_the_drill_unless_something_explains_it(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    whole, older = blank_manifest((), "sqlite"), blank_manifest((("a", "0001"),), "sqlite")
    poorer, bare = blank_manifest((), "sqlite"), blank_manifest((), "sqlite")
    for manifest, rows in ((whole, 3), (older, 3), (poorer, 2), (bare, 3)):
        manifest.tables = {"skills": Part(rows, ""), "mail_enclosure": Part(rows, "")}
        manifest.files = {"a.pdf": Part(1, "")}
    bare.files = {}

    assert changed_tables(whole, whole) == []
    assert changed_tables(older, poorer) == ["mail_enclosure", "skills"]
    with pytest.raises(UpkeepError, match=r"en trop : skills\."):
        changed_tables(whole, poorer)
    with pytest.raises(UpkeepError, match="pièces jointes"):
        changed_tables(whole, bare)
    (tmp_path / "erased.jsonl").touch()
    assert changed_tables(whole, poorer) == ["mail_enclosure", "skills"]


def next_drill(installation: OwnDatabase, backup: Path) -> str:
    """What the next drill says, once what the killed one had begun has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended = run(installation, "restore", "--drill", backup)
        if "Un autre essai" not in ended.text:
            return ended.text
    raise TimeoutError


def test_killed_drill_is_removed_by_the_next_and_two_do_not_meet(
    installation: OwnDatabase, tmp_path: Path
) -> None:
    backup = tmp_path / "du-jour.zip"
    done(installation, "backup", backup)
    first = started(installation, "restore", "--drill", backup)
    aside = installation.data / ".essai"
    while not aside.exists():
        time.sleep(0.02)

    second = run(installation, "restore", "--drill", backup)
    first.kill()
    first.communicate()

    assert (second.code, "Un autre essai de restauration est en cours" in second.text) == (1, True)
    assert aside.exists()
    assert "Essai réussi" in next_drill(installation, backup)
    assert (databases(installation), hidden(installation)) == ([], [])


@pytest.mark.skipif(not server_address(), reason="SQLite asks no right")
def test_account_that_may_make_no_database_is_given_the_command(
    installation: OwnDatabase, tmp_path: Path
) -> None:
    backup = tmp_path / "du-jour.zip"
    done(installation, "backup", backup)
    name = urlsplit(installation.url).path.lstrip("/")
    account = f"bare_{name}"
    with closing(psycopg.connect(server_address(), autocommit=True)) as server:
        server.execute(f"CREATE ROLE \"{account}\" LOGIN PASSWORD 'bare'")
        server.execute(f'GRANT pg_read_all_data TO "{account}"')
        try:
            parts = urlsplit(installation.url)
            place = parts.netloc.rpartition("@")[2]
            address = f"postgresql://{account}:bare@{place}{parts.path}?{parts.query}"
            refused = run(OwnDatabase(address, installation.data), "restore", "--drill", backup)
        finally:
            server.execute(f'DROP OWNED BY "{account}"')
            server.execute(f'DROP ROLE "{account}"')

    assert refused.code == 1
    assert f"ALTER ROLE {account} CREATEDB" in refused.text
    assert hidden(installation) == []
