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
class LastChange:
    """The last thing written in a workspace: its number and its instant, if there is one."""

    pk: int
    at: datetime | None


current: ContextVar[CurrentChange | None] = ContextVar("journal_change", default=None)
changes_read: ContextVar[dict[int, LastChange] | None] = ContextVar(
    "journal_changes_read", default=None
)
