"""What waits for this reader, and which dates come next?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from maillage.core import french
from maillage.core.points import Point, Reader

SOON = timedelta(days=15)
MOST_WAITING = 3
MOST_ALIKE = 200
MOST_DATES = 20
# From how many on the gestures of a kind that are best read one by one become one.
MANY = MOST_WAITING + 1


class Turn(IntEnum):
    """What comes first: what somebody waits for, then a legal delay, then what completes."""

    AWAITED = 0
    LEGAL = 1
    COMPLETES = 2


@dataclass(frozen=True)
class Alike:
    """How several gestures of one kind are one: its words, with %(n)s, and where they are made.

    `total` counts them all when the lines are only the first ones; where that is not known,
    `uncounted` says them without a number. Fewer than `least` stay one by one.
    """

    words: str
    url: str
    verb: str
    total: int = 0
    uncounted: str = ""
    least: int = 2


@dataclass(frozen=True)
class Waiting:
    """One thing that calls for this reader: what, with its structure and verb, why, and where.

    `minutes` are said only when they are fixed. Gestures that are `alike` become one, of which
    they are the `parts`, each under the shorter name of `part` when it has one.
    """

    label: str
    reason: str
    url: str
    minutes: int | None = None
    verb: str = ""
    turn: Turn = Turn.AWAITED
    alike: Alike | None = None
    part: str = ""
    parts: tuple["Waiting", ...] = ()

    @property
    def can_wait(self) -> bool:
        """Whether it completes the cooperation, and nobody waits for it."""
        return self.turn == Turn.COMPLETES


def pressing_first(lines: Iterable[Waiting]) -> list[Waiting]:
    """The same lines, in their order, what somebody waits for before the others."""
    return sorted(lines, key=lambda one: one.turn)


def gestures_of(lines: Iterable[Waiting]) -> list[Waiting]:
    """The gestures of a day: the most pressing first, those that are alike in one."""
    rows_by_kind: dict[Alike | int, list[Waiting]] = {}
    for number, line in enumerate(pressing_first(lines)):
        rows_by_kind.setdefault(line.alike or number, []).append(line)
    return [one for rows in rows_by_kind.values() for one in _as_one(rows)]


def _as_one(rows: Sequence[Waiting]) -> Sequence[Waiting]:
    first, alike = rows[0], rows[0].alike
    if alike is None or len(rows) < alike.least:
        return rows
    total = max(alike.total, len(rows))
    label = alike.uncounted or alike.words % {"n": french.in_words(total)}
    names = [one.part or one.label for one in rows]
    listed = ", ".join(names[:MOST_WAITING]) if alike.uncounted else french.listed(names, total)
    reason = french.capital(listed) + ("…" if alike.uncounted else ".")
    label, parts = french.capital(label), tuple(rows)
    return [Waiting(label, reason, alike.url, verb=alike.verb, turn=first.turn, parts=parts)]


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
# What the reader asked of others, who have still to answer.
awaited: Point[[Reader, date], Waiting] = Point("awaited")
# What could be done on a day when nothing presses, proven by a date.
suggestions: Point[[Reader, date], Waiting] = Point("suggestions")
dates: Point[[Reader, date, date], Upcoming] = Point("dates")
agendas: Point[[Reader, date], Agenda] = Point("agendas")
