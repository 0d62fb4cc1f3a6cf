"""Which tables does a database hold at a state of its migrations?

Rows are written and read through the models of that state, not today's: a backup of an older
release, or of a database that waits for its migrations, is understood as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps

Migration = tuple[str, str]

# Passing things of one machine: who is signed in, tries counted, work queued, backups made here.
# Leaving them out signs everybody out of a restored installation, and repeats no work.
LEFT_OUT = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "django_tasks_database_dbtaskresult",
        "upkeep_beat",
        "upkeep_failure",
        "upkeep_backuprun",
    }
)


@dataclass(frozen=True)
class Shape:
    """The models of a state of the migrations, and that state."""

    migrations: tuple[Migration, ...]
    apps: StateApps

    def all_models(self) -> list[type[models.Model]]:
        """Every model that has a table, those of many-to-many links included, by table."""
        results = self.apps.get_models(include_auto_created=True)
        own = [model for model in results if model._meta.managed and not model._meta.proxy]
        return sorted(own, key=lambda model: model._meta.db_table)

    def models_to_save(self) -> list[type[models.Model]]:
        """The models whose rows a backup keeps."""
        return [model for model in self.all_models() if model._meta.db_table not in LEFT_OUT]


def applied() -> tuple[Migration, ...]:
    """The migrations that this database has received, in a constant order."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def shape_at(migrations: Iterable[Migration]) -> Shape:
    """The shape of a database that has received these migrations, all known to this version."""
    state = MigrationLoader(None).project_state(last_of(migrations))
    return Shape(tuple(sorted(migrations)), state.apps)


def shape_here() -> Shape:
    """The shape of this database, as far as this version knows it."""
    return shape_at(of_this_version(applied()))


def of_this_version(migrations: Iterable[Migration]) -> list[Migration]:
    """Those of these migrations that this version has."""
    ours = MigrationLoader(None).disk_migrations
    return [one for one in migrations if one in ours]


def last_of(migrations: Iterable[Migration]) -> list[Migration]:
    """Among these migrations, those that no other of their app follows: where to migrate to."""
    wanted, graph = set(migrations), MigrationLoader(None).graph
    return sorted(
        one
        for one in wanted
        if not any(
            child.key in wanted and child.key[0] == one[0] for child in graph.node_map[one].children
        )
    )
