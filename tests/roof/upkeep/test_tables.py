"""Tables made at once, to begin or to restore, are those that the migrations make in turn."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations.loader import MigrationLoader

from tests.models_of_databases import FILE
from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.installations import SNAPSHOTS, migrations_of
from tests.roof.upkeep.tables import Tables, described_tables

Migrations = list[list[str]]
AT_ONCE = """
from django.db import transaction
from maillage.roof.upkeep.archive.house import open_to_change, rebuild
with open_to_change(), transaction.atomic():
    rebuild(MIGRATIONS)
"""
COUNTED = """
from django.apps import apps
print(json.dumps({one._meta.label: one._base_manager.count() for one in apps.get_models()}))
"""
MIGRATED = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
ONE_BY_ONE = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from maillage.roof.upkeep.archive.shape import last_of
MigrationExecutor(connection).migrate(last_of(MIGRATIONS))
"""


def tables_of(database: OwnDatabase) -> Tables:
    """The tables of a database that other processes made."""
    if database.url.startswith("postgres"):
        with psycopg.connect(database.url) as server, server.cursor() as cursor:
            return described_tables(cursor, is_postgres=True)
    with closing(sqlite3.connect(database.data / FILE)) as reader:
        return described_tables(reader.cursor(), is_postgres=False)


def tables_made(database: OwnDatabase, code: str, migrations: Migrations) -> tuple[Tables, object]:
    """The tables once made by this code at these migrations, and the migrations then received."""
    text = "from maillage.roof.upkeep.archive.shape import applied\nprint(json.dumps(applied()))"
    received = database.run_python(f"MIGRATIONS = {list(map(tuple, migrations))}\n{code}\n{text}")
    return tables_of(database), received


def states() -> list[Migrations]:
    """The migrations of each snapshot that had not received them all, the oldest first; today's."""
    today = [list(key) for key in sorted(MigrationLoader(None).disk_migrations)]
    groups = [migrations_of(path) for path in SNAPSHOTS.glob("*.zip")]
    return [*sorted((one for one in groups if len(one) < len(today)), key=len), today]


@pytest.mark.django_db
def test_a_database_made_at_once_is_the_one_that_migrations_make(blank: OwnDatabase) -> None:
    by_one = [tables_made(blank, ONE_BY_ONE, received) for received in states()]
    rows: object = blank.run_python(MIGRATED + COUNTED)
    at_once = [tables_made(blank, AT_ONCE, received) for received in states()]
    # The tests begin with tables made at once. One that empties them leaves none of what Django
    # writes there once they are made.
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)

    assert by_one == at_once
    assert rows == {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    assert len({str(made) for made in at_once}) >= 3
    assert len(at_once[-1][0]) > 100
