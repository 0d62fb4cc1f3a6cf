"""How is the database read when nothing can be written beside it?

SQLite in WAL mode writes two files beside the database even to read it. Where the disk is full or
its folder closed, and no written page waits in those files, nobody is writing: the database may be
read as a file that does not change. A connection that may not write ends with its request: the next
one tries again as usual, so that writing comes back by itself.
"""

import atexit
import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from maillage.core.faults import is_full


class PassingConnection(sqlite3.Connection):
    """A connection that may only read, for now."""


def connected(database: str, *, timeout: float = 5, **how: object) -> sqlite3.Connection:
    """A connection that writes, or else one that reads where the machine forbids more."""
    path = Path(database)
    kind = PassingConnection if _is_still(path) else sqlite3.Connection
    try:
        return _opened(kind, database, timeout)
    except sqlite3.OperationalError:
        if kind is sqlite3.Connection or _waits(path):
            raise
        return _opened(kind, f"file:{quote(str(path))}?mode=ro&immutable=1", timeout)


def _opened(kind: type[sqlite3.Connection], database: str, timeout: float) -> sqlite3.Connection:
    """A connection that has looked into its file; Django says itself who shares it."""
    connection = kind(
        database,
        timeout=timeout,
        detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
        check_same_thread=False,
        uri=True,
    )
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def _is_still(path: Path) -> bool:
    """Whether the file is there and cannot change."""
    if not path.is_file():
        return False
    return not all(os.access(one, os.W_OK) for one in (path, path.parent)) or is_full(path.parent)


def _waits(path: Path) -> bool:
    """Whether a written page waits beside the file."""
    beside = Path(f"{path}-wal")
    return beside.exists() and beside.stat().st_size > 0


def leave_passing_connections() -> None:
    """From now on a connection that may only read ends with the request that opened it."""
    connection_created.connect(_leave_soon, dispatch_uid="maillage.passing")


def close_at_the_end() -> None:
    """A process that ends closes its connections: SQLite then leaves no file of pages to come."""
    atexit.register(connections.close_all)


def _leave_soon(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if isinstance(connection.connection, PassingConnection):
        connection.close_at = time.monotonic()
