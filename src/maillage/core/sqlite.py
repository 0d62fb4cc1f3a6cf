"""How is the database read when nothing can be written beside it?

SQLite in WAL mode writes two files beside the database even to read it. Where the disk is full or
its folder closed, and no written page waits in those files, nobody is writing: the database may be
read as a file that does not change. The next connection tries again as usual, so that writing comes
back by itself.
"""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from maillage.core.faults import is_full


def connected(database: str, *, timeout: float = 5, **how: object) -> sqlite3.Connection:
    """A connection that writes, or else one that reads where the machine forbids more."""
    try:
        return _opened(database, timeout)
    except sqlite3.OperationalError:
        path = Path(database)
        if not _is_still(path):
            raise
        return _opened(f"file:{quote(str(path))}?mode=ro&immutable=1", timeout)


def _opened(database: str, timeout: float) -> sqlite3.Connection:
    """A connection that has looked into its file; Django says itself who shares it."""
    connection = sqlite3.Connection(
        database,
        timeout=timeout,
        detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
        check_same_thread=False,
        uri=True,
    )
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def _is_still(path: Path) -> bool:
    """Whether the file is there, cannot change, and no written page waits beside it."""
    waiting = Path(f"{path}-wal")
    is_whole = path.is_file() and not (waiting.exists() and waiting.stat().st_size)
    return is_whole and (is_full(path.parent) or not os.access(path.parent, os.W_OK))
