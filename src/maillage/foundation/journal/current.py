"""Which change is being written just now, in this thread of work?"""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class CurrentChange:
    """The numbers that an audit entry takes from the gesture it belongs to."""

    change_id: int
    cooperation_id: int | None
    author_id: int | None


current: ContextVar[CurrentChange | None] = ContextVar("journal_change", default=None)
