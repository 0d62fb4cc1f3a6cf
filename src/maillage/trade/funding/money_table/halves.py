"""What do two half-tables of one plan say, what it costs on one side and who pays on the other?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.tables.rows import Table
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.tables.table_reading import grid_reading
from maillage.trade.funding.choices import MoneyState
from maillage.trade.funding.money_table.cells import BESIDE_NAME, NAME_AND_SUM, sum_at
from maillage.trade.funding.money_table.columns import (
    AMOUNT,
    COST,
    FUNDER,
    ITEM,
    OWNER,
    TITLE,
)
from maillage.trade.funding.money_table.headings import (
    DAY,
    Heading,
    heading,
    kind_in,
    owner_in,
    section_in,
    state_in,
    undated,
)
from maillage.trade.funding.money_table.rows import (
    CostRead,
    LineRead,
    Operation,
    state_of_own,
    total_words,
)

SPENT = re.compile(
    r"(?:nature des |postes? de )?(?:depenses?|charges|couts?|emplois)(?: previsionnel\w*)?"
)
PAYS = re.compile(
    r"(?:nature des |origine des )?(?:recettes|produits|ressources|financeurs?|financements?|"
    r"cofinanceurs?)(?: previsionnel\w*)?"
)
OF_A_PLAN = re.compile(
    r"(?:budget|plan de financement)(?: prévisionnel)?(?: du projet| de l[’']opération)?\s*"
    r"(?::|–|—|-)?\s*(?:de la |de l[’']|du |des |de )?",
    re.IGNORECASE,
)
# What a title says beside the name of what is paid.
ASIDE = re.compile(r"\b20\d\d(?:\s?[-–/]\s?20\d\d)?\b|\b(?:HT|TTC)\b|\((?:en )?k?€?\)|\ben k?€")
NAMELESS = re.compile(r"(?:feuil|feuille|sheet|tableau)\s*\d*|csv|plan de financement|budget")
MOST_SAMPLES = 3
SECOND_HEADER = re.compile(
    r"(?:montants?|postes?|nature|libelle|intitule|objet|depenses?|couts?|recettes?|financeurs?|"
    r"ht\b|ttc\b|taux|%|part\b|etat|statut|annee|20\d\d$|date|observations?|remarques?|"
    r"demande|sollicite|accorde|acquis|verse|prevu|en\b|€)"
)
PART = re.compile(r"[01]|[01]?[.,]\d+|\d+(?:[.,]\d+)? ?%")
FIGURE = re.compile(r"[-\d\s.,€%]+")
TOTAL = re.compile(r"^(?:sous[ -]?)?total\b|^totaux\b")


@dataclass(frozen=True)
class _Block:
    """One half: the row of its header, its columns, the row before which it ends."""

    row: int
    left: int
    right: int
    bottom: int
    is_cost: bool


@dataclass(frozen=True)
class HalfTables:
    """The two halves of a sheet, and the name of what they pay for."""

    sheet: Sheet
    blocks: Sequence[_Block]

    @property
    def reading(self) -> SheetReading:
        """The sheet as the page of columns shows it."""
        first = self.blocks[0]
        rows = [row for row in self.sheet.rows if row > first.row]
        columns = [
            self._column(one, number)
            for one in self.blocks
            for number in range(one.left, one.right + 1)
            if any(self.sheet.text(row, number) for row in range(one.row, one.bottom))
        ]
        return grid_reading(self.sheet, Table(first.row, [], rows), columns, None)

    def _column(self, block: _Block, number: int) -> Column:
        """A column of a half as the page shows it: its first cells, what it is read as."""
        texts = (self.sheet.text(row, number) for row in self._rows(block))
        samples = tuple(filter(None, texts))[:MOST_SAMPLES]
        first = number == block.left
        name = (ITEM.name if block.is_cost else FUNDER.name) if first else ""
        own = self.sheet.text(self._rows(block).start - 1, number)
        return Column(
            number,
            own or self.sheet.text(block.row, number),
            name or (COST.name if block.is_cost else AMOUNT.name),
            samples=samples,
        )

    def operation(self, problems: Problems) -> Operation:
        """The operation that they tell, each remark at its cell."""
        first = self.blocks[0]
        row = TableRow(self.sheet.name, first.row, {}, {}, problems)
        row.cells[FUNDER.name] = cell_at(self.sheet, (first.row, first.left))
        places = [
            (number, column)
            for number in sorted(self.sheet.rows)
            if number < first.row
            for column in sorted(self.sheet.rows[number])
        ]
        titles, owner = titles_and_owner(self.sheet, places, row)
        says = [self.sheet.name, *map(undated, titles)]
        over = heading(says)
        title = _title(self.sheet.name, titles)
        operation = Operation(row, title, owner, basis=over.basis or "", is_whole_sheet=True)
        if not operation.title:
            row.cells[TITLE.name] = row.cells[FUNDER.name]
            row.refuse(
                TITLE.name,
                _("Écrivez au-dessus du tableau le nom de ce que ce plan paie."),
            )
        for block in self.blocks:
            head = self.sheet.text(block.row, block.left)
            self._read(block, operation, heading([*says, head]))
        sections = {one.section for one in operation.costs}
        if len(sections) == 1:
            alone = sections.pop()
            for line in operation.lines:
                line.section = line.section or alone
        return operation

    def _read(self, block: _Block, operation: Operation, over: Heading) -> None:
        sums, section = self._sums(block), over.section
        if block.is_cost:
            operation.basis = operation.basis or over.basis or ""
        covered = dict.fromkeys((column for column, _over in sums), 0)
        for number in self._rows(block):
            label = one_line(self.sheet.text(number, block.left))
            cells = [(column, each) for column, each in sums if self.sheet.text(number, column)]
            if not cells:
                section = section_in(label) or section
                _remark_name(operation.row, cell_at(self.sheet, (number, block.left)), block)
            for column, each in cells:
                key = f"sum {column} {number}"
                cell = cell_at(self.sheet, (number, column))
                times = max(each.times, over.times)
                cents = sum_at(operation.row, key, cell, operation.cost or None, times)
                if cents is None:
                    continue
                if TOTAL.match(folded(label)):
                    _check_total(operation.row, key, cents, covered[column])
                    continue
                covered[column] += cents
                operation.basis = operation.basis or each.basis or ""
                at = replace(each, section=each.section or section, year=each.year or over.year)
                if block.is_cost:
                    operation.costs.append(CostRead(label, at.section or "", at.year, cents))
                else:
                    state = self._state(block, number, cell.text) or at.state or over.state
                    self._pay(operation, number, block, replace(at, state=state), cents)

    def _pay(
        self, operation: Operation, number: int, block: _Block, at: Heading, cents: int
    ) -> None:
        left = block.left
        label = self.sheet.text(number, left)
        name = heading([label]).name or label
        kind = kind_in(name)
        if kind is None:
            return
        key = f"who {number}"
        operation.row.cells[key] = cell_at(self.sheet, (number, left))
        line = LineRead(operation.row, key, name, kind, at.section or "", at.year)
        line.put(state_of_own(kind, at.state), cents)
        line.on, line.on_state = self._day(block, number), line.state
        if (same := operation.line_like(line)) is not None:
            same.add(line)
        else:
            operation.lines.append(line)

    def _state(self, block: _Block, number: int, text: str) -> MoneyState | None:
        """What the row says of its state: in its sum, in its label, in a cell beside."""
        beside = (self.sheet.text(number, column) for column in range(block.left, block.right + 1))
        return next(filter(None, map(state_in, (text, *beside))), None)

    def _day(self, block: _Block, number: int) -> date | None:
        """The day that the row says beside its state: « notifié le 12/03/2026 »."""
        texts = (self.sheet.text(number, column) for column in range(block.left, block.right + 1))
        match = next(filter(None, map(DAY.search, texts)), None)
        reading = read_date(match[0]) if match else None
        return reading.date if reading else None

    def _rows(self, block: _Block) -> range:
        """The rows under the header of a half, which may take two: « Recettes », then « Taux »."""
        cells = range(block.left, block.right + 1)
        second = [folded(self.sheet.text(block.row + 1, column)) for column in cells]
        texts = [text for text in second if text]
        is_header = len(texts) > 1 and all(SECOND_HEADER.match(text) for text in texts)
        return range(block.row + 1 + is_header, block.bottom)

    def _sums(self, block: _Block) -> list[tuple[int, Heading]]:
        """The columns of sums of a half, percentages left out, TTC left for HT."""
        columns, rows = [], self._rows(block)
        for column in range(block.left + 1, block.right + 1):
            headers = [self.sheet.text(row, column) for row in range(block.row, rows.start)]
            values = list(filter(None, (self.sheet.text(row, column) for row in rows)))
            is_rate = any("%" in one or "taux" in folded(one) for one in headers)
            is_sum = any(map(_is_year, headers)) or any(map(_has_figure, values))
            if is_sum and not is_rate:
                texts = self._texts(block, column)
                columns.append((column, heading(texts), all(map(PART.fullmatch, values))))
        sums = [one for one in columns if not one[2]] or columns
        bases = {each.basis for _column, each, _part in sums}
        left = "gross" if "net" in bases else ""
        return [(column, each) for column, each, _part in sums if not left or each.basis != left]

    def _texts(self, block: _Block, column: int) -> list[str]:
        rows = range(block.row, min(max(block.row + 2, self._rows(block).start), block.bottom))
        texts = [self.sheet.text(row, column) for row in rows]
        return [
            one
            for one in texts
            if (one and not re.fullmatch(r"[-\d\s.,€%]+", one)) or _is_year(one)
        ]


def titles_and_owner(
    sheet: Sheet, places: Iterable[tuple[int, int]], row: TableRow
) -> tuple[list[str], str]:
    """What stands above a table, and who owns what it tells, whose cell joins those of the row."""
    titles, owner = [], ""
    for place in places:
        text = sheet.text(*place)
        if who := owner_in(text):
            owner, row.cells[OWNER.name] = who, cell_at(sheet, place)
        else:
            titles.append(text)
    return titles, owner


def _remark_name(row: TableRow, cell: RecordCell, block: _Block) -> None:
    """Says when a half has who pays and what they pay in one cell, and no sum beside it."""
    is_total = TOTAL.match(folded(cell.text))
    if not block.is_cost and not is_total and BESIDE_NAME.search(cell.text):
        key = f"who {cell.place}"
        row.cells[key] = cell
        row.warn(key, str(NAME_AND_SUM))


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_year(text: str) -> bool:
    return re.fullmatch(r"20\d\d", text) is not None


def _check_total(row: TableRow, key: str, cents: int, covered: int) -> None:
    if covered and cents != covered:
        row.warn(key, total_words(cents, covered))


def _title(sheet: str, titles: Sequence[str]) -> str:
    """What the titles name: not « Plan de financement », its year nor its basis."""
    for text in [*titles, sheet]:
        bare = ASIDE.sub(" ", OF_A_PLAN.sub(" ", ASIDE.sub(" ", text)))
        left = " ".join(bare.split()).strip(" :–—-,()")
        if left and not NAMELESS.fullmatch(folded(left)):
            return left[:160]
    return ""


def half_tables(workbook: Workbook) -> tuple[list[HalfTables], Workbook]:
    """The sheets that hold two halves of one plan, and the workbook of the others."""
    halves = [HalfTables(sheet, blocks) for sheet in workbook.sheets if (blocks := _blocks(sheet))]
    taken = {one.sheet.name for one in halves}
    others = [sheet for sheet in workbook.sheets if sheet.name not in taken]
    return halves, replace(workbook, sheets=others)


def _blocks(sheet: Sheet) -> list[_Block]:
    """The halves of a sheet, face to face or one under the other; none unless it has both."""
    heads = list(_heads(sheet))
    if {is_cost for _row, _left, is_cost in heads} != {True, False}:
        return []
    last, wide = sheet.last_row + 1, sheet.last_column
    blocks = []
    for row, left, is_cost in heads:
        beside = [column for other, column, _side in heads if other == row and column > left]
        under = [other for other, _column, _side in heads if other > row]
        blocks.append(
            _Block(row, left, min(beside, default=wide + 1) - 1, min(under, default=last), is_cost)
        )
    return sorted(blocks, key=lambda one: not one.is_cost)


def _heads(sheet: Sheet) -> Iterator[tuple[int, int, bool]]:
    """Where the first cost and the first funder are headed; one of them opens its row."""
    seen = set[bool]()
    for row in sorted(sheet.rows):
        first = True
        for column in sorted(sheet.rows[row]):
            plain = folded(_bare(sheet.text(row, column)))
            is_cost = bool(SPENT.fullmatch(plain))
            is_head = is_cost or bool(PAYS.fullmatch(plain))
            if not first and not seen:
                break
            if is_head and is_cost not in seen:
                seen.add(is_cost)
                yield row, column, is_cost
            first = False


def _bare(text: str) -> str:
    """A header without its unit and its basis: « Dépenses HT (en €) »."""
    return re.sub(r"\([^()]*\)|\b(?:HT|TTC)\b|€", "", text).strip(" :")
