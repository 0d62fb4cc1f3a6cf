"""Which change is written just now, and which were read, in this thread of work?"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CurrentChange:
    """The numbers that an audit entry takes from the gesture it belongs to."""

    change_id: int
    cooperation_id: int | None
    author_id: int | None


@dataclass(frozen=True)
class LastChanges:
    """The last things written in a workspace: their numbers, latest first, and an instant.

    `since` is the instant of the earliest of them when there may be others before, else None.
    """

    numbers: tuple[int, ...]
    at: datetime | None
    since: datetime | None


current: ContextVar[CurrentChange | None] = ContextVar("journal_change", default=None)
changes_read: ContextVar[dict[int, LastChanges] | None] = ContextVar(
    "journal_changes_read", default=None
)
