"""How is a row of an officer's table read, cell by cell, and where is it said to be wrong?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.foundation.exchange.cells.problems import Problem, Problems, Remark, Severity
from maillage.foundation.exchange.cells.text import one_line, without_unseen
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.records import RecordCell, Records, too_long
from maillage.foundation.exchange.tables.sheets import (
    MappedTable,
    Mapping,
    SheetReading,
    guessed_mapping,
    read_sheets,
)

UNREADABLE = frozenset({"date_invalid", "date_unreadable"})


@dataclass(slots=True)
class TableRow:
    """One row: its cells by field, and whether something forbids to write it."""

    sheet: str
    row: int
    cells: dict[str, RecordCell]
    headers: dict[str, str]
    problems: Problems
    is_refused: bool = False

    def text(self, name: str, longest: int = 0) -> str:
        """What a cell says on one line; one that says too much is refused."""
        cell = self.cells.get(name)
        text = one_line(without_unseen(cell.text)) if cell else ""
        if longest and len(text) > longest:
            self.refuse(name, too_long(longest).message)
            return text[:longest]
        return text

    def day(self, name: str) -> date | None:
        """The day of a cell; one that cannot be read is refused."""
        cell = self.cells.get(name)
        if cell is None or cell.is_blank or cell.value is None:
            return None
        reading = read_date(cell.value)
        if reading.date is None or reading.code in UNREADABLE or reading.precision != "day":
            self.refuse(name, _("Cette date ne se lit pas : écrivez-la 30/04/2026."))
            return None
        return reading.date

    def choice(self, name: str, meaning: Callable[[str], str], why: str) -> str:
        """What the words of a cell mean; refused for this reason when they mean nothing."""
        text = self.text(name)
        result = meaning(text) if text else ""
        if text and not result:
            self.refuse(name, why)
        return result

    def column(self, *names: str) -> str:
        """The first of these fields that the table has, or the first of them."""
        return next((name for name in names if name in self.cells), names[0])

    def refuse(self, name: str, words: str) -> None:
        """Says what forbids to write the row, at the cell that says it."""
        self.is_refused = True
        self._remark(name, Severity.ERROR, "row_refused", words)

    def refuse_repeated(self, first: int, *names: str) -> None:
        """Says that row `first` tells the same, at the first of these fields that the table has."""
        self.refuse(self.column(*names), repeated_words(first))

    def warn(self, name: str, words: str) -> None:
        """Says what the officer should look at; the row is written."""
        self._remark(name, Severity.WARNING, "row_looked_at", words)

    def keep(self, name: str, text: str) -> None:
        """Says that what is known stays, where the file tells something else."""
        self.warn(
            name, _("Maillage a noté « %(known)s » : c’est ce qui est gardé.") % {"known": text}
        )

    def compare(self, name: str, read: Value, value: Value) -> None:
        """Says that what is known stays, when the cell says another thing."""
        if read and value and read != value:
            self.keep(name, _quoted(value))

    def _remark(self, name: str, severity: Severity, code: str, words: str) -> None:
        cell = self.cells.get(name) or next(iter(self.cells.values()))
        self.problems.add(Remark(code, severity, words).at(cell.place, cell.text))


def _quoted(value: Value) -> str:
    if isinstance(value, date):
        return french.long_date(value)
    return french.number(value) if isinstance(value, Decimal) else str(value)


def repeated_words(first: int) -> str:
    """Why a row that tells what row `first` tells is left aside."""
    return _("Déjà dit à la ligne %(n)s : gardez l’une des deux.") % {"n": first}


class ParsedRow(Protocol):
    """One row, understood: the row of the file, and what it is about in a few words."""

    row: TableRow

    @property
    def about(self) -> str: ...


AnyParsedRow = TypeVar("AnyParsedRow", bound=ParsedRow)


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The sheets understood, their rows, and what is to be looked at."""

    readings: list[SheetReading]
    rows: list[TableRow]
    problems: Problems


@dataclass(slots=True)
class Table(Generic[AnyParsedRow]):
    """A workbook understood as a table: the rows read, and what each of them tells."""

    read: RowsRead
    rows: list[AnyParsedRow]

    @property
    def readings(self) -> list[SheetReading]:
        """The sheets understood."""
        return self.read.readings

    @property
    def mapping(self) -> Mapping:
        """The columns chosen or guessed."""
        return guessed_mapping(self.read.readings)

    @property
    def problems(self) -> list[Problem]:
        """What the officer should look at."""
        return self.read.problems.listed()

    @property
    def valid_rows(self) -> list[AnyParsedRow]:
        """The rows that will be written, or that are known already."""
        return [one for one in self.rows if not one.row.is_refused]

    @property
    def left(self) -> tuple[str, ...]:
        """The rows left aside, each in a sentence."""
        return tuple(
            _("Ligne %(n)s, %(name)s : laissée de côté.") % {"n": one.row.row, "name": one.about}
            for one in self.rows
            if one.row.is_refused
        )


def read_rows(workbook: Workbook, fields: frozenset[str], mapping: Mapping | None) -> RowsRead:
    """Every row of the sheets that are used, each of its columns speaking of the whole row."""
    problems = Problems()
    readings = read_sheets(workbook, fields, mapping)
    rows: list[TableRow] = []
    for reading in readings:
        reading.tables = [_whole_rows(mapped) for mapped in reading.tables]
        for mapped in reading.tables if reading.is_used else ():
            rows.extend(_rows_of(reading.sheet, mapped, problems))
    return RowsRead(readings, rows, problems)


def _whole_rows(mapped: MappedTable) -> MappedTable:
    """The same table, its people's columns being columns of the row."""
    return MappedTable(mapped.table, [replace(column, slot=0) for column in mapped.columns])


def _rows_of(sheet: Sheet, mapped: MappedTable, problems: Problems) -> Iterator[TableRow]:
    records = Records(sheet, mapped, problems)
    headers = {column.field: column.header for column in reversed(mapped.columns)}
    for row in mapped.table.records:
        cells = records.read(row)
        cell_by_name = {name: _fullest(cells, numbers) for name, numbers in mapped.of_row.items()}
        values = {name: cell for name, cell in cell_by_name.items() if cell is not None}
        if any(not cell.is_blank for cell in values.values()):
            yield TableRow(sheet.name, row, values, headers, problems)


def _fullest(cells: dict[int, RecordCell], numbers: list[int]) -> RecordCell | None:
    """The first cell that says something, of those columns that hold the same thing."""
    rows = [cells[number] for number in numbers if number in cells]
    return next((cell for cell in rows if not cell.is_blank), rows[0] if rows else None)
