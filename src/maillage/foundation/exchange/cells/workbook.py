"""What does the file hold, whatever its format?"""

import datetime
from dataclasses import dataclass, field

from maillage.foundation.exchange.cells.problems import RawValue
from maillage.foundation.exchange.cells.references import cell_name
from maillage.foundation.exchange.cells.text import (
    LONGEST_NAME,
    MAX_TEXT,
    without_runs,
    without_unseen,
)

_LONGEST_SHEET_NAME = 100
CellValue = str | int | float | bool | datetime.date


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, bounds included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """Cells that hold something, by row then column, and what their look says.

    `turned` says that the file held cards, that rows were made of; `cut_again` are the rows that
    one cell held whole, all of them where the sheet `is_cut_whole`. `hidden_rows` and
    `hidden_columns` are not shown by the spreadsheet, but read; `emptied` are the cells whose
    words the officer left out.
    """

    name: str
    rows: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    _merged_at: dict[int, list[Area]] = field(default_factory=dict, init=False, compare=False)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    bold: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    unseen: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False
    turned: bool = False
    cut_again: set[int] = field(default_factory=set)
    is_cut_whole: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    emptied: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.name = self.name[:_LONGEST_SHEET_NAME]

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Keeps a value; blank text is no value, characters that nobody sees are dropped.

        No text is kept beyond its 20,000 first letters, nor with a run of blanks.
        """
        if isinstance(value, str):
            seen = without_unseen(value)
            if seen is not value:
                self.unseen.add((row, column))
            value = without_runs(seen)[:MAX_TEXT]
            if not value.strip():
                return
        self.rows.setdefault(row, {})[column] = value

    def merged_at(self, row: int) -> list[Area]:
        """The merged areas whose first row this is."""
        if self.merges and not self._merged_at:
            for area in self.merges:
                self._merged_at.setdefault(area.top, []).append(area)
        return self._merged_at.get(row, [])

    def forget_merges(self) -> None:
        """Reads the merged areas again, once they were changed."""
        self._merged_at.clear()

    def value(self, row: int, column: int) -> CellValue | None:
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The first letters of the value as a person reads it, trimmed: a header, a title, a name.

        What a record says is read whole by `records`.
        """
        return as_text(self.value(row, column))[:LONGEST_NAME]

    def reference(self, row: int, column: int) -> str:
        return f"{self.name}!{cell_name(row, column)}"

    def raw(self, row: int, column: int) -> RawValue:
        value = self.value(row, column)
        return value.isoformat() if isinstance(value, datetime.date) else value

    @property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        return max((max(cells) for cells in self.rows.values() if cells), default=0)


@dataclass(slots=True)
class Workbook:
    """The sheets of a file; `encoding` and `delimiter` only for delimited text."""

    format: str
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None


def as_text(value: CellValue | None) -> str:
    """What a person reads in a cell.

    >>> as_text(99300), as_text(12.5), as_text(datetime.date(2026, 4, 1)), as_text(True)
    ('99300', '12.5', '01/04/2026', 'oui')
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return str(value)
