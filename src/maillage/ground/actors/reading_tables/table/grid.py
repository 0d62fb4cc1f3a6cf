"""How is a matrix of readings read in a sheet, the way Maillage exports it or turned?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from maillage.core.ods_out import column_letters
from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import (
    RowsRead,
    Table,
    TableRow,
    plain_spec,
)
from maillage.foundation.exchange.tables.records import cell_at
from maillage.foundation.exchange.tables.rows import Table as RowsTable
from maillage.foundation.exchange.tables.sheets import (
    Mapping,
    SheetChoice,
    SheetReading,
)
from maillage.foundation.exchange.tables.table_reading import grid_reading, read_rows
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.actors.reading_tables.table.reading import (
    CurrentReadings,
    ReadingRow,
    Spec,
    find_end,
    read_value,
    understood,
)

SCANNED = 10


@dataclass(frozen=True)
class ReadContext:
    """What a table is read with: what is known, the readings it holds, what is to be looked at."""

    current: CurrentReadings
    spec: Spec
    problems: Problems


@dataclass(frozen=True)
class Grid:
    """A sheet that is a matrix: its header, and which end of the readings its rows are."""

    sheet: Sheet
    header_row: int
    first: int
    rows_hold: int

    @property
    def records(self) -> list[int]:
        """The rows under the header that have a name."""
        names = ((n, self.sheet.text(n, self.first)) for n in sorted(self.sheet.rows))
        return [n for n, name in names if n > self.header_row and name and not _is_total(name)]

    @property
    def numbers(self) -> list[int]:
        """The columns: that of the names, then those of the header."""
        return sorted({self.first, *self.sheet.rows[self.header_row]})


@dataclass(frozen=True)
class Head:
    """The name of a row or a column, and where it stands."""

    number: int
    row: ReadingRow


def read_reading_table(
    workbook: Workbook, current: CurrentReadings, spec: Spec, mapping: Mapping | None
) -> Table[ReadingRow]:
    """The readings of a workbook: a row each, or a matrix, sheet by sheet."""
    results = [_grid(sheet, current, spec) for sheet in workbook.sheets]
    grids = {grid.sheet.name: grid for grid in results if grid is not None}
    aside: Mapping = {name: {} for name in grids}
    read = read_rows(workbook, plain_spec(spec.fields.items()), {**(mapping or {}), **aside})
    context = ReadContext(current, spec, read.problems)
    rows = [understood(row, current, spec) for row in read.rows if row.text(spec.value)]
    for place, reading in enumerate(read.readings):
        grid = grids.get(reading.sheet.name)
        if grid is not None:
            read.readings[place] = _reading(grid, spec, (mapping or {}).get(grid.sheet.name))
            if read.readings[place].is_used:
                rows.extend(_cells(grid, read.readings[place], context))
    reading_rows = [one for one in rows if not _says_nothing(one, spec)]
    return Table(
        RowsRead(read.readings, [one.row for one in reading_rows], read.problems), reading_rows
    )


def _says_nothing(one: ReadingRow, spec: Spec) -> bool:
    """Whether it is the zero that spreadsheets write where an actor meets itself."""
    is_own = spec.own is not None and one.ends[0] is not None and one.ends[0] == one.ends[1]
    return is_own and one.value == 0


def _grid(sheet: Sheet, current: CurrentReadings, spec: Spec) -> Grid | None:
    """The matrix of a sheet; None for a table of rows, or when no names stand above it."""
    written = [number for number in sorted(sheet.rows) if sheet.rows[number]]
    for number in written[:SCANNED] if not sheet.hidden else ():
        columns = sorted(sheet.rows[number])
        fields = {_field(sheet, number, column) for column in columns}
        if spec.value in fields:
            return None
        heads = {folded(sheet.text(number, column)) for column in columns}
        is_ours = spec.reading in heads and spec.sides[1].field not in fields
        for first, holds in _corners(sheet, number, current, spec):
            if is_ours or not heads.isdisjoint(current.ends_by_name[1 - holds]):
                return Grid(sheet, number, first, holds)
    return None


def _corners(
    sheet: Sheet, number: int, current: CurrentReadings, spec: Spec
) -> list[tuple[int, int]]:
    """The column of the names and the end that they are; both ends where the corner is empty.

    An actor may be called as a header is: "Association" above a column is no corner.
    """
    first = min(sheet.rows[number])
    field = _field(sheet, number, first)
    is_name = any(folded(sheet.text(number, first)) in names for names in current.ends_by_name)
    pairs = [(first, end) for end, side in enumerate(spec.sides) if side.field == field]
    if pairs and not is_name:
        return pairs
    return [(first - 1, 0), (first - 1, 1)] if first > 1 else []


def _field(sheet: Sheet, row: int, column: int) -> str:
    """The field whose header a cell is, word for word."""
    match = match_header(sheet.text(row, column))
    return match.field if match is not None and match.exact else ""


def _is_total(name: str) -> bool:
    return is_word("total", name)


def _reading(grid: Grid, spec: Spec, choice: SheetChoice | None) -> SheetReading:
    """The sheet as the page of columns shows it; a column may be left aside there."""
    columns = [_chosen(_column(grid, spec, number), choice) for number in grid.numbers]
    table = RowsTable(grid.header_row, records=grid.records)
    return grid_reading(grid.sheet, table, columns, choice)


def _column(grid: Grid, spec: Spec, number: int) -> Column:
    header = one_line(grid.sheet.text(grid.header_row, number))
    if number == grid.first:
        field = spec.sides[grid.rows_hold].field
        return Column(number, header, field, reason="en-tête reconnu")
    if folded(header) == spec.reading or _is_total(header):
        return Column(number, header, IGNORED, reason="lecture calculée par Maillage")
    lines = (grid.sheet.text(row, number) for row in grid.records)
    samples = tuple(dict.fromkeys(text for text in lines if text))[:3]
    return Column(number, header, spec.value, reason="colonne d’une matrice", samples=samples)


def _chosen(column: Column, choice: SheetChoice | None) -> Column:
    left = choice is not None and choice.get(column_letters(column.number)) == IGNORED
    return replace(column, field=IGNORED, reason="votre choix") if left else column


def _cells(grid: Grid, reading: SheetReading, context: ReadContext) -> Iterator[ReadingRow]:
    """A reading for each cell that says one; a name that is unknown or repeated is said once."""
    columns = [one.number for one in reading.tables[0].columns if one.field == context.spec.value]
    heads = [_head(grid, number, (grid.header_row, number), context) for number in columns]
    names = [_head(grid, number, (number, grid.first), context) for number in grid.records]
    _refuse_repeated(heads, context, [column_letters(one.number) for one in heads])
    _refuse_repeated(names, context, [str(one.number) for one in names])
    yield from (one.row for one in (*heads, *names) if one.row.row.is_refused)
    heads = [one for one in heads if not one.row.row.is_refused]
    for name in names:
        for head in heads if not name.row.row.is_refused else ():
            row = _reading_row(grid, name, head, context)
            if row is not None:
                yield row


def _head(grid: Grid, number: int, at: tuple[int, int], context: ReadContext) -> Head:
    """What a row or a column is of."""
    end = grid.rows_hold if at[0] != grid.header_row else 1 - grid.rows_hold
    field = context.spec.sides[end].field
    row = TableRow(grid.sheet.name, at[0], {field: cell_at(grid.sheet, at)}, {}, context.problems)
    text, result = row.text(field), find_end(row, context.current, context.spec, end)
    names, ends = (text, ""), (result, None)
    is_first = end == 0
    return Head(
        number,
        ReadingRow(
            row, names if is_first else names[::-1], ends if is_first else ends[::-1], about=text
        ),
    )


def _refuse_repeated(heads: list[Head], context: ReadContext, places: list[str]) -> None:
    """The second time that an end is named is refused."""
    first: dict[int, str] = {}
    for head, place in zip(heads, places, strict=True):
        existing_end = next((end for end in head.row.ends if end is not None), None)
        if existing_end is None:
            continue
        if existing_end.pk in first:
            sentence = _("Déjà nommé en %(place)s : gardez l’un des deux.") % {
                "place": first[existing_end.pk]
            }
            head.row.row.refuse(next(iter(head.row.row.cells)), sentence)
        first.setdefault(existing_end.pk, place)


def _reading_row(grid: Grid, name: Head, head: Head, context: ReadContext) -> ReadingRow | None:
    cell = cell_at(grid.sheet, (name.number, head.number))
    if cell.is_blank or is_word("empty", cell.text):
        return None
    spec = context.spec
    row = TableRow(grid.sheet.name, name.number, {spec.value: cell}, {}, context.problems)
    first, second = (name.row, head.row) if grid.rows_hold == 0 else (head.row, name.row)
    names = first.names[0], second.names[1]
    return ReadingRow(
        row,
        names,
        (first.ends[0], second.ends[1]),
        about=spec.between.join(names),
        value=read_value(row, spec),
    )
