"""What do the rows of one cell say of the actions under them, and the name of their sheet?"""

from collections.abc import Mapping
from dataclasses import dataclass

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.tables.blocks import labelled
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.trade.plan.plan_table.columns import AXIS, OBJECTIVE, SPEC, SUB_AXIS
from maillage.trade.plan.plan_table.headings import is_aim, is_axis

ANY_SHEET = frozenset({"feuil", "sheet", "plan", "csv", "actions", "suivi", "tableau", "feuille"})
_AIMS = frozenset({OBJECTIVE.name, SUB_AXIS.name})


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A sheet of a plan, with the words of its sections by row.

    Those of `free` stand in a first column that is not read; `title` is the sheet's name where it
    may be that of an axis.
    """

    reading: SheetReading
    sections: Mapping[int, str]
    free: frozenset[int]
    last: int
    has_axes: bool
    has_aims: bool
    title: str

    def axis_over(self, row: TableRow) -> str:
        """The section over a row, whatever its words, else the name of one sheet among several."""
        if AXIS.name not in row.headers and not self.has_axes:
            over = [n for n, words in self.sections.items() if n < row.row and not is_aim(words)]
            if over:
                return one_line(self.sections[max(over)])
        return self.title

    def aim_over(self, row: TableRow) -> str:
        """The objective that the sections over a row say; a free one is an aim under an axis."""
        if not self.free or _AIMS & row.headers.keys():
            return row.read(OBJECTIVE)
        over = [n for n in self.sections if n < row.row and (n in self.free or self._is_axis(n))]
        aims = [n for n, words in self.sections.items() if n < row.row and is_aim(words)]
        last = max((*over, *aims), default=0)
        if not last:
            return row.read(OBJECTIVE)
        return one_line(self.sections[last]) if last in aims or self._is_aim(row, last) else ""

    def is_heading(self, row: TableRow) -> bool:
        """Whether a row only heads the actions under it: free words that are an axis or an aim."""
        is_over = row.row in self.free and row.row < self.last
        is_axis_there = AXIS.name not in row.headers and not self.has_axes
        return is_over and (is_axis_there or self._is_aim(row, row.row))

    def _is_aim(self, row: TableRow, number: int) -> bool:
        """Whether free words are an aim: their sheet says its axes, and no aim otherwise."""
        is_elsewhere = self.has_aims or _AIMS & row.headers.keys()
        return self.has_axes and not is_elsewhere and not self._is_axis(number)

    def _is_axis(self, number: int) -> bool:
        return is_axis(self.sections[number])


def plan_sheet(reading: SheetReading, *, has_others: bool) -> PlanSheet:
    """A sheet that is read, with its sections; one among others may bear the name of an axis."""
    sections = {
        n: text
        for one in reading.tables
        for n, text in one.table.sections.items()
        if labelled(SPEC, text)[0] in {"", AXIS.name, OBJECTIVE.name}
    }
    first = min((c.number for c in reading.columns if c.field != IGNORED), default=1)
    words = set(folded(reading.sheet.name).split())
    is_titled = has_others and not words & ANY_SHEET and not words <= {"1", "2", "3"}
    return PlanSheet(
        reading,
        sections,
        frozenset(n for n in sections if min(reading.sheet.rows[n]) < first),
        max((row for one in reading.tables for row in one.table.records), default=0),
        has_axes=any(map(is_axis, sections.values())),
        has_aims=any(map(is_aim, sections.values())),
        title=reading.sheet.name if is_titled else "",
    )
