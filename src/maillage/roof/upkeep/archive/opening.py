"""Is this file a backup of ours, whole and untouched, and what does it hold?"""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from maillage.roof.upkeep.archive.manifest import FILES, MANIFEST, TABLES, Manifest, manifest_of
from maillage.roof.upkeep.archive.packing import BLOCK, SEAL_LENGTH, is_ours, seal_of
from maillage.roof.upkeep.faults import RestoreRefusedError


class Backup:
    """An opened backup: its manifest, and its parts read little by little."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive, self.manifest = archive, manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table as they were written."""
        with self.archive.open(f"{TABLES}{table}.jsonl") as member:
            yield from member

    def unpack_files(self, folder: Path) -> None:
        """Writes the attachments under this folder, each of them verified."""
        for name, part in self.manifest.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._unpack(name, target) != part.sha256:
                raise RestoreRefusedError(f"La pièce jointe {name} est abîmée dans la sauvegarde.")

    def _unpack(self, name: str, target: Path) -> str:
        total = hashlib.sha256()
        with self.archive.open(FILES + name) as member, target.open("wb") as written:
            while block := member.read(BLOCK):
                written.write(block)
                total.update(block)
            written.flush()
            os.fsync(written.fileno())
        return total.hexdigest()


@contextmanager
def opened(path: Path, *, from_elsewhere: bool = False) -> Iterator[Backup]:
    """The backup in this file; RestoreRefusedError when a single byte of it has changed.

    It is refused too when our key did not seal it, unless it may come from elsewhere.
    """
    if not path.is_file():
        raise RestoreRefusedError(f"Il n’y a pas de fichier {path}.")
    with path.open("rb") as stream:
        sealed = seal_of(stream)
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - SEAL_LENGTH))
        if stream.read() != sealed:
            raise RestoreRefusedError(
                f"{path.name} est abîmé, incomplet, ou n’est pas une sauvegarde de Maillage : "
                "rien n’a été touché. Prenez une autre sauvegarde."
            )
        with zipfile.ZipFile(stream) as archive:
            if not from_elsewhere and not is_ours(stream, archive.comment):
                raise RestoreRefusedError(
                    f"Rien ne prouve que {path.name} vient de cette installation : sa clé "
                    "(MAILLAGE_SECRET_KEY, MAILLAGE_FORMER_KEYS) ne l’a pas scellé. Rien n’a été "
                    "touché. Si vous savez d’où il vient, ajoutez --from-elsewhere."
                )
            yield Backup(archive, _manifest(archive))


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        manifest = manifest_of(archive.read(MANIFEST))
    except (KeyError, ValueError, TypeError) as error:
        raise RestoreRefusedError(
            "Cette sauvegarde vient d’une version plus récente de Maillage : installez celle-ci, "
            "puis recommencez."
        ) from error
    _refuse_strange_names(archive, manifest)
    return manifest


def _refuse_strange_names(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Refuses a part that nothing announces, and a file that would be written elsewhere."""
    lines = {f"{TABLES}{table}.jsonl" for table in manifest.tables}
    lines |= {FILES + name for name in manifest.files} | {MANIFEST}
    outside = [name for name in manifest.files if _leaves_its_folder(name)]
    if sorted(archive.namelist()) != sorted(lines) or outside:
        raise RestoreRefusedError("Cette sauvegarde ne contient pas ce qu’elle annonce.")


def _leaves_its_folder(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name
