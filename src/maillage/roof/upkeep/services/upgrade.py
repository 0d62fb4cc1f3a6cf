"""Bringing the database to this version, or leaving it exactly as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from maillage.roof.upkeep.archive.house import (
    BUILT_APPS,
    has_sound_pages,
    judge_links_at_once,
    make_tables,
    open_to_change,
)
from maillage.roof.upkeep.archive.shape import Migration, applied, shape_at, shape_here
from maillage.roof.upkeep.faults import UpgradeFailedError
from maillage.roof.upkeep.rotation import delete_older_upgrades, upgrade_name
from maillage.roof.upkeep.services.arrival import end_arrival
from maillage.roof.upkeep.services.backup import make_backup


@dataclass(frozen=True)
class Upgraded:
    """The migrations that the database received, and the backup made before them."""

    migrations: list[Migration]
    backup: Path | None = None


def upgrade(*, folder: Path) -> Upgraded:
    """What was done: nothing when the database is up to date, no backup when it is empty.

    UpkeepError stops it before anything has changed, or once all is undone: migrations and their
    verification are one transaction, so that a power failure undoes them too. What a restore
    left to do is done first.
    """
    end_arrival()
    waiting = waiting_migrations()
    if not waiting:
        return Upgraded([])
    if not applied():
        _begin(waiting)
        return Upgraded(waiting)
    backup = _backup_before(folder)
    try:
        _migrate(waiting)
    except Exception as fault:  # whatever a migration raises, the database is as it was
        raise UpgradeFailedError(
            f"La mise à jour a échoué et tout est défait : la base est comme avant. ({fault}) "
            f"La sauvegarde faite juste avant est {backup}. Reprenez la version précédente du "
            "logiciel, ou corrigez la cause et recommencez."
        ) from fault
    delete_older_upgrades(folder)
    return Upgraded(waiting, backup)


def _begin(waiting: list[Migration]) -> None:
    """Makes the tables of an empty database at once; what Django writes in them follows."""
    with open_to_change(), transaction.atomic():
        make_tables(shape_at(waiting))
        _refuse_faults()
    call_command("migrate", interactive=False, verbosity=0)


def waiting_migrations() -> list[Migration]:
    """The migrations of this version that the database has not received, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _backwards in plan]


def _backup_before(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / upgrade_name(timezone.localtime())
    make_backup(path=path)
    return path


def _migrate(waiting: list[Migration]) -> None:
    before = _counts(waiting)
    with open_to_change(), transaction.atomic():
        judge_links_at_once()
        call_command("migrate", interactive=False, verbosity=0)
        connection.check_constraints()
        _refuse_loss(before, _counts(waiting))
        _refuse_faults()


def _counts(waiting: list[Migration]) -> Mapping[str, int]:
    """How many rows each table has, in the apps that receive no migration."""
    moving = {app for app, _name in waiting} | BUILT_APPS
    return {
        model._meta.db_table: model._base_manager.count()
        for model in shape_here().models_to_save()
        if model._meta.app_label not in moving
    }


def _refuse_loss(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    moved = [table for table, count in before.items() if after.get(table) != count]
    if moved:
        raise UpgradeFailedError(f"Des lignes manquent ou sont en trop : {', '.join(moved)}.")


def _refuse_faults() -> None:
    if not has_sound_pages():
        raise DatabaseError("Le fichier de la base est abîmé.")
    serious = [check_message for check_message in checks.run_checks() if check_message.is_serious()]
    if serious:
        raise UpgradeFailedError(" ".join(str(check_message.msg) for check_message in serious))
