"""What does a table of money say, operation by operation, and what has to be looked at?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import RowsRead, Table, TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.tables.sheets import Mapping as ColumnMapping
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.context.small_lists import read_list
from maillage.trade.funding.choices import GONE, Basis, LineKind, MoneyState
from maillage.trade.funding.money_table.cells import (
    SAME_LINE,
    UNREAD_STATE,
    day_in,
    in_thousands,
    is_left_out,
    leave_loan_out,
    remark_thousands,
    sum_at,
)
from maillage.trade.funding.money_table.columns import (
    ACT,
    BASIS,
    COSTS,
    ENDS_ON,
    GRANTED_ON,
    ITEM,
    LOOSE,
    NATURE,
    OWN,
    OWNER,
    REQUESTED_ON,
    SCHEME,
    SECTION,
    SPEC,
    STATES,
    TITLE,
    TOTAL,
    YEAR,
)
from maillage.trade.funding.money_table.half_titles import titles_and_owner
from maillage.trade.funding.money_table.halves import half_tables
from maillage.trade.funding.money_table.header_pairs import merge_header_rows
from maillage.trade.funding.money_table.headings import (
    basis_in,
    heading,
    is_refusal,
    kind_in,
    kind_of_scheme,
    payer_of_line,
    section_in,
    state_in,
    without_year,
    year_in,
    year_of_label,
)
from maillage.trade.funding.money_table.money_columns import (
    MoneyColumns,
    SumColumn,
    best_costs,
    columns_of,
    money_columns,
)
from maillage.trade.funding.money_table.recaps import split_recaps, wrong_recaps
from maillage.trade.funding.money_table.repeated_rows import rows_once
from maillage.trade.funding.money_table.rows import (
    CostRead,
    Entry,
    LineRead,
    Operation,
    joined_operations,
    keep_row,
    state_of_own,
    total_words,
)
from maillage.trade.funding.money_table.shared_units import UnitQuestions, share_unit
from maillage.trade.funding.money_table.sum_sheet import SumSheet
from maillage.trade.funding.money_table.under import rows_of_funders

NO_STATE = lazy("Aucun état n’est dit : ces montants sont lus « pressenti ».")
NO_FUNDER = lazy("Rien ne dit qui paie ces montants : nommez-le dans l’en-tête, ils sont laissés.")
OTHER_BASIS = lazy("Ce montant est %(cell)s, les autres %(others)s : Maillage ne convertit pas.")
ASKED = frozenset({LineKind.GRANT, LineKind.FONDS_DE_CONCOURS, LineKind.LOAN_SUBSIDY})


def read_operations(
    workbook: Workbook, mapping: ColumnMapping | None, units: UnitQuestions
) -> Table[Operation]:
    """The operations of a workbook: those of its tables, then those of two halves."""
    halves, others = half_tables(workbook)
    recaps, others = split_recaps(others)
    for sheet in others.sheets:
        merge_header_rows(sheet, SPEC)
    read = read_list(others, SPEC, mapping, is_read_by_row=False)
    rows = {(one.sheet, one.row): one for one in read.rows}
    operations: list[Operation] = []
    for reading in read.readings:
        if reading.is_used:
            _Sheet(reading, read.problems, operations, units).read(rows)
    for problem in wrong_recaps(recaps, operations):
        read.problems.add_sentence(problem)
    of_halves: list[Operation] = []
    for half in halves:
        of_halves += half.operations(read.problems, units)
        read.readings.append(half.reading)
    read.rows.extend(one.row for one in of_halves)
    every = joined_operations(operations, of_halves)
    return Table(RowsRead(read.readings, read.rows, read.problems), every)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, the cells of its sums, and what it says of all of them."""

    row: TableRow
    cells: Mapping[int, RecordCell]
    section: str
    year: int | None


