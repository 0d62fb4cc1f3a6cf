"""What happened, and is to come, between a structure and the cooperation, strand by strand?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from maillage.core.agenda import Waiting
from maillage.core.points import Point, Reader
from maillage.core.sheet import Line

Key = Literal["votes", "promises", "presence", "words"]
IN_ORDER: tuple[Key, ...] = ("votes", "promises", "presence", "words")


@dataclass(frozen=True, slots=True)
class StrandMark:
    """One thing of a strand: what it is, how it stands since its day, and where it is told.

    `fact` is what a sentence counts. While it `is_open` something is still expected, on `next_on`
    when that day is known; `missed_on` is the day, now past, on which it was. `limit` is the last
    day to do it. `text` is written in place of a shape. The `gesture` is what this thing calls
    for, for this reader.
    """

    fact: str
    on: date | None
    title: str
    note: str
    url: str
    family: str = ""
    value: str = ""
    text: str = ""
    is_open: bool = False
    next_on: date | None = None
    missed_on: date | None = None
    limit: date | None = None
    gesture: Waiting | None = None

    @property
    def day(self) -> date | None:
        """The day by which it is put in order: the one to come, or its own."""
        return self.next_on or self.on or self.missed_on

    @property
    def line(self) -> Line:
        """The same in a list."""
        calls = self.is_open and self.missed_on is not None
        return Line(self.title, self.note, self.url, self.family, self.value, calls=calls)


@dataclass(frozen=True)
class Strand:
    """What a room answers: the marks of each structure that was asked for, by its number.

    One `is_locked` is read by some alone, and left out on paper. One `is_partial` may hide marks
    from this reader: without any, it is not there, since it would say that there is none.
    """

    key: Key
    label: str
    by_structure: Mapping[int, Sequence[StrandMark]]
    is_locked: bool = False
    is_partial: bool = False


@dataclass(frozen=True)
class ThreadStrand:
    """A strand of one structure, oldest mark first, those without a day last."""

    key: Key
    label: str
    marks: tuple[StrandMark, ...]
    is_locked: bool = False

    @property
    def lines(self) -> list[Line]:
        """The same in a list, the last first."""
        return [mark.line for mark in reversed(self.marks)]


@dataclass(frozen=True)
class Thread:
    """What is between a structure and the cooperation, as far as the reader may know."""

    strands: tuple[ThreadStrand, ...] = ()

    def marks(self, key: Key) -> tuple[StrandMark, ...]:
        """The marks of one strand; none when the reader does not read it."""
        return next((one.marks for one in self.strands if one.key == key), ())

    @property
    def all_marks(self) -> list[StrandMark]:
        """The marks of all the strands, strand by strand."""
        return [mark for strand in self.strands for mark in strand.marks]

    @property
    def open_marks(self) -> list[StrandMark]:
        """What is still expected, the soonest first, without a day last."""
        rows = [mark for mark in self.all_marks if mark.is_open]
        return sorted(rows, key=lambda one: one.day or date.max)

    @property
    def has_marks(self) -> bool:
        """Whether anything at all was noted."""
        return any(strand.marks for strand in self.strands)


def thread_of(answers: Iterable[Strand], number: int) -> Thread:
    """The thread of the structure of this number; strands of one key are one."""
    by_key: dict[Key, list[Strand]] = {key: [] for key in IN_ORDER}
    for answer in answers:
        if answer.by_structure.get(number) or not answer.is_partial:
            by_key[answer.key].append(answer)
    return Thread(
        tuple(
            ThreadStrand(key, some[0].label, _marks_of(some, number), some[0].is_locked)
            for key, some in by_key.items()
            if some
        )
    )


def _marks_of(answers: Sequence[Strand], number: int) -> tuple[StrandMark, ...]:
    marks = [mark for answer in answers for mark in answer.by_structure.get(number, ())]
    return tuple(sorted(marks, key=lambda one: one.on or one.day or date.max))


strands: Point[[Reader, tuple[int, ...]], Strand] = Point("strands")
