"""Bringing an installation back from one file, on either database, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import Model

from maillage.foundation.mail.services import hold_back_restored
from maillage.roof.upkeep.archive import keys
from maillage.roof.upkeep.archive.house import (
    count_rows,
    fill,
    is_filled,
    judge_links_at_once,
    keep_on_disk,
    open_to_change,
    rebuild,
)
from maillage.roof.upkeep.archive.manifest import Manifest, Part
from maillage.roof.upkeep.archive.opening import Backup, opened
from maillage.roof.upkeep.archive.rows import digest_of, lines_of
from maillage.roof.upkeep.archive.shape import Shape, of_this_version, shape_at
from maillage.roof.upkeep.faults import RestoreRefusedError, reason_of
from maillage.roof.upkeep.services.arrival import Arrival, arriving, hold_arrivals
from maillage.roof.upkeep.services.replay import erase_again

OUT_OF_LOCKS = "53200"  # « out of shared memory », as PostgreSQL numbers it


@dataclass(frozen=True)
class Restored:
    """What came back: the backup's own list, and how many people erased since were kept out."""

    manifest: Manifest
    erased: int


def restore(*, path: Path, replace: bool = False, from_elsewhere: bool = False) -> Restored:
    """What came back; RestoreRefusedError, and nothing has changed, when it cannot be whole.

    The tables are made as the backup knew them, filled, verified, then brought to this version,
    the letters that waited are held back, the people erased since are erased again: one
    transaction, with which the attachments come. `replace` accepts to lose what the database holds,
    `from_elsewhere` a backup that this installation did not make.
    """
    with opened(path, from_elsewhere=from_elsewhere) as backup:
        shape = _understood(backup.manifest)
        if not replace and is_filled():
            raise RestoreRefusedError(
                "La base contient déjà des données : rien n’a été touché. Pour les remplacer par "
                "la sauvegarde, ajoutez --replace."
            )
        try:
            with arriving() as arrival:
                backup.unpack_files(arrival.folder)
                erased = _bring_back(backup, shape, arrival)
        except OSError as error:
            raise RestoreRefusedError(
                f"Les pièces jointes ne s’écrivent pas : {reason_of(error)}. Rien n’a été touché."
            ) from error
        except DatabaseError as error:
            raise RestoreRefusedError(
                f"La base n’a pas accepté la sauvegarde, et reste comme elle était. "
                f"({_reason(error)})"
            ) from error
        return Restored(backup.manifest, erased)


def _reason(error: DatabaseError) -> str:
    if getattr(error.__cause__, "sqlstate", "") == OUT_OF_LOCKS:
        return (
            "PostgreSQL manque de verrous : donnez max_locks_per_transaction = 256 dans sa "
            "configuration, relancez-le, puis recommencez."
        )
    return str(error)


def _understood(manifest: Manifest) -> Shape:
    """The shape of the backup, when this version knows all of it."""
    if of_this_version(manifest.migrations) != manifest.migrations:
        raise RestoreRefusedError(
            "Cette sauvegarde vient d’une version plus récente de Maillage : installez celle-ci, "
            "puis recommencez."
        )
    shape = shape_at(manifest.migrations)
    if {model._meta.db_table for model in shape.models_to_save()} != set(manifest.tables):
        raise RestoreRefusedError("Cette sauvegarde contient des tables que Maillage ignore.")
    return shape


def _bring_back(backup: Backup, shape: Shape, arrival: Arrival) -> int:
    keep_on_disk()
    with open_to_change(), transaction.atomic():
        hold_arrivals()
        rebuild(shape)
        for model in shape.models_to_save():
            _fill(model, backup)
        judge_links_at_once()
        transaction.get_connection().check_constraints()
        judge_links_at_once()
        call_command("migrate", interactive=False, verbosity=0)
        ContentType.objects.clear_cache()
        hold_back_restored()
        erased = erase_again()
        transaction.get_connection().check_constraints()
        count_rows()
        arrival.mark_rows()
    return erased


def _fill(model: type[Model], backup: Backup) -> None:
    table = model._meta.db_table
    part = backup.manifest.tables[table]
    model._base_manager.all().delete()
    fill(model, backup.lines(table))
    keys.set_last_given(model, part.last)
    count, digest = digest_of(lines_of(model))
    if Part(count, digest, part.last) != part:
        raise RestoreRefusedError(
            f"La table {table} ne revient pas à l’identique : rien n’a été touché."
        )
