"""Writing the whole installation into one file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import DatabaseError, connection

from maillage.core.snapshot import one_instant
from maillage.roof.upkeep.archive import keys
from maillage.roof.upkeep.archive.manifest import FILES, TABLES, Manifest, Part, blank_manifest
from maillage.roof.upkeep.archive.packing import Packer, whole_or_nothing
from maillage.roof.upkeep.archive.rows import lines_of
from maillage.roof.upkeep.archive.shape import applied, of_this_version, shape_at
from maillage.roof.upkeep.faults import BackupFailedError, reason_of
from maillage.roof.upkeep.services.arrival import attachments_folder, end_arrival


def make_backup(*, path: Path) -> Manifest:
    """What the backup now in this file holds; BackupFailedError when none could be made.

    A file of that name stays as it was until the backup is whole. What a restore left to do is
    done first: rows and attachments go together.
    """
    end_arrival()
    try:
        with whole_or_nothing(path) as stream, closing(Packer(stream)) as packer:
            manifest = _pack(packer)
            packer.finish(manifest)
    except OSError as error:
        raise BackupFailedError(
            f"La sauvegarde ne peut pas s’écrire dans {path.parent} : {reason_of(error)}. "
            "La précédente est intacte. Faites de la place, ou choisissez un autre dossier."
        ) from error
    except DatabaseError as error:
        raise BackupFailedError(
            "La base ne se lit pas jusqu’au bout : aucune sauvegarde n’a été écrite, la "
            "précédente est intacte."
        ) from error
    return manifest


def _pack(packer: Packer) -> Manifest:
    with one_instant():
        migrations = applied()
        if not migrations:
            raise BackupFailedError("La base est vide : il n’y a rien à sauvegarder.")
        if of_this_version(migrations) != list(migrations):
            raise BackupFailedError(
                "La base est plus récente que ce logiciel : mettez d’abord le logiciel à jour."
            )
        manifest = blank_manifest(migrations, connection.vendor)
        for model in shape_at(migrations).models_to_save():
            table = model._meta.db_table
            # Left unread by a full disk, the rows would outlive the connection that reads them.
            with closing(lines_of(model)) as lines:
                part = packer.add_lines(f"{TABLES}{table}.jsonl", lines)
            manifest.tables[table] = Part(part.size, part.sha256, keys.last_given(model))
    for name, source in _attachments():
        with source.open("rb") as stream:
            manifest.files[name] = packer.add_file(FILES + name, stream)
    return manifest


def _attachments() -> Iterator[tuple[str, Path]]:
    folder = attachments_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path
