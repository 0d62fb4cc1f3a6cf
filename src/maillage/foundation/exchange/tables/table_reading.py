"""Which rows does an officer's table hold, whatever is written once for several of them?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.tables.blocks import (
    NOT_BY_A_TITLE,
    Blocks,
    Cells,
    Heads,
    looks_like_section,
    section_meanings,
)
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import (
    BY_HEADER,
    BY_VALUES,
    CHOICE,
    IN_PART,
    TWIN,
    Column,
    values_of,
)
from maillage.foundation.exchange.tables.guesses import with_doubts
from maillage.foundation.exchange.tables.heading_rows import headings, with_merged_rows
from maillage.foundation.exchange.tables.parsed_rows import (
    COLUMN_LACKS,
    NO_STRUCTURE,
    RowsRead,
    TableRow,
    TableSpec,
)
from maillage.foundation.exchange.tables.records import RecordCell, Records
from maillage.foundation.exchange.tables.rows import SheetRows, Table
from maillage.foundation.exchange.tables.sheets import (
    HEADER_ROW,
    LEFT_ASIDE,
    MappedTable,
    Mapping,
    SheetChoice,
    SheetReading,
    read_sheet,
    read_sheets,
)
from maillage.foundation.exchange.tables.signs import left_for, with_signs
from maillage.foundation.exchange.tables.slots import WHOLE_NAMES
from maillage.foundation.exchange.tables.totals import wrong_totals
from maillage.foundation.exchange.vocabulary.words import header_key, is_word

SCANNED, FEWEST_TITLES = 30, 2
HEADING_ALONE = lazy(
    "Seule case de sa ligne : lue comme un titre. Si c’est une ligne du tableau, remplissez-en une "
    "autre case."
)
COLUMN_LACKING = lazy("Aucune colonne ne dit %(names)s : laquelle est-ce ?")


def read_rows(
    workbook: Workbook, spec: TableSpec, mapping: Mapping | None, heads: Heads | None = None
) -> RowsRead:
    """Every row of the sheets that are used, each of its columns speaking of the whole row.

    `heads` say what the words of a title, of a sheet's name, of a section or of a group of
    columns give to the rows under them.
    """
    problems = Problems()
    readings = [
        _with_header_over_values(reading, spec)
        for reading in read_sheets(workbook, spec.wanted, mapping)
    ]
    rows: list[TableRow] = []
    for reading in readings:
        parts = _parts(reading, spec, mapping or {}, heads or {})
        for part in parts if reading.is_used else ():
            rows.extend(part.rows(problems))
        for mapped in reading.tables if reading.is_used else ():
            reads = {one.number: spec.amounts.get(one.field) for one in mapped.columns}
            for problem in wrong_totals(reading.sheet, mapped.table, reads):
                problems.add(problem)
    return RowsRead(readings, rows, problems)


def _parts(reading: SheetReading, spec: TableSpec, mapping: Mapping, heads: Heads) -> "list[_Part]":
    """The parts of a sheet under the same words, the sheet left aside when they lack something."""
    reading.tables = [_whole_rows(reading.sheet, one, spec) for one in reading.tables]
    _leave_other_kinds(reading, spec)
    over = {name: head for name, head in heads.items() if name in spec.carried}
    parts = [_Part(reading, one, spec, heads) for one in _shares(reading, over)]
    given = {name for part in parts for name in part.given}
    given |= {column.field for column in reading.columns}
    if spec.rests_on:
        reading.reason = _reason(reading, spec, given, mapping.get(reading.sheet.name))
    return parts


def _leave_other_kinds(reading: SheetReading, spec: TableSpec) -> None:
    """Leaves aside the tables under the first that do not say what a record is, as it does."""
    first = next(iter(reading.tables), None)
    if first is None or not spec.record or not first.has(spec.record):
        return
    for mapped in reading.tables[1:]:
        table = mapped.table
        if not mapped.has(spec.record) and table.header_row != first.table.header_row:
            rows = (*table.header_rows, *table.records, *table.sections, *table.totals)
            reading.rows.others.extend(rows)
            reading.tables.remove(mapped)


def _reason(
    reading: SheetReading, spec: TableSpec, given: set[str], choice: SheetChoice | None
) -> str | None:
    """Why a sheet is left aside, when all that may be said of it is what it lacks."""
    rests = given & spec.rests_on
    if reading.reason == NO_STRUCTURE and rests:
        return LEFT_ASIDE if choice == {} else None
    if reading.reason in {None, LEFT_ASIDE} and not rests and not choice:
        return spec.lacking
    return reading.reason


def _with_header_over_values(reading: SheetReading, spec: TableSpec) -> SheetReading:
    """A sheet whose headers no word tells, read under the row that the table itself knows.

    Either most of its cells are titles of this table, or it stands over values of its own.
    """
    if not reading.tables and not reading.is_refused and (row := _own_header(reading.sheet, spec)):
        return read_sheet(reading.sheet, spec.wanted, {HEADER_ROW: str(row)})
    tells = [one.tells for one in spec.fields if one.tells and one.name in spec.rests_on]
    if reading.tables or reading.is_refused or not tells:
        return reading
    sheet = reading.sheet
    for over, row in pairwise(sorted(sheet.rows)[:SCANNED]):
        texts = [sheet.text(row, column) for column in sheet.rows[row]]
        is_wide = len(sheet.rows[over]) > 1 and len(texts) > 1
        if is_wide and any(fits(text) for fits in tells for text in texts):
            return read_sheet(sheet, spec.wanted, {HEADER_ROW: str(over)})
    return reading


def _own_header(sheet: Sheet, spec: TableSpec) -> int:
    """The first row most of whose cells head fields of this table, 0 when none does."""
    for row in sorted(sheet.rows)[:SCANNED]:
        texts = [sheet.text(row, column) for column in sheet.rows[row]]
        count = sum(map(spec.heads, texts))
        if count >= FEWEST_TITLES and count * 2 >= len(texts):
            return row
    return 0


def _whole_rows(sheet: Sheet, mapped: MappedTable, spec: TableSpec) -> MappedTable:
    """The same table, its columns being fields of the table and of the row."""
    guesses = {one.number: one for one in _settled(sheet, mapped, spec, mapped.guesses)}
    columns = _settled(sheet, mapped, spec, mapped.columns)
    columns = [_or_guess(one, guesses.get(one.number)) for one in columns]
    table = with_merged_rows(sheet, mapped.table, columns, spec.record)
    return MappedTable(table, columns, [*guesses.values()])


def _settled(
    sheet: Sheet, mapped: MappedTable, spec: TableSpec, several: Sequence[Column]
) -> list[Column]:
    """These columns as fields of the table: by their headers, then with their values."""
    table, columns = mapped.table, spec.settled(several)
    if spec.signs and table.header_row:
        columns = [_with_reason(one, spec) for one in columns]
        values = {one.number: values_of(sheet, table, one.number) for one in columns}
        closed = _given_by_sections(sheet, mapped, spec)
        columns = with_signs(columns, spec.signs, values, closed)
        if spec.record in spec.signs and spec.record not in closed:
            columns = left_for(spec.record, columns, spec.signs[spec.record].fits, values)
        columns = with_doubts(columns, spec, values, closed)
    return columns


def _or_guess(column: Column, guess: Column | None) -> Column:
    """A column that was sent, with the reason of its guess where it was left as it was."""
    if guess is None or column.is_refused or not column.is_decided:
        return column
    is_left = guess.field == column.field
    return replace(guess, is_chosen=True) if is_left else replace(column, reason=CHOICE)


def _with_reason(column: Column, spec: TableSpec) -> Column:
    """A column that this table takes, with why: its header is a title of its field, or in part."""
    of = next((one for one in spec.fields if one.name == column.field), None)
    titles = map(header_key, (of.label, *of.titles)) if of else ()
    if header_key(column.header) in titles and column.reason in {IN_PART, BY_VALUES, TWIN}:
        return replace(column, reason=BY_HEADER)
    is_taken = of is not None and column.reason == TWIN
    return replace(column, reason=IN_PART) if is_taken else column


def _given_by_sections(sheet: Sheet, mapped: MappedTable, spec: TableSpec) -> frozenset[str]:
    """The fields that rows of one cell give to those under them."""
    table = mapped.table
    rows = [row for row in (*table.records, *table.sections) if len(sheet.rows[row]) == 1]
    texts = [one_line(sheet.text(row, min(sheet.rows[row]))) for row in rows]
    given = section_meanings(spec, {})
    return frozenset(name for name, meaning in given.items() if any(map(meaning, texts)))


@dataclass(frozen=True)
class Share:
    """What a table says of one body, where several stand side by side, or the whole table.

    `words` are those that head it; one of its `own` columns says something in the rows it has.
    """

    mapped: MappedTable
    words: str = ""
    own: frozenset[int] = frozenset()


def _shares(reading: SheetReading, heads: Heads) -> Iterator[Share]:
    """The tables, one that says the same for several bodies side by side read once for each."""
    for mapped in reading.tables:
        ticked = {
            one.number: words
            for one in mapped.columns
            if (words := _ticked(one, reading, mapped, heads))
        }
        left = [one for one in mapped.columns if one.number not in ticked]
        for number, words in ticked.items():
            yield Share(MappedTable(mapped.table, left), words, frozenset({number}))
        if not ticked:
            yield from _grouped(mapped, heads)


def _grouped(mapped: MappedTable, heads: Heads) -> Iterator[Share]:
    """A share for each body that stands over, or in, the headers of columns of one field."""
    words = {one.number: _headed(one, mapped, heads) for one in mapped.columns}
    every = [_of_its_group(one, mapped.columns) for one in mapped.columns]
    times = Counter(one.field for one in every if words[one.number])
    values = dict.fromkeys(text for text in words.values() if text)
    if len(values) < 2 or max(times.values()) < 2:
        yield Share(mapped)
        return
    for value in values:
        columns = [one for one in every if words[one.number] in {"", value}]
        own = frozenset(one.number for one in columns if words[one.number])
        yield Share(MappedTable(mapped.table, columns), value, own)


def _of_its_group(column: Column, columns: Sequence[Column]) -> Column:
    """A column left aside for its twin under another group, which is that of its own group."""
    others = (one for one in columns if one.field != IGNORED and one.header == column.header)
    twin = next((one for one in others if one.group != column.group), None)
    return replace(column, field=twin.field) if column.is_twin and twin else column


def _headed(column: Column, mapped: MappedTable, heads: Heads) -> str:
    """What the words over a column, or in its header, head it by: « COPIL » over « Titulaire »."""
    texts = (column.group.text if column.group else "", column.header)
    meanings = [meaning for name, meaning in heads.items() if not mapped.has(name)]
    values = (one(text) for text in texts for one in meanings if text)
    return next((value for value in values if value), "")


def _ticked(column: Column, reading: SheetReading, mapped: MappedTable, heads: Heads) -> str:
    """What heads a column of crosses: « COPIL », above a cross for each structure that sits."""
    meaning = heads.get(column.field)
    if meaning is None:
        return ""
    texts = {reading.sheet.text(row, column.number) for row in mapped.table.records} - {""}
    is_ticked = bool(texts) and all(is_word("yes", one) or is_word("no", one) for one in texts)
    return meaning(column.header) if is_ticked else ""


class _Part:
    """One table of a sheet, or what it says for one body, with what stands over its rows."""

    def __init__(self, reading: SheetReading, share: Share, spec: TableSpec, heads: Heads) -> None:
        self.reading, self.sheet = reading, reading.sheet
        self.mapped, self.own = share.mapped, share.own
        self.spec = spec
        self.blocks = Blocks(self.mapped, spec, heads)
        self.blocks.begin(reading, share.words)
        by_title = NOT_BY_A_TITLE - set(spec.sections)
        if by_title & self.given and not self._has_own():
            self.blocks.open_under_title(reading)

    def _has_own(self) -> bool:
        return any(map(self.mapped.has, NOT_BY_A_TITLE))

    @property
    def given(self) -> frozenset[str]:
        """The fields that the name of the sheet or its sections give."""
        table, rows = self.mapped.table, self.sheet.rows
        alone = (row for row in (*table.records, *table.sections) if len(rows[row]) == 1)
        sections = [one_line(self.sheet.text(row, min(rows[row]))) for row in alone]
        return self.blocks.given | self.blocks.given_by(sections)

    def rows(self, problems: Problems) -> Iterator[TableRow]:
        """The rows that say something, each with what is written once above it."""
        blocks, sections = self.blocks, self.mapped.table.sections
        headers = {column.field: column.header for column in reversed(self.mapped.columns)}
        first = min((column.number for column in self.mapped.columns), default=1)
        entries = list(self._entries(problems))
        lacking = self._lacking(problems)
        heads = headings(self.sheet, self.mapped, self.spec)
        under = [*(cells for _row, cells in entries[1:]), None]
        for (row, cells), following in zip(entries, under, strict=False):
            title = sections.get(row, "")
            is_title = bool(title) and looks_like_section(self.sheet, row, title, first)
            is_title = is_title or (bool(title) and blocks.parts(cells, title))
            words = blocks.section_in(cells) or (title if is_title else "")
            if words and not blocks.names_own(cells):
                blocks.open_section(self.sheet, row, words)
                continue
            completed = blocks.completed(cells)
            if row in heads.doubtful:
                _ask_about_heading(self.sheet, row, problems)
            if not blocks.is_head(cells, following) and row not in heads:
                of_row = TableRow(self.sheet.name, row, completed, headers, problems)
                of_row.lacking, of_row.origin = lacking - set(completed), self.sheet
                of_row.is_accounted = bool(self.spec.record)
                yield of_row

    def _lacking(self, problems: Problems) -> frozenset[str]:
        """The required fields that no column gives, asked once at the header and not at each row.

        One that a section may say is not: its rows are read first.
        """
        table, has = self.mapped.table, self.mapped.has
        over = self.given | self.blocks.standing
        lacking = [
            one
            for one in self.spec.fields
            if one.required is not None and not has(one.name) and one.name not in over
        ]
        if not table.header_row or not lacking:
            return frozenset()
        names = french.listed([f"« {one.label} »" for one in lacking])
        add_column_lacking(self.reading, table, problems, COLUMN_LACKING % {"names": names})
        return frozenset(one.name for one in lacking)

    def _entries(self, problems: Problems) -> Iterator[tuple[int, Cells]]:
        """The rows and the sections, with their cells by field."""
        people, goes_on = self.spec.rests_on & WHOLE_NAMES, self.spec.goes_on
        records = Records(self.sheet, self.mapped, problems, people, goes_on)
        for row in sorted({*self.mapped.table.records, *self.mapped.table.sections}):
            is_section = row in self.mapped.table.sections
            cells = records.read_section(row) if is_section else records.read(row)
            of_row = self.mapped.of_row.items()
            cell_by_name = {name: _fullest(cells, numbers) for name, numbers in of_row}
            values = {name: cell for name, cell in cell_by_name.items() if cell is not None}
            is_filled = any(not cell.is_blank for cell in values.values())
            if is_section or (is_filled and self._is_spoken_of(row)):
                yield row, values

    def _is_spoken_of(self, row: int) -> bool:
        """Whether a row says something of this body, where several stand side by side."""
        texts = (self.sheet.text(row, number) for number in self.own)
        says = any(any(map(str.isalnum, text)) and not is_word("no", text) for text in texts)
        return says or not self.own


def _ask_about_heading(sheet: Sheet, row: int, problems: Problems) -> None:
    """Says that words alone on a row are a title, which their look does not prove."""
    place = row, min(sheet.rows[row])
    remark = Remark("heading_alone", Severity.WARNING, str(HEADING_ALONE))
    problems.add(remark.at(sheet.reference(*place), sheet.text(*place)))


def add_column_lacking(reading: SheetReading, table: Table, problems: Problems, words: str) -> None:
    """Asks, at the header and in these words, for what no column says."""
    sheet = reading.sheet
    place = table.header_row or 1, min(sheet.rows.get(table.header_row, {}), default=1)
    remark = Remark(COLUMN_LACKS, Severity.ERROR, words)
    problems.add_sentence(remark.at(sheet.reference(*place), sheet.text(*place)))


def grid_reading(
    sheet: Sheet, table: Table, columns: list[Column], choice: SheetChoice | None
) -> SheetReading:
    """A sheet read as a grid, as the page of columns shows it."""
    reason = LEFT_ASIDE if choice == {} else None
    return SheetReading(sheet, SheetRows(tables=[table]), [MappedTable(table, columns)], reason)


def _fullest(cells: dict[int, RecordCell], numbers: list[int]) -> RecordCell | None:
    """The first cell that says something, of those columns that hold the same thing."""
    rows = [cells[number] for number in numbers if number in cells]
    return next((cell for cell in rows if not cell.is_blank), rows[0] if rows else None)
