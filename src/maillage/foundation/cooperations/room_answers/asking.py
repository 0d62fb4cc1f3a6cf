"""What do the rooms answer to this reader? Asked of them again only after a change.

For pages. What acts alone (reminders, the chores of each minute) asks the point itself.
"""

from collections.abc import Hashable
from typing import TypeVar, cast

from maillage.core.points import Point
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.journal.remembered import Remembered

Answer = TypeVar("Answer")
_rows_by_day: Remembered[tuple[object, ...]] = Remembered()


def ask_rooms(point: Point[..., Answer], access: Access, *keys: Hashable) -> list[Answer]:
    """What every room answers to this access, in their order, kept until something is written.

    `asked` is all that the answers depend on beside the access, the day and the database.
    """
    key = (point, access.pk, access.role, *keys)
    workspace = access.cooperation.workspace_id
    values = _rows_by_day.of(key, workspace, lambda: tuple(point.ask(access, *keys)))
    return list(cast("tuple[Answer, ...]", values))
