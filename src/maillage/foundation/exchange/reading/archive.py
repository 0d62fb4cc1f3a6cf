"""Is this archive what it says, before anything is unpacked?"""

import io
import zipfile

from maillage.core.archives import CLOSED, DAMAGED
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.reading.limits import (
    MAX_ENTRIES,
    MAX_PACKING_RATIO,
    MAX_UNPACKED_BYTES,
)

ZIP = b"PK\x03\x04"
_BROKEN = (
    "Ce fichier est abîmé ou n’est pas un vrai classeur. "
    "Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, ODS ou CSV, puis déposez-le."
)
_BOMB = (
    "Ce classeur occupe une place démesurée une fois ouvert : il est refusé par prudence. "
    "Copiez le tableau utile dans un fichier neuf, puis déposez-le."
)


class Archive:
    """The parts of a packed workbook, measured from its directory first."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (*DAMAGED, *CLOSED) as error:
            raise UnreadableFileError(_BROKEN) from error
        self.names = frozenset(self._zip.namelist())
        _check_directory(self._zip.infolist(), len(content))
        self.unpacked = sum(part.file_size for part in self._zip.infolist())

    def read(self, name: str) -> bytes:
        """A part of the archive; empty when it is absent."""
        if name not in self.names:
            return b""
        try:
            return self._zip.read(name)
        except DAMAGED as error:
            raise UnreadableFileError(_BROKEN) from error
        except CLOSED as error:
            raise UnreadableFileError(
                "Ce classeur est protégé par un mot de passe. "
                "Enregistrez-en une copie sans mot de passe, puis déposez-la."
            ) from error


def _check_directory(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or packed > size:
        raise UnreadableFileError(_BOMB)
    large = (part for part in parts if part.file_size > 2_000_000)
    if any(part.file_size > MAX_PACKING_RATIO * max(part.compress_size, 1) for part in large):
        raise UnreadableFileError(_BOMB)
