"""How is the whole database read as it stood at one instant, while others go on writing?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_instant() -> Iterator[None]:
    """All that is read inside comes from one instant; nobody waits for it."""
    with _without_lock(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _without_lock() -> Iterator[None]:
    """SQLite begins by reading only, instead of taking at once the right to write."""
    connection.ensure_connection()
    usual = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # SQLite's own setting
    try:
        yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]  # SQLite's own setting
