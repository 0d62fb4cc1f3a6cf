"""What was counted stays true until something is written, and one number says whether it was.

Totals over thousands of rows are kept in the process with the number of the workspace's last
change; a page asks for that number and counts again only when it has moved. Nothing is shared
between processes, so nothing has to be told to them.
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Generic, TypeVar

from django.conf import settings
from django.utils import timezone

from maillage.foundation.journal.models import Change

Counted = TypeVar("Counted")
Key = tuple[int, date, Hashable]


class Remembered(Generic[Counted]):
    """Counts of one kind, by workspace, day and key; the oldest leave first."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[int, Counted]] = {}

    def of(self, key: Hashable, workspace_id: int, count: Callable[[], Counted]) -> Counted:
        """What `count` gives, counted again only after a change of the workspace or a new day.

        `key` says who reads and what is asked: it holds all that the count depends on.
        """
        most = settings.REMEMBERED_COUNTS
        if not most:
            return count()
        change = last_change(workspace_id)
        place = (workspace_id, timezone.localdate(), key)
        held = self._kept.pop(place, None)
        if held is None or held[0] != change:
            held = (change, count())
        self._kept[place] = held
        if len(self._kept) > most:
            self._kept.pop(next(iter(self._kept)), None)
        return held[1]


def last_change(workspace_id: int) -> int:
    """The number of the last change of the workspace, 0 when nothing was ever written."""
    rows = Change.objects.filter(workspace_id=workspace_id).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0
