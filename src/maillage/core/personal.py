"""What does each room know of one person, and what does it erase of them?"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.points import Point, Reader

MASK = "…"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Somebody:
    """A person as the rooms look for them.

    `sheet` is where the journal tells of them; `marks` are their family name and the addresses and
    numbers by which one reaches them.
    """

    number: int
    workspace_id: int
    sheet: str
    name: str
    marks: tuple[str, ...]
    emails: tuple[str, ...] = ()

    def numbers_naming(self, rows: QuerySet[Model], *columns: str) -> set[int]:
        """The numbers of the rows of which one of these columns names them.

        Rows are thousands: their texts alone are read.
        """
        texts = rows.values_list("pk", *columns)
        return {
            number for number, *value in texts.iterator() if any(map(self.is_mentioned_in, value))
        }

    def is_mentioned_in(self, text: str) -> bool:
        """Whether one of the marks stands in the text as a word of its own."""
        if not text:
            return False
        read = fold(text)
        return any(_stands_in(fold(mark), read) for mark in self.marks)

    def masked(self, content: object) -> object:
        """What was told, as JSON holds it, without the texts in which the person is named."""
        if isinstance(content, str):
            return MASK if self.is_mentioned_in(content) else content
        if isinstance(content, list):
            return [self.masked(one) for one in content]
        if isinstance(content, dict):
            return {self.masked(name): self.masked(value) for name, value in content.items()}
        return content


def _stands_in(mark: str, text: str) -> bool:
    if not mark or mark not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", text) is not None


def marks_of(family_name: str, reached_by: Iterable[str]) -> tuple[str, ...]:
    """The words that name a person: a number is looked for with and without its spaces."""
    reached = [words for one in reached_by for words in (one, re.sub(r"\s", "", one))]
    return tuple(dict.fromkeys(one for one in (family_name, *reached) if one))


@dataclass(frozen=True)
class Chapter:
    """A part of what is known of somebody: a title, the name of each column, and the rows."""

    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows as they are read: each value with its header, columns that say nothing left out.

        A day, that a file for a machine writes 2026-05-04, is written in words.
        """
        shown = [
            place for place in range(len(self.headers)) if any(row[place] for row in self.rows)
        ]
        return [
            [(self.headers[place], _in_words(row[place])) for place in shown] for row in self.rows
        ]


def _in_words(value: str) -> str:
    return french.long_date(date.fromisoformat(value)) if DAY.fullmatch(value) else value


@dataclass(frozen=True)
class Room:
    """What one room does for a person's rights.

    `export` gives what this reader may see; `forget` erases everything, inside a transaction.
    """

    export: Callable[[Reader, Somebody], Sequence[Chapter]]
    forget: Callable[[Somebody], None]


def nothing_exported(_reader: Reader, _somebody: Somebody) -> Sequence[Chapter]:
    """The export of a room that knows nothing of a person but their name, where it was typed."""
    return ()


personal: Point[[], Room] = Point("personal")


def chapters_about(reader: Reader, somebody: Somebody) -> list[Chapter]:
    """All that the rooms tell this reader of somebody; chapters without a row are left out."""
    chapters = [chapter for room in personal.ask() for chapter in room.export(reader, somebody)]
    return [chapter for chapter in chapters if chapter.rows]


def forgotten_by_rooms(somebody: Somebody) -> None:
    """Has every room erase what it holds of somebody, besides the person's own rows."""
    for room in personal.ask():
        room.forget(somebody)
