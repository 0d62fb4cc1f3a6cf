"""What was read stays true until something is written, and one number says whether it was.

Totals over thousands of rows, and the pages that are opened again and again, are kept in the
process with the number of the workspace's last change; a page asks for that number and reads again
only when it has moved. Nothing is shared between processes, so nothing has to be told to them.
Within a request that number is asked once.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Lock
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connections, router
from django.utils import timezone

from maillage.foundation.journal.current import LastChange, changes_read
from maillage.foundation.journal.models import Change

Read = TypeVar("Read")
Key = tuple[int, date, Hashable]
SETTLED = timedelta(seconds=10)
NEVER = LastChange(0, None)


class Remembered(Generic[Read]):
    """Readings of one kind, by workspace, day and key; the oldest leave first."""

    def __init__(self, most: int | None = None) -> None:
        self._kept: dict[Key, tuple[int, Read]] = {}
        self._most = most
        self._alone = Lock()

    def of(self, key: Hashable, workspace_id: int, read: Callable[[], Read]) -> Read:
        """What `read` gives, read again only after a change of the workspace or a new day.

        `key` says who reads and what is asked: it holds all that the reading depends on.
        """
        most = min(settings.REMEMBERED, self._most or settings.REMEMBERED)
        change = last_change(workspace_id) if most else NEVER
        if not most or not _is_settled(change):
            return read()
        place = (workspace_id, timezone.localdate(), key)
        held = self._kept.get(place)
        if held is None or held[0] != change.pk:
            held = (change.pk, read())
        with self._alone:
            self._kept.pop(place, None)
            self._kept[place] = held
            if len(self._kept) > most:
                del self._kept[next(iter(self._kept))]
        return held[1]


def _is_settled(change: LastChange) -> bool:
    """Whether no change with a smaller number may still be on its way: none takes so long.

    SQLite has one writer, so that what was committed is settled at once; inside a transaction the
    number is not committed yet, and may be another's after a rollback.
    """
    if change.at is None or timezone.now() - change.at > SETTLED:
        return True
    connection = connections[router.db_for_read(Change)]
    return connection.vendor == "sqlite" and not connection.in_atomic_block


@contextmanager
def reading_changes_once() -> Iterator[None]:
    """Asks the database once for the last change of a workspace, until `journal.write`."""
    token = changes_read.set({})
    try:
        yield
    finally:
        changes_read.reset(token)


def last_change(workspace_id: int) -> LastChange:
    """The last change of the workspace; its number is 0 when nothing was ever written."""
    read = changes_read.get()
    if read is not None and workspace_id in read:
        return read[workspace_id]
    rows = Change.objects.filter(workspace_id=workspace_id).order_by("-pk")
    found = rows.values_list("pk", "at").first()
    last = LastChange(*found) if found else NEVER
    if read is not None:
        read[workspace_id] = last
    return last
