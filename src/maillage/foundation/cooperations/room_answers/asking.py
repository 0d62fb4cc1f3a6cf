"""What do the rooms answer to this reader? Asked of them again only after a change.

For pages. What acts alone (reminders, the chores of each minute) asks the point itself.
"""

from collections.abc import Hashable
from datetime import date
from typing import TypeVar, cast

from maillage.core.agenda import Waiting, pressing_first
from maillage.core.points import Point
from maillage.foundation.cooperations.room_answers.agenda import waits
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.journal.remembered import Remembered

Answer = TypeVar("Answer")
_rows_by_day: Remembered[tuple[object, ...]] = Remembered()
_waits_by_tool: Remembered[tuple[Waiting, ...]] = Remembered()


def ask_rooms(point: Point[..., Answer], access: Access, *keys: Hashable) -> list[Answer]:
    """What every room answers to this access, in their order, kept until something is written.

    `asked` is all that the answers depend on beside the access, the day and the database.
    """
    key = (point, access.pk, access.role, *keys)
    workspace = access.cooperation.workspace_id
    values = _rows_by_day.of(key, workspace, lambda: tuple(point.ask(access, *keys)))
    return list(cast("tuple[Answer, ...]", values))


def waits_of_tool(access: Access, tool: str, today: date) -> list[Waiting]:
    """What of one tool waits for this access, what can wait last; kept the same way."""
    key = ("waits", access.pk, access.role, tool, today)
    lines = _waits_by_tool.of(
        key,
        access.cooperation.workspace_id,
        lambda: tuple(pressing_first(waits.lines_of(tool, access, today))),
    )
    return list(lines)
