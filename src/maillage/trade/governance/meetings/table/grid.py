"""How is an attendance grid read: a row for each seat, a column for each date?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import RowsRead, TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.tables.rows import Table as RowsTable
from maillage.foundation.exchange.tables.sheets import Mapping, SheetChoice, SheetReading
from maillage.foundation.exchange.tables.table_reading import grid_reading
from maillage.trade.governance.meetings.table.cells import NOT_SAID, standing_of
from maillage.trade.governance.meetings.table.columns import (
    ABSENT,
    BODY,
    DAY,
    END,
    EXCUSED,
    PERSON,
    PLACE,
    PROXY,
    SPEC,
    STANDING,
    STRUCTURE,
    TIME,
    TITLE,
)

SCANNED = 30
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
MONTHS = "janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec"
UNDATED = re.compile(rf"^\D*+\d{{1,2}}(?:er)?(?: ?[/.] ?\d{{1,2}}| (?:{MONTHS})\w*\.?)")
NO_MARK = "Cette ligne ne dit la présence de personne : elle est laissée."
TOTAL = re.compile(r"(?:sous )?tota(?:l|ux)\b|(?:nombre|nb|quorum)\b")
AROUND = 8
LISTS = frozenset({STANDING.name, EXCUSED.name, ABSENT.name, PROXY.name})
FACTS = (TIME, END, PLACE, TITLE, STANDING, EXCUSED, ABSENT, PROXY)
BESIDE = frozenset({STRUCTURE.name, PERSON.name, BODY.name})


@dataclass(frozen=True)
class Meeting:
    """A column of the grid: the day that heads it, and the body that its words name."""

    number: int
    day: date | None
    body: str


@dataclass(frozen=True)
class Grid:
    """A sheet whose columns are meetings; `names` are the columns beside them, by number."""

    sheet: Sheet
    header_row: int
    meetings: tuple[Meeting, ...]
    names: dict[int, str]
    body: str
    facts: dict[str, int]

    @property
    def records(self) -> list[int]:
        """The rows under the header, but the totals and those that tell of the meetings."""
        rows = (n for n in sorted(self.sheet.rows) if n > self.header_row)
        rows = (n for n in rows if n not in self.facts.values() and not self.is_of_no_seat(n))
        return [n for n in rows if not self._is_total(n) and not self._is_header(n)]

    @property
    def aside(self) -> list[int]:
        """The rows under the header that mark nobody, and count nobody either."""
        rows = (n for n in sorted(self.sheet.rows) if n > self.header_row)
        rows = (n for n in rows if n not in self.facts.values() and not self._is_total(n))
        return [n for n in rows if self.is_of_no_seat(n) and not self._are_counts(n)]

    def is_of_no_seat(self, row: int) -> bool:
        """Whether several cells of a row stand under the days, none of them being a mark."""
        texts = self._under_days(row)
        return len(texts) > 1 and not any(standing_of(text)[0] for text in texts)

    def _are_counts(self, row: int) -> bool:
        return all(text.replace(".", "").isdecimal() for text in self._under_days(row))

    def _under_days(self, row: int) -> list[str]:
        texts = (self.sheet.text(row, one.number) for one in self.meetings)
        return [text for text in texts if folded(text) not in NOT_SAID]

    def _is_header(self, row: int) -> bool:
        """Whether a row under the dates says again what stands in each column."""
        texts = [self.sheet.text(row, number) for number in self.sheet.rows[row]]
        matches = [match_header(text) for text in texts]
        return len(texts) > 1 and all(match is not None and match.exact for match in matches)

    def _is_total(self, row: int) -> bool:
        texts = (self.sheet.text(row, number) for number in self.names)
        return any(TOTAL.match(folded(text)) for text in texts)

    def beside(self, row: int, number: int) -> RecordCell:
        """The cell beside the marks of a row, or that which stands for it above.

        Merged down to it, or alone on its row: the structure of those who are named under it.
        """
        areas = (one for one in self.sheet.merges if one.left == number)
        tops = (one.top for one in areas if one.top < row <= one.bottom)
        top = next(tops, row)
        if not self.sheet.text(top, number) and self.names.get(number) == STRUCTURE.name:
            top = self._section_over(row, number)
        return cell_at(self.sheet, (top, number))

    def _section_over(self, row: int, number: int) -> int:
        above = range(row - 1, max(row - SCANNED, self.header_row), -1)
        nearest = next((n for n in above if self.sheet.text(n, number)), row)
        marked = any(self.sheet.text(nearest, one.number) for one in self.meetings)
        return row if marked else nearest


class Grids:
    """The sheets of a workbook that are grids, read apart from those of a row a presence."""

    def __init__(
        self, workbook: Workbook, body_head: Callable[[str], str], mapping: Mapping | None
    ) -> None:
        results = [_grid(sheet, body_head) for sheet in workbook.sheets if not sheet.hidden]
        self._grids = {grid.sheet.name: grid for grid in results if grid is not None}
        self._mapping = mapping or {}

    @property
    def aside(self) -> Mapping:
        """The choice that leaves these sheets out of the reading of rows."""
        return {name: {} for name in self._grids}

    def complete(self, read: RowsRead) -> None:
        """Adds to what was read the sheets that are grids, and a row for each of their marks."""
        for place, reading in enumerate(read.readings):
            grid = self._grids.get(reading.sheet.name)
            if grid is None or reading.is_refused:
                continue
            shown = _reading(grid, self._mapping.get(grid.sheet.name))
            read.readings[place] = shown
            if shown.is_used:
                read.rows.extend(_marks(grid, shown, read.problems))


def _grid(sheet: Sheet, body_head: Callable[[str], str]) -> Grid | None:
    """The grid of a sheet; None for a table of rows."""
    for row in sorted(sheet.rows)[:SCANNED]:
        columns = sorted(sheet.rows[row])
        fields = {number: _field(sheet, row, number) for number in columns}
        if len({*fields.values()} & {*SPEC.wanted}) > 1 and {DAY.name, STANDING.name} & {
            *fields.values()
        }:
            return None
        over = [
            sheet.name,
            *(sheet.text(n, c) for n in sorted(sheet.rows) if n < row for c in sheet.rows[n]),
        ]
        meetings = [
            one for number in columns if (one := _meeting(sheet, (row, number), over, body_head))
        ]
        dated = {one.number for one in meetings}
        if not meetings or not _has_names(columns, dated):
            continue
        facts = _facts(sheet, row, dated)
        if not facts.keys() & LISTS and not _is_marked(sheet, row, dated, {*facts.values()}):
            continue
        names = _names(fields, dated)
        meetings = [_under_group(sheet, row, one, body_head) for one in meetings]
        return Grid(sheet, row, tuple(meetings), names, _body(over, body_head), facts)
    return None


def _under_group(
    sheet: Sheet, row: int, meeting: Meeting, body_head: Callable[[str], str]
) -> Meeting:
    """The meeting, its body being that of the group of columns over it: « COPIL », « COTECH »."""
    over = sheet.rows.get(row - 1, {})
    if meeting.body or len(over) < 2:
        return meeting
    left = max((column for column in over if column <= meeting.number), default=0)
    return replace(meeting, body=body_head(sheet.text(row - 1, left)) if left else "")


def _has_names(columns: list[int], dated: set[int]) -> bool:
    """Whether a column may name seats: one without a date, or one at the left without header."""
    return dated != {*columns} or columns[0] > 1


def _names(fields: dict[int, str], dated: set[int]) -> dict[int, str]:
    """What the columns beside the dates name; the first one, seats, when no header says it."""
    names = {n: _beside(field) for n, field in fields.items() if n not in dated and _beside(field)}
    if names:
        return names
    first = min({*fields} - dated, default=min(dated) - 1)
    return {first: STRUCTURE.name}


def _beside(field: str) -> str:
    """The field of this table that a header beside the dates announces."""
    wanted = (one for one in SPEC.fields if field in (one.name, *one.others))
    return next((one.name for one in wanted if one.name in BESIDE), "")


def _meeting(
    sheet: Sheet, place: tuple[int, int], over: list[str], body_head: Callable[[str], str]
) -> Meeting | None:
    """The meeting that a header is; None when it says no day."""
    value = sheet.value(*place)
    if value is None or isinstance(value, bool | int | float):
        return None
    reading = read_date(value)
    text = one_line(sheet.text(*place))
    if reading.precision == "day" and reading.code != "date_serial":
        return Meeting(place[1], reading.date, body_head(text) if isinstance(value, str) else "")
    if not UNDATED.fullmatch(folded(text)):
        return None
    years = {year for words in over for year in YEAR.findall(words)}
    day = read_date(f"{text} {years.pop()}").date if len(years) == 1 else None
    return Meeting(place[1], day, body_head(text))


def _facts(sheet: Sheet, header: int, dated: set[int]) -> dict[str, int]:
    """The rows around the days that say the hours, the place or the agenda, by field."""
    facts: dict[str, int] = {}
    for row in sheet.rows:
        labels = [n for n in sheet.rows[row] if n < min(dated)]
        if abs(row - header) > AROUND or row == header or len(labels) != 1:
            continue
        name = _fact(sheet.text(row, labels[0]))
        texts = [sheet.text(row, number) for number in dated]
        if name in LISTS and not any(map(_is_list, texts)):
            continue
        if name and any(texts):
            facts.setdefault(name, row)
    return facts


def _is_list(text: str) -> bool:
    return any(map(str.isalpha, text)) and not standing_of(text)[0]


def _fact(label: str) -> str:
    match = match_header(label)
    field = match.field if match and match.exact else ""
    return next((one.name for one in FACTS if field in (one.name, *one.others)), "")


def _is_marked(sheet: Sheet, header: int, dated: set[int], aside: set[int]) -> bool:
    """Whether what stands under the dates says who was there, or nothing yet."""
    rows = [row for row in sheet.rows if row > header and row not in aside]
    under = [sheet.text(row, n) for row in rows for n in dated]
    marks = [text for text in under if folded(text) not in NOT_SAID]
    is_grid = bool(marks) or len(dated) > 1
    return is_grid and 2 * sum(bool(standing_of(text)[0]) for text in marks) >= len(marks)


def _body(over: list[str], body_head: Callable[[str], str]) -> str:
    """The body that the sheet's name or its titles say, the nearest title first."""
    return next((name for words in reversed(over) if (name := body_head(words))), "")


