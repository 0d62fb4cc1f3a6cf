"""Tables made at once, to begin or to restore, are those that the migrations make in turn."""

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations.loader import MigrationLoader

from tests.models_of_databases import ROOT
from tests.reliability.database import DatabaseFacts, OwnDatabase
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


def states_made(database: OwnDatabase, make: str) -> DatabaseFacts:
    """By state, once made by this code: how many tables, all of them and what was received."""
    return database.run_python(EACH_STATE.format(root=str(ROOT), make=make, states=states()))


@pytest.mark.django_db
def test_a_database_made_at_once_is_the_one_that_migrations_make(blank: OwnDatabase) -> None:
    by_one = states_made(blank, ONE_BY_ONE)
    rows: object = blank.run_python(ROWS)
    at_once = states_made(blank, AT_ONCE)
    # The tests begin with tables made at once. One that empties them leaves none of what Django
    # writes there once they are made.
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)

    assert by_one == at_once
    assert rows == {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    assert len(set(at_once["states"])) >= 3
    assert at_once["counts"][-1] > 100
