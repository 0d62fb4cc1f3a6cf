"""A sheet of sums: what its titles say of them all, and what each of its cells repeats."""

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.context.typed_sums import ALL_IN
from maillage.trade.funding.money_table.headings import heading, undated


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
