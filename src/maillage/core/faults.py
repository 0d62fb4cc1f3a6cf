"""Which faults are those of the machine, that pass, and not ours?

A database that restarts, a disk that is full or read-only: the page says so and keeps what was
typed, instead of speaking of an error.
"""

import errno
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_WORDS = ("disk is full", "disk full", "no space left")
READ_ONLY_WORDS = ("readonly database", "read-only transaction", "recovery is in progress")


class Fault(Enum):
    """What stops: the database is away, the disk is full, or nothing may be written."""

    AWAY = "away"
    FULL = "full"
    READ_ONLY = "read_only"


def fault_of(error: BaseException | None) -> Fault | None:
    """The machine's fault behind this error, or None when the error is ours."""
    while error is not None:
        found = _fault(error)
        if found is not None:
            return found
        error = error.__cause__ or error.__context__
    return None


def _fault(error: BaseException) -> Fault | None:
    if isinstance(error, DatabaseError | InterfaceError):
        return _database_fault(error)
    if isinstance(error, OSError):
        if error.errno in FULL_DISK:
            return Fault.FULL
        return Fault.READ_ONLY if error.errno == errno.EROFS else None
    return None


def _database_fault(error: Exception) -> Fault | None:
    said = str(error).lower()
    if any(words in said for words in FULL_WORDS):
        return Fault.FULL
    if any(words in said for words in READ_ONLY_WORDS):
        return Fault.READ_ONLY
    return Fault.AWAY if isinstance(error, OperationalError | InterfaceError) else None
