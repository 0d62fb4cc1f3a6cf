"""Tables made at once, to begin or to restore, are those that the migrations make in turn."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations.loader import MigrationLoader

from tests.models_of_databases import ROOT, server_address
from tests.reliability.database import (
    DatabaseFacts,
    OwnDatabase,
    copied_database,
    migrated_database,
)
from tests.roof.upkeep.installations import SNAPSHOTS, migrations_of

Migrations = list[list[str]]
# One process makes every state in turn: loading the house costs more than making its tables.
EACH_STATE = """
import sys
from django.db import connection, transaction
from maillage.roof.upkeep.archive.shape import applied
sys.path.append({root!r})
from tests.roof.upkeep.tables import described_tables
{make}
counts, states = [], []
for state in {states!r}:
    make([tuple(migration) for migration in state])
    with connection.cursor() as cursor:
        tables = described_tables(cursor, is_postgres=connection.vendor == "postgresql")
    counts.append(len(tables))
    states.append(json.dumps([tables, applied()], sort_keys=True))
print(json.dumps({{"counts": counts, "states": states}}))
"""
AT_ONCE = """
from maillage.roof.upkeep.archive.house import open_to_change, rebuild
from maillage.roof.upkeep.archive.shape import shape_at
def make(state):
    with open_to_change(), transaction.atomic():
        rebuild(shape_at(state))
"""
ONE_BY_ONE = """
from django.db.migrations.executor import MigrationExecutor
from maillage.roof.upkeep.archive.shape import last_of
def make(state):
    MigrationExecutor(connection).migrate(last_of(state))
"""
AS_IT_IS = """
def make(state):
    pass
"""
ROWS = """
from django.apps import apps
from django.core.management import call_command
call_command("migrate", verbosity=0)
print(json.dumps({one._meta.label: one._base_manager.count() for one in apps.get_models()}))
"""


def states() -> list[Migrations]:
    """The migrations of each snapshot that had not received them all, the oldest first; today's."""
    today = [list(key) for key in sorted(MigrationLoader(None).disk_migrations)]
    groups = [migrations_of(path) for path in SNAPSHOTS.glob("*.zip")]
    return [*sorted((one for one in groups if len(one) < len(today)), key=len), today]


def states_made(database: OwnDatabase, make: str, wanted: list[Migrations]) -> DatabaseFacts:
    """By state, once made by this code: how many tables, all of them and what was received."""
    return database.run_python(EACH_STATE.format(root=str(ROOT), make=make, states=wanted))


def rows_of_tests() -> dict[str, int]:
    """How many rows of each kind the tests begin with: those of tables made at once.

    A test that empties them leaves none of what Django writes there once they are made.
    """
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


@pytest.mark.django_db
def test_a_database_made_at_once_is_the_one_that_migrations_make(
    blank: OwnDatabase, is_long: bool
) -> None:
    """On PostgreSQL from nothing to the first state alone: the release is then brought to today."""
    wanted = states() if is_long or not server_address() else states()[:1]
    by_one = states_made(blank, ONE_BY_ONE, wanted)
    if wanted == states():
        rows: object = blank.run_python(ROWS)
        assert rows == rows_of_tests()

    at_once = states_made(blank, AT_ONCE, wanted)

    assert by_one == at_once
    assert len(set(at_once["states"])) == len(wanted)
    assert at_once["counts"][-1] > 40


@pytest.mark.skipif(not server_address(), reason="SQLite goes through all migrations from nothing")
def test_release_brought_to_this_version_has_the_tables_made_at_once(
    upgraded: OwnDatabase, tmp_path: Path
) -> None:
    today, model, folder = states()[-1:], migrated_database(), tmp_path / "begun"
    shutil.copytree(model.data, folder)

    brought = states_made(upgraded, AS_IT_IS, today)
    with copied_database(model, folder) as begun:
        at_once = states_made(begun, AS_IT_IS, today)

    assert brought == at_once
    assert at_once["counts"][0] > 100