class _Sheet(SumSheet):
    """One sheet: what its titles say of all its sums, then its rows, joined by operation."""

    def __init__(
        self,
        reading: SheetReading,
        problems: Problems,
        operations: list[Operation],
        units: UnitQuestions,
    ) -> None:
        super().__init__(reading, problems)
        self.operations, self.units = operations, units
        self.head: tuple[_Row, Operation] | None = None
        self.is_unsaid = False

    def read(self, rows: Mapping[tuple[str, int], TableRow]) -> None:
        """Adds the operations of the sheet to those that are read already."""
        for mapped in self.reading.tables:
            columns = money_columns(self.sheet, mapped)
            for one in columns.sums:
                place = (mapped.table.header_row, one.number)
                self.remark_times(place, heading([one.column.header]).times)
            numbers = sorted(mapped.table.records)
            present = filter(None, (rows.get((self.sheet.name, number)) for number in numbers))
            whole = [
                (row, {one.number: self.cell(row, one.number) for one in columns.sums})
                for row in rows_once(self.sheet, present)
            ]
            under = rows_of_funders(whole, columns)
            self.is_unsaid = False
            columns = share_unit(self, columns, whole, self.units)
            for row, cells in whole:
                self.remark_names(row, cells, columns)
                if all(cell.is_blank for cell in cells.values()):
                    keep_row(self.operations, row)
                else:
                    self._read_row(row, cells, columns, under)
            first = columns.first_paying or (columns.sums[0] if under else None)
            if first and self.is_unsaid and not columns.has_states:
                self.add((mapped.table.header_row, first.number), "state_unsaid", str(NO_STATE))

    def _read_row(
        self,
        row: TableRow,
        cells: Mapping[int, RecordCell],
        columns: MoneyColumns,
        under: frozenset[int],
    ) -> None:
        section = section_in(row.text(SECTION.name)) or self.over.section or ""
        at = _Row(row, cells, section, year_in(row.text(YEAR.name)) or self.over.year)
        if row.row in under and self.head is not None:
            self._read_under(at, columns, *self.head)
            return
        operation = self._operation(row)
        operation.rows.add((row.sheet, row.row))
        self.head = (at, operation) if under else None
        whole = self._read_costs(at, columns, operation)
        lines = [] if under else list(self._lines(at, columns, whole))
        for line in lines:
            _join(operation, line)
        self._check_total(row, columns, lines)

    def _read_under(
        self, at: _Row, columns: MoneyColumns, head: _Row, operation: Operation
    ) -> None:
        """Who pays the operation above, whose year and section stand where its row says none."""
        own = at.row.text(TITLE.name)
        year = year_in(at.row.text(YEAR.name)) or year_of_label(own) or head.year
        place = replace(at, section=at.section or head.section, year=year)
        operation.rows.add((at.row.sheet, at.row.row))
        for one in columns.sums:
            if one.column.field not in COSTS and not at.cells[one.number].is_blank:
                name = heading([own]).name or own
                line = self._paid(place, columns, one, (name, TITLE.name), operation.cost or None)
                if line:
                    _join(operation, line)

    def _operation(self, row: TableRow) -> Operation:
        title, owner = row.read(TITLE), row.text(OWNER.name)
        if not owner:
            _titles, owner = titles_and_owner(self.sheet, self.title_places, row)
        for one in self.operations:
            if folded(one.title) == folded(title) and folded(owner) in {"", folded(one.owner)}:
                return one
        titles = [self.sheet.text(*place) for place in self.title_places]
        self.operations.append(Operation(row, title, owner, titles=titles))
        return self.operations[-1]

    def _read_costs(self, at: _Row, columns: MoneyColumns, operation: Operation) -> int | None:
        """The costs of a row join those of its operation; what this row costs, or None."""
        filled = [one for one in columns.sums if one.is_cost and not at.cells[one.number].is_blank]
        dated = best_costs([one for one in filled if one.over.year])
        totals = best_costs([one for one in filled if not one.over.year and not one.is_block])
        blocks = [one for one in filled if one.is_block] or dated
        is_paid = any(not one.is_cost and not at.cells[one.number].is_blank for one in columns.sums)
        whole: int | None = None
        for one in totals if blocks else ():
            self._put_basis(at.row, operation, one, at.cells[one.number])
        for one in blocks or totals:
            cell = at.cells[one.number]
            cents = sum_at(at.row, one.key, cell, None, self._times(one))
            section, year = one.over.section or at.section, one.over.year or at.year
            read = CostRead(at.row, ITEM.name, at.row.text(ITEM.name), section, year, cents or 0)
            if cents is None and is_left_out(at.row, one.key):
                operation.unread_costs.append(replace(read, entry=Entry.ASIDE, is_unread=True))
            if cents is None or cell.repeated:
                continue
            if in_thousands(cell.text, self._times(one)):
                remark_thousands(at.row, {one.key: cents})
            whole = (whole or 0) + cents
            self._put_basis(at.row, operation, one, cell)
            operation.add_cost(read, may_repeat=is_paid)
        for one in totals[:1] if blocks else ():
            cell = at.cells[one.number]
            total = sum_at(at.row, one.key, cell, None, self._times(one))
            if total and whole and total != whole and not cell.repeated:
                at.row.warn(one.key, total_words(total, whole))
        return whole or operation.cost or None

    def _times(self, one: SumColumn) -> int:
        return max(one.over.times, self.over.times)

    def _put_basis(
        self, row: TableRow, operation: Operation, one: SumColumn, cell: RecordCell
    ) -> None:
        """In which basis the cost is: its cell says it, else its header, else a title."""
        own = basis_in(cell.text) or basis_in(row.text(BASIS.name))
        others = one.over.basis or self.over.basis
        read = own or others
        against = others if own else operation.basis
        if read and against and read != against:
            values = {"cell": Basis(read).label, "others": Basis(against).label}
            row.warn(one.key, str(OTHER_BASIS) % values)
        operation.basis = operation.basis or read or ""

    def _lines(self, at: _Row, columns: MoneyColumns, whole: int | None) -> Iterator[LineRead]:
        names = {one.number: self.cell(at.row, one.number) for one in columns.names}
        for one in columns.sums:
            cell = at.cells[one.number]
            if one.is_cost or cell.is_blank:
                continue
            name, key = one.over.name, f"over {one.number}"
            head = columns.mapped.table.header_row, one.number
            at.row.cells[key] = cell_at(self.sheet, head)
            if one.names:
                name, key = without_year(names[one.names].text), f"who {one.names}"
                at.row.cells[key] = names[one.names]
            if not name and not one.names:
                self.add(head, "funder_unsaid", str(NO_FUNDER))
            if not name or is_word("empty", name):
                continue
            if line := self._paid(at, columns, one, (name, key), whole):
                yield line

    def _paid(
        self,
        at: _Row,
        columns: MoneyColumns,
        one: SumColumn,
        who: tuple[str, str],
        whole: int | None,
    ) -> LineRead | None:
        """The line that a sum, or one to correct, makes with who pays it; None for a loan."""
        name, key = who
        cell = at.cells[one.number]
        is_over = is_refusal(cell.text)
        cents = 0 if is_over else sum_at(at.row, one.key, cell, whole, self._times(one))
        if cents and in_thousands(cell.text, self._times(one)):
            remark_thousands(at.row, {one.key: cents})
        kind = _kind(at.row, one, name)
        if cents and kind is None:
            leave_loan_out(at.row, key if one.names or key == TITLE.name else one.key, cents)
        if kind is None or (cents is None and not is_left_out(at.row, one.key)):
            return None
        return self._line(at, columns, one, (name, key, kind), cents)

    def _line(
        self,
        at: _Row,
        columns: MoneyColumns,
        one: SumColumn,
        who: tuple[str, str, LineKind],
        cents: int | None,
    ) -> LineRead:
        (name, key, kind), row = who, at.row
        is_alone = bool(one.names) or key == TITLE.name
        state = self._state(at, columns, one, is_alone=is_alone)
        self.is_unsaid |= state is None and kind in ASKED
        scheme = row.read(SCHEME)
        funder, under = payer_of_line(name, kind, is_split=not scheme)
        line = LineRead(
            row=row,
            key=key,
            funder=funder,
            kind=kind,
            section=one.over.section or at.section,
            year=one.over.year or at.year or year_of_label(row.text(key)),
            scheme=scheme or under[:120],
            on=row.read(GRANTED_ON),
            requested_on=row.read(REQUESTED_ON),
            ends_on=row.read(ENDS_ON),
            act=row.read(ACT),
            sum_key="" if is_alone else one.key,
        )
        if cents is None:
            line.leave_unread(state_of_own(kind, state))
        elif cents:
            line.put(state_of_own(kind, state), cents)
            if line.on is None:
                line.on, line.on_state = day_in([at.cells[one.number].text]), line.state
        else:  # « refusé », where the others have a sum
            line.ended = state_in(at.cells[one.number].text)
        unread = f"state {columns.status_of(one)}"
        if unread in row.cells:
            row.warn(unread, str(UNREAD_STATE) % {"state": line.state.label})
        return line

    def _state(
        self, at: _Row, columns: MoneyColumns, one: SumColumn, *, is_alone: bool
    ) -> MoneyState | None:
        """What the nearest words say: of a row that `is_alone` about a funder, its remarks too."""
        status = self._status(at.row, columns, one)
        if one.column.field in STATES and status not in GONE:
            status = None
        state = status or state_in(at.cells[one.number].text) or one.over.state
        if state is None and is_alone:
            state = self._noted(at.row, columns)
        return state or self.over.state

    def _status(self, row: TableRow, columns: MoneyColumns, one: SumColumn) -> MoneyState | None:
        """What the column of states says; a word that says none is looked at."""
        number = columns.status_of(one)
        cell = self.cell(row, number) if number else None
        if cell is None or cell.is_blank or is_word("empty", cell.text):
            return None
        state = state_in(cell.text)
        if state is None:
            row.cells[f"state {number}"] = cell
        return state

    def _noted(self, row: TableRow, columns: MoneyColumns) -> MoneyState | None:
        """The state that the remarks of a row of one funder say."""
        notes = (one.number for one in columns.mapped.columns if one.field in LOOSE)
        return next(filter(None, (state_in(self.sheet.text(row.row, n)) for n in notes)), None)

    def _check_total(self, row: TableRow, columns: MoneyColumns, lines: Sequence[LineRead]) -> None:
        """Says when what is written as the total of who pays is not the sum of the row."""
        for column in () if columns.lacks_sums else columns_of(columns.mapped, TOTAL.name)[:1]:
            key = f"total {column.number}"
            times = max(self.over.times, columns.paying_times, heading([column.header]).times)
            total = sum_at(row, key, self.cell(row, column.number), None, times)
            every = sum(one.most for one in lines)
            helped = sum(one.most for one in lines if one.kind != LineKind.OWN)
            if total and total not in {every, helped}:
                row.warn(key, total_words(total, every))


def _kind(row: TableRow, one: SumColumn, name: str) -> LineKind | None:
    kinds = {folded(str(kind.label)): kind for kind in LineKind}
    nature = kinds.get(folded(row.text(NATURE.name)))
    kind = LineKind.OWN if one.column.field == OWN.name else kind_in(name)
    return nature or kind_of_scheme(kind, row.text(SCHEME.name))


def _join(operation: Operation, line: LineRead) -> None:
    """Adds a line to those of its operation: other states complete it, the same one adds up."""
    same = None if line.is_unread else operation.line_like(line)
    if same is None:
        (operation.unread if line.is_unread else operation.lines).append(line)
        return
    if same.row is not line.row or set(same.cents) & set(line.cents):
        line.row.warn(line.sum_key or line.key, str(SAME_LINE))
    same.add(line)
