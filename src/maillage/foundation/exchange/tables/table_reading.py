"""Which rows does an officer's table hold, whatever is written once for several of them?"""

from collections import Counter
from collections.abc import Iterator

from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.tables.blocks import Blocks, Cells, Heads, looks_like_section
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.parsed_rows import RowsRead, TableRow, TableSpec
from maillage.foundation.exchange.tables.records import RecordCell, Records
from maillage.foundation.exchange.tables.rows import SheetRows, Table
from maillage.foundation.exchange.tables.sheets import (
    MappedTable,
    Mapping,
    SheetChoice,
    SheetReading,
    read_sheets,
)


def read_rows(
    workbook: Workbook, spec: TableSpec, mapping: Mapping | None, heads: Heads | None = None
) -> RowsRead:
    """Every row of the sheets that are used, each of its columns speaking of the whole row.

    `heads` say what the words of a title, of a sheet's name, of a section or of a group of
    columns give to the rows under them.
    """
    problems = Problems()
    readings = read_sheets(workbook, spec.wanted, mapping)
    rows: list[TableRow] = []
    for reading in readings:
        reading.tables = [_whole_rows(mapped, spec) for mapped in reading.tables]
        parts = [_Part(reading, part, spec, heads or {}) for part in _parts(reading, heads or {})]
        given = {name for part in parts for name in part.blocks.given}
        given |= {column.field for column in reading.columns}
        is_aside = (mapping or {}).get(reading.sheet.name) == {}
        if parts and given & spec.rests_on and not is_aside:
            reading.reason = None
        for part in parts if reading.is_used else ():
            rows.extend(part.rows(problems))
    return RowsRead(readings, rows, problems)


def _whole_rows(mapped: MappedTable, spec: TableSpec) -> MappedTable:
    """The same table, its columns being fields of the table and of the row."""
    return MappedTable(mapped.table, spec.settled(mapped.columns))


Share = tuple[MappedTable, frozenset[str], str]


def _parts(reading: SheetReading, heads: Heads) -> Iterator[Share]:
    """The tables, one that says the same for several bodies side by side read once for each.

    With the fields that each says for itself, and the words that head its columns.
    """
    for mapped in reading.tables:
        words = {one.number: _headed(one, mapped, heads) for one in mapped.columns}
        times = Counter(one.field for one in mapped.columns if words[one.number])
        shares = dict.fromkeys(text for text in words.values() if text)
        if len(shares) < 2 or max(times.values()) < 2:
            yield mapped, frozenset(), ""
            continue
        for share in shares:
            columns = [one for one in mapped.columns if words[one.number] in {"", share}]
            own = frozenset(one.field for one in columns if words[one.number])
            yield MappedTable(mapped.table, columns), own, share


def _headed(column: Column, mapped: MappedTable, heads: Heads) -> str:
    """What the words over a column, or in its header, head it by: « COPIL » over « Titulaire »."""
    texts = (column.group.text if column.group else "", column.header)
    meanings = [meaning for name, meaning in heads.items() if not mapped.has(name)]
    values = (one(text) for text in texts for one in meanings if text)
    return next((value for value in values if value), "")


class _Part:
    """One table of a sheet, or what it says for one body, with what stands over its rows."""

    def __init__(self, reading: SheetReading, share: Share, spec: TableSpec, heads: Heads) -> None:
        self.sheet = reading.sheet
        self.mapped, self.own, words = share
        self.blocks = Blocks(self.mapped, spec.carried, heads)
        self.blocks.begin(reading, words)

    def rows(self, problems: Problems) -> Iterator[TableRow]:
        """The rows that say something, each with what is written once above it."""
        blocks, sections = self.blocks, self.mapped.table.sections
        headers = {column.field: column.header for column in reversed(self.mapped.columns)}
        first = min(column.number for column in self.mapped.columns)
        entries = list(self._entries(problems))
        under = [*(cells for _row, cells in entries[1:]), None]
        for (row, cells), following in zip(entries, under, strict=False):
            title = sections.get(row, "")
            is_title = bool(title) and looks_like_section(self.sheet, row, title, first)
            words = blocks.section_in(cells) or (title if is_title else "")
            if words and not blocks.names_own(cells):
                blocks.open_section(self.sheet, row, words)
                continue
            completed = blocks.completed(cells)
            if not blocks.is_head(cells, following):
                yield TableRow(self.sheet.name, row, completed, headers, problems)

    def _entries(self, problems: Problems) -> Iterator[tuple[int, Cells]]:
        """The rows and the sections, with their cells by field."""
        records = Records(self.sheet, self.mapped, problems)
        for row in sorted({*self.mapped.table.records, *self.mapped.table.sections}):
            cells = records.read(row)
            of_row = self.mapped.of_row.items()
            cell_by_name = {name: _fullest(cells, numbers) for name, numbers in of_row}
            values = {name: cell for name, cell in cell_by_name.items() if cell is not None}
            filled = [name for name, cell in values.items() if not cell.is_blank]
            if row in self.mapped.table.sections or (filled and self._is_spoken_of(filled)):
                yield row, values

    def _is_spoken_of(self, filled: list[str]) -> bool:
        """Whether a row says something of this body, where several stand side by side."""
        return not self.own or not self.own.isdisjoint(filled)


def grid_reading(
    sheet: Sheet, table: Table, columns: list[Column], choice: SheetChoice | None
) -> SheetReading:
    """A sheet read as a grid, as the page of columns shows it."""
    rows = SheetRows(tables=[table])
    if choice == {}:
        return SheetReading(sheet, rows, reason="laissée de côté à votre demande")
    return SheetReading(sheet, rows, [MappedTable(table, columns)])


def _fullest(cells: dict[int, RecordCell], numbers: list[int]) -> RecordCell | None:
    """The first cell that says something, of those columns that hold the same thing."""
    rows = [cells[number] for number in numbers if number in cells]
    return next((cell for cell in rows if not cell.is_blank), rows[0] if rows else None)