def _field(sheet: Sheet, row: int, column: int) -> str:
    match = match_header(sheet.text(row, column))
    return match.field if match is not None and match.exact else ""


def _reading(grid: Grid, choice: SheetChoice | None) -> SheetReading:
    """The sheet as the page of columns shows it; a column may be changed or left aside there."""
    numbers = sorted({*grid.names, *grid.sheet.rows[grid.header_row]})
    columns = [_column(grid, number, choice or {}) for number in numbers]
    table = RowsTable(grid.header_row, records=grid.records)
    return grid_reading(grid.sheet, table, columns, choice)


def _column(grid: Grid, number: int, choice: SheetChoice) -> Column:
    header = one_line(grid.sheet.text(grid.header_row, number))
    field, reason = grid.names.get(number, IGNORED), "en-tête reconnu"
    if number in {one.number for one in grid.meetings}:
        field, reason = STANDING.name, "une date : une séance, ses présences dessous"
    elif field == IGNORED:
        reason = "ne concerne pas cet import"
    lines = (grid.sheet.text(row, number) for row in grid.records)
    samples = tuple(dict.fromkeys(text for text in lines if text))[:3]
    column = Column(number, header, field, reason=reason, samples=samples)
    wanted = choice.get(column.letters, field)
    return column if wanted == field else replace(column, field=wanted, reason="votre choix")


