"""Somebody else writes between the moment a page was read and the moment it is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

BEGINS = "SAVEPOINT"  # the transaction of a gesture, inside that of its test


@contextmanager
def written_meanwhile(write: Callable[[], object]) -> Iterator[None]:
    """Does `write` just before the first transaction of this block, once the page was read."""
    left = [write]

    def before(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        if left and sql.startswith(BEGINS):
            left.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(before):
        yield
    assert left == []
