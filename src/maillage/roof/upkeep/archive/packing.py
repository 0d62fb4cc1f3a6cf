"""How is a backup written so that it is whole, or is not there at all?

The file grows under another name in the same folder, reaches the disk, then takes its name. The
comment of the ZIP, its last bytes, signs what comes before with the key of the installation, then
gives the SHA-256 of all that, signature included.
"""

import fcntl
import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.signing import BadSignature, Signer

from maillage.roof.upkeep.archive.manifest import MANIFEST, Manifest, Part
from maillage.roof.upkeep.faults import BackupFailedError

SEAL = b"sha256:"
SEAL_LENGTH = len(SEAL) + 64
ORIGIN = b"hmac-sha256:"
ORIGIN_LENGTH = len(ORIGIN) + 43 + 1
BLOCK = 1 << 20
LEVEL = 6


@contextmanager
def whole_or_nothing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes this name once all is written, and leaves nothing when it is not.

    What a killed backup left is written over by the next one of the same name.
    """
    partial = path.with_name(f".{path.name}.partial")
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as stream:
        if not is_claimed(stream, partial):
            raise BackupFailedError("Une autre sauvegarde vers ce fichier est en cours.")
        try:
            stream.truncate(0)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    sync_folder(path.parent)


def is_claimed(stream: BinaryIO, path: Path) -> bool:
    """Whether this process alone now holds the file of this name, opened as `stream`."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(stream.fileno()).st_ino == path.stat().st_ino
    except OSError:
        return False


def sync_folder(folder: Path) -> None:
    """Makes sure that the names of a folder have reached the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Packer:
    """Writes the parts of a backup one after the other, then its manifest and its seal."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)

    def add_lines(self, name: str, lines: Iterable[bytes]) -> Part:
        """A table: how many lines it has, and their digest."""
        total, count = hashlib.sha256(), 0
        with self.archive.open(_entry(name), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line)
                total.update(line)
                count += 1
        return Part(count, total.hexdigest())

    def add_file(self, name: str, source: BinaryIO) -> Part:
        """An attachment, kept as it is: how many bytes it has, and their digest."""
        total, size = hashlib.sha256(), 0
        entry = _entry(name)
        entry.compress_type = zipfile.ZIP_STORED
        with self.archive.open(entry, "w", force_zip64=True) as member:
            while block := source.read(BLOCK):
                member.write(block)
                total.update(block)
                size += len(block)
        return Part(size, total.hexdigest())

    def close(self) -> None:
        """Ends the archive, finished or given up."""
        self.archive.close()

    def finish(self, manifest: Manifest) -> None:
        """Writes the manifest, then the seal over everything."""
        self.archive.writestr(_entry(MANIFEST), manifest.to_json(), compresslevel=LEVEL)
        self.archive.comment = b" " * (ORIGIN_LENGTH + SEAL_LENGTH)
        self.archive.close()
        self.stream.flush()
        origin = origin_of(digest_before(self.stream, ORIGIN_LENGTH + SEAL_LENGTH))
        self.stream.seek(-ORIGIN_LENGTH - SEAL_LENGTH, os.SEEK_END)
        self.stream.write(origin)
        self.stream.flush()
        sealed = seal_of(self.stream)
        self.stream.seek(-SEAL_LENGTH, os.SEEK_END)
        self.stream.write(sealed)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def seal_of(stream: BinaryIO) -> bytes:
    """The seal of what comes before it in the file: whether a byte of it has changed."""
    return SEAL + digest_before(stream, SEAL_LENGTH).encode()


def origin_of(digest: str) -> bytes:
    """What only an installation that has our key writes of a file of this digest."""
    return ORIGIN + _signer().signature(digest).encode() + b"\n"


def is_ours(stream: BinaryIO, comment: bytes) -> bool:
    """Whether this comment of the file was written with our key, or one that it replaced."""
    if len(comment) != ORIGIN_LENGTH + SEAL_LENGTH or not comment.startswith(ORIGIN):
        return False
    signature = comment[len(ORIGIN) : ORIGIN_LENGTH - 1].decode(errors="replace")
    try:
        _signer().unsign(f"{digest_before(stream, len(comment))}:{signature}")
    except BadSignature:
        return False
    return True


def _signer() -> Signer:
    return Signer(salt="maillage.backup")


def digest_before(stream: BinaryIO, length: int) -> str:
    """The SHA-256 of the file without its last bytes."""
    total = hashlib.sha256()
    left = stream.seek(0, os.SEEK_END) - length
    stream.seek(0)
    while left > 0 and (block := stream.read(min(BLOCK, left))):
        total.update(block)
        left -= len(block)
    return total.hexdigest()