def _marks(grid: Grid, reading: SheetReading, problems: Problems) -> Iterator[TableRow]:
    """A row for each mark, and one for a meeting that has none yet; a date without year is said."""
    columns = {one.number: one for one in reading.tables[0].columns}
    names = {n: one.field for n, one in columns.items() if one.field in BESIDE}
    for number in grid.aside:
        place, text = cell_at(grid.sheet, (number, min(grid.sheet.rows[number])))[:2]
        problems.add_sentence(Remark("row_looked_at", Severity.WARNING, NO_MARK).at(place, text))
    headers = {STANDING.name: "", **{one.field: one.header for one in columns.values()}}
    for meeting in grid.meetings:
        if columns[meeting.number].field != STANDING.name:
            continue
        facts = _facts_of(grid, meeting)
        lists = {name: facts.pop(name) for name in LISTS & facts.keys()}
        head = _head(grid, meeting) | facts
        if meeting.day is None:
            row = TableRow(grid.sheet.name, grid.header_row, head, headers, problems)
            row.refuse(DAY.name, _("Année non dite : écrivez la date entière, 12/03/2026."))
            yield row
            continue
        marks = [
            n for n in grid.records if folded(grid.sheet.text(n, meeting.number)) not in NOT_SAID
        ]
        for number in marks:
            beside = {field: grid.beside(number, n) for n, field in names.items()}
            mark = {STANDING.name: cell_at(grid.sheet, (number, meeting.number))}
            cells = head | {name: cell for name, cell in beside.items() if not cell.is_blank} | mark
            yield TableRow(grid.sheet.name, number, cells, headers, problems)
        if lists or not marks:
            yield TableRow(grid.sheet.name, grid.header_row, head | lists, headers, problems)


def _facts_of(grid: Grid, meeting: Meeting) -> dict[str, RecordCell]:
    """What the rows beside the days say of a meeting, one cell merged over several standing."""
    cells: dict[str, RecordCell] = {}
    for name, row in grid.facts.items():
        areas = grid.sheet.merged_at(row)
        lefts = (one.left for one in areas if one.left < meeting.number <= one.right)
        cell = cell_at(grid.sheet, (row, next(lefts, meeting.number)))
        if not cell.is_blank:
            cells[name] = cell
    return cells


def _head(grid: Grid, meeting: Meeting) -> dict[str, RecordCell]:
    """What the header of a column says of all its marks: the day, and the body."""
    cell = cell_at(grid.sheet, (grid.header_row, meeting.number))
    body = meeting.body or grid.body
    cells = {DAY.name: cell._replace(value=meeting.day)}
    return cells | ({BODY.name: cell._replace(text=body, value=body)} if body else {})
