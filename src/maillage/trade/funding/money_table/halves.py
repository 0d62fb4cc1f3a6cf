"""What do two half-tables of one plan say, what it costs on one side and who pays on the other?"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import cell_at
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.context.typed_sums import ALL_IN, NO_SUM
from maillage.trade.funding.choices import MoneyState
from maillage.trade.funding.money_table.cells import (
    BESIDE_NAME,
    NAME_AND_SUM,
    SAME_LINE,
    UNREAD_STATE,
    day_in,
    in_thousands,
    is_left_out,
    leave_loan_out,
    remark_thousands,
    sum_at,
)
from maillage.trade.funding.money_table.columns import FUNDER, TITLE
from maillage.trade.funding.money_table.half_blocks import Block, Part, part_of_funders, parts_of
from maillage.trade.funding.money_table.half_columns import halves_reading
from maillage.trade.funding.money_table.half_sums import HalfSums, check_total, is_total
from maillage.trade.funding.money_table.half_titles import (
    lines_above,
    names_one,
    operation_title,
    rests_on_sheet,
    titles_and_owner,
    whole_cost,
)
from maillage.trade.funding.money_table.headings import (
    Heading,
    heading,
    is_refusal,
    kind_in,
    kind_of_scheme,
    opens_as_funder,
    owner_in,
    payer_of_line,
    section_in,
    state_in,
    undated,
    year_of_label,
)
from maillage.trade.funding.money_table.rows import CostRead, LineRead, Operation, state_of_own
from maillage.trade.funding.money_table.shared_units import UnitQuestions, share_between_halves

# What tells one part of a plan from another, and not one plan from another.
OF_A_PART = re.compile(
    r"(?:annee|exercice|tranche|phase|lot)?\s*\d*|"
    r"(?:section (?:de |d.)?)?(?:investissements?|fonctionnement)"
)
SEVERAL = lazy(
    "Plusieurs plans tiennent dans cette feuille sans que chacun ait son nom au-dessus, après une "
    "ligne vide : mettez une opération par feuille, ou ajoutez une colonne « Opération »."
)
OF_SHEET = lazy(
    "Lu « %(name)s », le nom de la feuille : ce qui est au-dessus se lit aussi sur une autre."
)
BULLET = re.compile(r"^[-–—•*·]\s+")


@dataclass(frozen=True)
class HalfTables:
    """The plans of a sheet, each in two halves, and the name of what they pay for.

    `shared` is what stands above those of several sheets.
    """

    sheet: Sheet
    parts: Sequence[Part]
    shared: Collection[str] = ()

    @property
    def reading(self) -> SheetReading:
        """The sheet as the page of columns shows it."""
        return halves_reading(self.sheet, self.parts)

    def operations(self, problems: Problems, units: UnitQuestions) -> list[Operation]:
        """The operations that they tell, each remark at its cell; one refused where unsure."""
        if self._is_unsure:
            return [self._refused(problems)]
        return [self._operation(part, problems, units) for part in self.parts]

    @property
    def _is_unsure(self) -> bool:
        """Whether one of several plans has no halves, no name, or perhaps that of another."""
        if len(self.parts) == 1:
            return False
        if not all(one.blocks for one in self.parts):
            return True
        first, *others = (len(self._names(one)) for one in self.parts)
        titles = {folded(operation_title("", self._names(one))) for one in self.parts}
        are_apart = len(titles) == len(self.parts) and not any(map(OF_A_PART.fullmatch, titles))
        # One line more above the first is perhaps the title of the sheet.
        return not are_apart or first > max(others)

    @property
    def texts_above(self) -> list[str]:
        """What stands above the first of its plans, but who owns it."""
        return self._names(self.parts[0])

    def _names(self, part: Part) -> list[str]:
        """What stands above the halves of a plan, but who owns it."""
        lines = lines_above(self.sheet, self._places(part))
        return [text for _place, text in lines if not owner_in(text)]

    def _row(self, part: Part, problems: Problems) -> TableRow:
        first = part.blocks[0]
        row = TableRow(self.sheet.name, first.row, {}, {}, problems)
        row.cells[FUNDER.name] = cell_at(self.sheet, (first.row, first.left))
        return row

    def _refused(self, problems: Problems) -> Operation:
        row = self._row(self.parts[0], problems)
        row.cells[TITLE.name] = row.cells[FUNDER.name]
        row.refuse(TITLE.name, str(SEVERAL))
        return Operation(row, "", is_whole_sheet=True, rows=self._rows_of(*self.parts))

    def _rows_of(self, *parts: Part) -> set[tuple[str, int]]:
        return {(self.sheet.name, row) for part in parts for row in part.rows_read}

    def _places(self, part: Part | None) -> list[tuple[int, int]]:
        """The cells above the halves of a plan; None: above all the plans of the sheet."""
        one = part or self.parts[0]
        rows = range(one.top, one.blocks[0].row) if part else range(one.top)
        return [
            (number, column)
            for number in rows
            if number in self.sheet.rows
            for column in sorted(self.sheet.rows[number])
        ]

    def _operation(self, part: Part, problems: Problems, units: UnitQuestions) -> Operation:
        row = self._row(part, problems)
        every, owner_of_all = titles_and_owner(self.sheet, self._places(None), row)
        titles, own = titles_and_owner(self.sheet, self._places(part), row)
        titles_over = [self.sheet.name, *map(undated, [*every, *titles])]
        over = heading(titles_over)
        title, basis = self._title(part, row), over.basis or ""
        operation = Operation(row, title, own or owner_of_all, basis=basis, is_whole_sheet=True)
        operation.rows, operation.titles = self._rows_of(part), titles_over[1:]
        self._remark_times(part, row)
        for block in part.blocks:
            head = self.sheet.text(block.row, block.left)
            self._read(block, operation, heading([*titles_over, head]))
        share_between_halves(operation, part.blocks, over.times, units)
        self._read_cost(part, operation, over)
        sections = {one.section for one in operation.costs}
        if len(sections) == 1:
            alone = sections.pop()
            for line in operation.lines:
                line.section = line.section or alone
        return operation

    def _title(self, part: Part, row: TableRow) -> str:
        """What the plan pays for; refused where nothing says it."""
        names = self._names(part)
        title = operation_title(self.sheet.name, names, self.shared)
        if rests_on_sheet(self.sheet.name, names, self.shared):
            row.warn(FUNDER.name, str(OF_SHEET) % {"name": title})
        if not title:
            row.cells[TITLE.name] = row.cells[FUNDER.name]
            words = _("Écrivez au-dessus du tableau le nom de ce que ce plan paie.")
            row.refuse(TITLE.name, words)
        return title

    def _read_cost(self, part: Part, operation: Operation, over: Heading) -> None:
        """The whole cost that a title says, where no half says any; compared where one does."""
        for place, text in lines_above(self.sheet, self._places(part)):
            if not (cost := whole_cost(text)):
                continue
            key, cell = f"cost {place}", cell_at(self.sheet, place)
            cents = sum_at(
                operation.row, key, cell._replace(text=cost, value=cost), None, over.times
            )
            if cents and operation.costs:
                check_total(operation.row, key, cents, [operation.cost])
            elif cents:
                operation.costs.append(
                    CostRead(operation.row, key, "", over.section or "", over.year, cents)
                )

    def _remark_times(self, part: Part, row: TableRow) -> None:
        """Says once that the sums of a plan are in thousands or in millions."""
        places = self._places(None) if part is self.parts[0] else []
        places += self._places(part)
        for block in part.blocks:
            columns = range(block.left, block.right + 1)
            headers = range(block.row, block.rows.start)
            places += [(number, column) for number in headers for column in columns]
        for place in places:
            times = heading([self.sheet.text(*place)]).times
            if times in ALL_IN:
                row.cells["times"] = cell_at(self.sheet, place)
                row.warn("times", str(ALL_IN[times]))
                return

    def _read(self, block: Block, operation: Operation, over: Heading) -> None:
        if block.is_cost:
            operation.basis = operation.basis or over.basis or ""
        labels = {row: self.sheet.text(row, block.left) for row in block.rows}
        totals = [row for row, text in labels.items() if is_total(text)]
        whole = (row for row in totals if not is_total(labels[row], of_part=True))
        sums = HalfSums(over, over.section, max(whole, default=0))
        for number in block.rows:
            label = one_line(labels[number])
            cells = [one for one in block.sums if self.sheet.text(number, one[0])]
            total = next((one for one in block.totals if self.sheet.text(number, one)), 0)
            if cells:
                years = self._read_row(block, number, operation, sums, cells)
                if total:
                    self._check_years(block, number, operation.row, sums, years)
                if number in totals:
                    sums.open("total")
            elif total:
                self._read_row(block, number, operation, sums, [(total, Heading())])
            else:
                sums.section = section_in(label) or sums.section
                if label:
                    sums.open("heading")
                _remark_name(operation.row, block, number)
        remark_thousands(operation.row, sums.amounts)

    def _check_years(
        self, block: Block, number: int, row: TableRow, sums: HalfSums, years: int
    ) -> None:
        """Says when the total of the years of a row is not their sum."""
        key, cell = f"total {number}", cell_at(self.sheet, (number, block.totals[0]))
        total = sum_at(row, key, cell, None, max(sums.over.times, block.times))
        label = self.sheet.text(number, block.left)
        if not is_total(label) or total not in sums.parts(number, None):
            check_total(row, key, total or years, [years])

    def _read_row(
        self,
        block: Block,
        number: int,
        operation: Operation,
        sums: HalfSums,
        cells: Sequence[tuple[int, Heading]],
    ) -> int:
        """Adds what the cells of a row say to its operation; returns what they add up to."""
        row, years = operation.row, 0
        label = BULLET.sub("", one_line(self.sheet.text(number, block.left)))
        for column, each in cells:
            key, cell = f"sum {column} {number}", cell_at(self.sheet, (number, column))
            is_whole = column in block.totals
            times = max(each.times, sums.over.times, block.times if is_whole else 1)
            is_over = len(cells) > 1 and is_refusal(cell.text)
            cents = None if is_over else sum_at(row, key, cell, operation.cost or None, times)
            own = each.year or (None if block.is_cost else year_of_label(label))
            year = own or (None if is_whole else sums.over.year)
            at = replace(each, section=each.section or sums.section, year=year)
            if cents is None:
                if not block.is_cost and not is_total(label) and is_left_out(row, key):
                    self._pay(operation, number, block, at, None)
                continue
            years += cents
            if is_total(label):
                check_total(row, key, cents, sums.parts(number, None if is_whole else column))
                continue
            sums.covered[column] += cents
            if in_thousands(cell.text, times):
                sums.amounts[key] = cents
            operation.basis = operation.basis or each.basis or ""
            if block.is_cost:
                item = f"item {number}"
                row.cells[item] = cell_at(self.sheet, (number, block.left))
                read = CostRead(row, item, label, at.section or "", at.year, cents)
                operation.costs.append(read)
            else:
                state = self._state(block, number, cell.text) or at.state or sums.over.state
                self._pay(operation, number, block, replace(at, state=state), cents)
        return years

    def _pay(
        self, operation: Operation, number: int, block: Block, at: Heading, cents: int | None
    ) -> None:
        left, row = block.left, operation.row
        label = one_line(self.sheet.text(number, left))
        scheme = one_line(self.sheet.text(number, block.scheme)) if block.scheme else ""
        kind = kind_of_scheme(kind_in(heading([label]).name or label), scheme)
        key = f"who {number}"
        row.cells[key] = cell_at(self.sheet, (number, left))
        if kind is None:
            if cents is not None:
                leave_loan_out(row, key, cents)
            return
        who, under = payer_of_line(label, kind, is_split=not scheme)
        scheme = (scheme or under)[:120]
        name = heading([who]).name or who
        line = LineRead(row, key, name, kind, at.section or "", at.year, scheme)
        if cents is None:
            line.leave_unread(state_of_own(kind, at.state))
            operation.unread.append(line)
            return
        line.put(state_of_own(kind, at.state), cents)
        line.on, line.on_state = self._day(block, number), line.state
        self._remark_state(block, number, line)
        if (same := operation.line_like(line)) is not None:
            if same.key != key and set(same.cents) & set(line.cents):
                row.warn(key, str(SAME_LINE))
            same.add(line)
        else:
            operation.lines.append(line)

    def _state(self, block: Block, number: int, text: str) -> MoneyState | None:
        """What the row says of its state: in its sum, in its label, in a cell beside."""
        columns = range(block.left, block.right + 1)
        beside = (self.sheet.text(number, one) for one in columns if one != block.scheme)
        return next(filter(None, map(state_in, (text, *beside))), None)

    def _remark_state(self, block: Block, number: int, line: LineRead) -> None:
        """Says once as what a line is read whose word of state is unknown."""
        key = f"state {number}"
        cell = cell_at(self.sheet, (number, block.status))
        is_silent = not block.status or cell.is_blank or is_word("empty", cell.text)
        if is_silent or key in line.row.cells or state_in(cell.text) is not None:
            return
        line.row.cells[key] = cell
        line.row.warn(key, str(UNREAD_STATE) % {"state": line.state.label})

    def _day(self, block: Block, number: int) -> date | None:
        """The day that the row says beside its state: « notifié le 12/03/2026 »."""
        columns = range(block.left, block.right + 1)
        return day_in(self.sheet.text(number, column) for column in columns)


def _remark_name(row: TableRow, block: Block, number: int) -> None:
    """Says when who pays has no sum beside their name, or has it in the same cell."""
    cell = cell_at(block.sheet, (number, block.left))
    if block.is_cost or is_total(cell.text):
        return
    is_beside = BESIDE_NAME.search(cell.text) is not None
    if is_beside or (opens_as_funder(cell.text) and block.has_more_cells(number)):
        key = f"who {cell.place}"
        row.cells[key] = cell
        row.warn(key, str(NAME_AND_SUM if is_beside else NO_SUM))


def half_tables(workbook: Workbook) -> tuple[list[HalfTables], Workbook]:
    """The sheets that hold two halves of one plan, and the workbook of the others.

    One half is enough, that of who pays, under a line that names what is paid.
    """
    parts = {one.name: parts_of(one) or _of_funders(one) for one in workbook.sheets}
    halves = [HalfTables(one, parts[one.name]) for one in workbook.sheets if parts[one.name]]
    over = Counter(text for one in halves for text in set(map(folded, one.texts_above)))
    shared = frozenset(text for text, times in over.items() if times > 1)
    others = [sheet for sheet in workbook.sheets if not parts[sheet.name]]
    return [replace(one, shared=shared) for one in halves], replace(workbook, sheets=others)


def _of_funders(sheet: Sheet) -> list[Part]:
    part = part_of_funders(sheet)
    above = HalfTables(sheet, [part]).texts_above if part else ()
    return [part] if part and any(map(names_one, above)) else []
