"""A table that an officer keeps, once understood, as the import wizard reads and shows it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import ClassVar, Generic

from maillage.foundation.exchange.cells.problems import Problem
from maillage.foundation.exchange.tables.nothing_read import nothing_read
from maillage.foundation.exchange.tables.parsed_rows import AnyParsedRow, Table
from maillage.foundation.exchange.tables.sheets import Mapping, SheetReading
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.foundation.exchange.targets.targets import (
    Alternative,
    Arrival,
    Becoming,
    Duplicate,
    Figure,
    NamesRead,
    Outcome,
    TableRead,
    WriteOrder,
)

Plain = dict[str, object]


@dataclass(frozen=True)
class TableImport(ABC, Generic[AnyParsedRow]):
    """What every table has in common; each says its figures, its rows, and how it is written."""

    word: ClassVar[str] = "rows"
    table: Table[AnyParsedRow]

    @property
    def readings(self) -> list[SheetReading]:
        """The sheets understood."""
        return self.table.readings

    @property
    def mapping(self) -> Mapping:
        """The columns chosen or guessed."""
        return self.table.mapping

    @property
    def problems(self) -> list[Problem]:
        """What the officer should look at."""
        return [
            *self.table.problems,
            *nothing_read(self.readings, self.rows_read, self.table.problems),
        ]

    @property
    def rows_read(self) -> int:
        """How many rows say something."""
        return len(self.table.read.rows)

    @property
    def rows_behind(self) -> int:
        """None: each row stands by itself."""
        return 0

    def duplicates(self, workspace_id: int, report: Progress = no_report) -> list[Duplicate]:
        """None: a row finds what is known by its own words, or says that it is new."""
        return []

    def notice(self, workspace_id: int) -> str:
        """Nothing: the figures say it all."""
        return ""

    def arrivals(self, workspace_id: int) -> list[Arrival]:
        """None: the structures of a table are in the directory."""
        return []

    def alternatives(self, workspace_id: int) -> list[Alternative]:
        """None: what is there stays, and a row says what it does."""
        return []

    def names(self, workspace_id: int) -> list[NamesRead]:
        """None: each row shows what it becomes."""
        return []

    def tables(self) -> list[TableRead]:
        """None: each row shows what it becomes."""
        return []

    def contradictions(self, workspace_id: int) -> list[Problem]:
        """None: what a row contradicts is said when it is read."""
        return []

    def rows_recorded(self, workspace_id: int) -> frozenset[tuple[str, int]]:
        """None: each row says itself what is known already."""
        return frozenset()

    def becomes(self, sheet: str, row: int) -> list[Becoming]:
        """What one row tells."""
        place = (sheet, row)
        return [
            self.describe_row(one)
            for one in self.table.rows
            if (one.row.sheet, one.row.row) == place
        ]

    @abstractmethod
    def figures(self, workspace_id: int) -> list[Figure]:
        """What would be written, and what is known already."""

    @abstractmethod
    def describe_row(self, one: AnyParsedRow) -> Becoming:
        """What one row becomes, in a title and a few words."""

    def expected(self) -> dict[str, object]:
        """What each row that comes in says, in a plain shape, under the word of the target."""
        return {self.word: [self.plain(one) for one in self.table.valid_rows]}

    def plain(self, one: AnyParsedRow) -> Plain:
        """What one row says, by field; None for what it does not say."""
        return {name: one.row.text(name) or None for name in one.row.cells}

    @abstractmethod
    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything; inside journal.write only."""


def plain_value(value: str | date | time | Decimal | int | None) -> str | int | float | None:
    """A value as a program reads it, nothing being None.

    >>> plain_value(date(2026, 3, 12)), plain_value(Decimal("1.5")), plain_value("")
    ('2026-03-12', 1.5, None)
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return None if value == "" else value
