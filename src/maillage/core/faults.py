"""Which faults are those of the machine, that pass, and not ours?

A database that restarts, a disk that is full or read-only: the page says so and keeps what was
typed, instead of speaking of an error.
"""

import errno
import shutil
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED_DISK = (errno.EROFS, errno.EACCES, errno.EPERM)
FULL_WORDS = ("disk is full", "disk full", "no space left")
LEAST_ROOM = 1 << 16  # what SQLite wants beside the database to read it
READ_ONLY_WORDS = ("readonly database", "read-only transaction", "recovery is in progress")


class Fault(Enum):
    """What stops: the database is away, the disk is full, or nothing may be written."""

    AWAY = "away"
    FULL = "full"
    READ_ONLY = "read_only"


def fault_of(error: BaseException | None) -> Fault | None:
    """The machine's fault behind this error, or None when the error is ours."""
    while error is not None:
        fault = _fault(error)
        if fault is not None:
            return fault
        error = error.__cause__ or error.__context__
    return None


def _fault(error: BaseException) -> Fault | None:
    if isinstance(error, DatabaseError | InterfaceError):
        return _database_fault(error)
    if isinstance(error, OSError):
        if error.errno in FULL_DISK:
            return Fault.FULL
        return Fault.READ_ONLY if error.errno in CLOSED_DISK else None
    return None


def _database_fault(error: Exception) -> Fault | None:
    text = str(error).lower()
    if any(words in text for words in FULL_WORDS):
        return Fault.FULL
    is_read_only = any(words in text for words in READ_ONLY_WORDS)
    if not is_read_only and not isinstance(error, OperationalError | InterfaceError):
        return None
    if is_full(settings.DATA):
        return Fault.FULL
    return Fault.READ_ONLY if is_read_only else Fault.AWAY


def is_full(folder: Path) -> bool:
    """Whether no room is left on the disk of this folder."""
    return folder.is_dir() and shutil.disk_usage(folder).free < LEAST_ROOM
