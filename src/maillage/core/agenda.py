"""What waits for this reader, and which dates come next?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.points import Point, Reader

SOON = timedelta(days=15)
MOST_WAITING = 3
MOST_DATES = 20


@dataclass(frozen=True)
class Waiting:
    """One thing that calls for this reader: what, why in a sentence, minutes, and where.

    What `can_wait` completes the cooperation, and comes after all that somebody waits for.
    """

    label: str
    reason: str
    url: str
    minutes: int = 5
    verb: str = ""
    can_wait: bool = False


def pressing_first(lines: Iterable[Waiting]) -> list[Waiting]:
    """The same lines, in their order, those that can wait after the others."""
    return sorted(lines, key=lambda one: one.can_wait)


@dataclass(frozen=True)
class Upcoming:
    """A dated event or limit of the cooperation."""

    on: date
    label: str
    reason: str
    url: str


@dataclass(frozen=True)
class Agenda:
    """A meeting to come, the numbers of the subjects that its agenda bears on, and its page."""

    on: date
    label: str
    subjects: frozenset[int]
    url: str


waiting: Point[[Reader, date], Waiting] = Point("waiting")
dates: Point[[Reader, date, date], Upcoming] = Point("dates")
agendas: Point[[Reader, date], Agenda] = Point("agendas")
