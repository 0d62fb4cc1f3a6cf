"""A sheet of sums: what its titles say of them all, and what each of its cells repeats."""

from collections.abc import Mapping

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.context.typed_sums import ALL_IN, NO_SUM
from maillage.trade.funding.money_table.cells import BESIDE_NAME, NAME_AND_SUM
from maillage.trade.funding.money_table.headings import heading, undated
from maillage.trade.funding.money_table.money_columns import MoneyColumns


class SumSheet:
    """One sheet, what stands over all its sums, and the cells above that « idem » repeats."""

    def __init__(self, reading: SheetReading, problems: Problems) -> None:
        self.reading, self.sheet, self.problems = reading, reading.sheet, problems
        self.above = dict[int, RecordCell]()
        places = [
            (row, column)
            for row in reading.rows.title_rows
            for column in sorted(self.sheet.rows[row])
        ]
        self.title_places = places
        titles = {place: self.sheet.text(*place) for place in places}
        self.over = heading([self.sheet.name, *map(undated, titles.values())])
        for place, text in titles.items():
            self.remark_times(place, heading([text]).times)

    def cell(self, row: TableRow, number: int) -> RecordCell:
        """A cell, « idem » and what is merged downwards being what stands above."""
        cell = cell_at(self.sheet, (row.row, number))
        if is_word("idem", cell.text) and number in self.above:
            cell = self.above[number]._replace(place=cell.place, repeated=True)
        elif cell.is_blank and (over := self._merged_over(row.row, number)):
            cell = cell_at(self.sheet, (over, number))._replace(place=cell.place, repeated=True)
        if not cell.is_blank:
            self.above[number] = cell
        return cell

    def _merged_over(self, row: int, number: int) -> int:
        areas = [one for one in self.sheet.merges if one.left == number]
        return next((one.top for one in areas if one.top < row <= one.bottom), 0)

    def remark_times(self, place: tuple[int, int], times: int) -> None:
        """Says that what stands under a heading is in thousands or in millions."""
        if times in ALL_IN:
            self.add(place, "amount_times", str(ALL_IN[times]))

    def add(self, place: tuple[int, int], code: str, words: str) -> None:
        """Says what the officer should look at, at a cell."""
        remark = Remark(code, Severity.WARNING, words)
        self.problems.add(remark.at(self.sheet.reference(*place), self.sheet.text(*place)))

    def remark_names(
        self, row: TableRow, cells: Mapping[int, RecordCell], columns: MoneyColumns
    ) -> None:
        """Says when who pays has no sum beside their name, or has it in the same cell."""
        filled = {one.names for one in columns.sums if not cells[one.number].is_blank}
        for one in columns.names:
            cell = self.cell(row, one.number)
            if one.number in filled or cell.repeated or is_word("empty", cell.text):
                continue
            if BESIDE_NAME.search(cell.text):
                self.add((row.row, one.number), "sum_beside_name", str(NAME_AND_SUM))
            elif not cell.is_blank:
                self.add((row.row, one.number), "sum_unsaid", str(NO_SUM))
