"""What was read stays true until something is written, and the last numbers say whether it was.

Totals over thousands of rows, and the pages that are opened again and again, are kept in the
process with the numbers of the workspace's last changes; a page asks for these numbers and reads
again only when they have moved. Nothing is shared between processes, so nothing has to be told to
them. Within a request these numbers are asked once.

On PostgreSQL a change with a smaller number may be committed after one with a greater: it then
appears among the last numbers, so that several are compared and not the greatest alone.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connections, router
from django.db.models import QuerySet
from django.utils import timezone

from maillage.foundation.journal.current import LastChanges, changes_read
from maillage.foundation.journal.models import Change

Read = TypeVar("Read")
Key = tuple[int, date, Hashable]
SETTLED = timedelta(seconds=10)
COMPARED = 32
NEVER = LastChanges((), None, None)


class Remembered(Generic[Read]):
    """Readings of one kind, by workspace, day and key; the oldest leave first."""

    def __init__(self, most: int | None = None) -> None:
        self._cache: dict[Key, tuple[tuple[int, ...], Read]] = {}
        self._most = most
        self._alone = Lock()

    def of(self, key: Hashable, workspace_id: int, read: Callable[[], Read]) -> Read:
        """What `read` gives, read again only after a change of the workspace or a new day.

        `key` says who reads and what is asked: it holds all that the reading depends on.
        """
        most = min(settings.REMEMBERED, self._most or settings.REMEMBERED)
        last = last_changes(workspace_id) if most else NEVER
        if not most or not _may_be_cached(last):
            return read()
        place = (workspace_id, timezone.localdate(), key)
        pair = self._cache.get(place)
        if pair is None or pair[0] != last.numbers:
            pair = (last.numbers, read())
        with self._alone:
            self._cache.pop(place, None)
            self._cache[place] = pair
            if len(self._cache) > most:
                del self._cache[next(iter(self._cache))]
        return pair[1]


def _may_be_cached(last: LastChanges) -> bool:
    """Whether what is read now stays true as long as the last numbers are these.

    Not while a transaction is writing: the rest of what it writes bears the same number. Not when
    more changes than are compared were made so shortly ago that one of them may still be on its
    way, no transaction lasting so long.
    """
    settled = timezone.now() - SETTLED
    if last.since is not None and last.since > settled:
        return False
    return last.at is None or last.at <= settled or not _is_writing()


def _is_writing() -> bool:
    return connections[router.db_for_read(Change)].in_atomic_block


@contextmanager
def reading_changes_once() -> Iterator[None]:
    """Asks the database once for the last changes of a workspace, until `journal.write`."""
    token = changes_read.set({})
    try:
        yield
    finally:
        changes_read.reset(token)


def last_changes(workspace_id: int) -> LastChanges:
    """The last changes of the workspace; `NEVER` when nothing was ever written."""
    read = changes_read.get()
    if read is not None and workspace_id in read:
        return read[workspace_id]
    last = _last(list(_latest(workspace_id)))
    if read is not None:
        read[workspace_id] = last
    return last


def _latest(workspace_id: int) -> QuerySet[Change, tuple[int, datetime]]:
    """The numbers and instants of the last changes of the workspace."""
    rows = Change.objects.filter(workspace_id=workspace_id).order_by("-pk")
    return rows.values_list("pk", "at")[:COMPARED]


def _last(pairs: Sequence[tuple[int, datetime]]) -> LastChanges:
    if not pairs:
        return NEVER
    numbers = tuple(number for number, _at in pairs)
    moments = [at for _number, at in pairs]
    return LastChanges(numbers, max(moments), min(moments) if len(pairs) == COMPARED else None)
