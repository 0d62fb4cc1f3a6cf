"""Where is a problem in its sheet, and what else does its row say?"""

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.ods_out import column_letters
from maillage.foundation.exchange.cells.problems import Problem
from maillage.foundation.exchange.cells.references import cell_position, row_of
from maillage.foundation.exchange.cleaning.emails import TO_CONFIRM
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.field_columns import header_alone
from maillage.foundation.exchange.tables.parsed_rows import LACKING
from maillage.foundation.exchange.tables.sheets import SheetReading

_CONTEXT = 4
_MOST_COLUMNS = 12
_MANY = 12
_RANGE = 3
_LONGEST_CELL = 200
_WHO = 3


def elsewhere(alike: list[Problem]) -> str:
    """In which other rows the same is said; nothing when it is said once."""
    rows = [row_of(problem.cell)[1] for problem in alike[1:]]
    return _("De même aux lignes %(rows)s.") % {"rows": _ranges(rows)} if rows else ""


def _ranges(rows: list[int]) -> str:
    """« 3 à 12 et 15 », a range from three on; past the first ones, how many more."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    parts = [part for run in runs for part in _run_words(run)]
    if len(parts) <= _MANY:
        return french.listed_whole([words for words, _rows in parts])
    words = ", ".join(words for words, _rows in parts[:_MANY])
    more = sum(number for _words, number in parts[_MANY:])
    return _("%(rows)s et %(more)s autres") % {"rows": words, "more": more}


def _run_words(run: list[int]) -> list[tuple[str, int]]:
    """The words of rows that follow each other, each with how many rows it stands for."""
    if len(run) < _RANGE:
        return [(str(row), 1) for row in run]
    return [(_(" à ").join((str(run[0]), str(run[-1]))), len(run))]


class SheetShown:
    """A sheet around its problems: its headers, those of its columns that tell which row it is."""

    def __init__(self, reading: SheetReading) -> None:
        columns = [column for mapped in reading.tables for column in mapped.columns]
        self._columns = columns
        self._sheet = reading.sheet
        self._headers = {column.number: header_alone(column, columns) for column in columns}
        self._header_rows = {r for mapped in reading.tables for r in mapped.table.header_rows}
        self._records = sorted(r for mapped in reading.tables for r in mapped.table.records)
        self._read = {c.number for c in columns if not c.is_refused and c.field != IGNORED}
        self._shown = set(sorted(self._read)[:_CONTEXT])

    def located(self, alike: list[Problem]) -> dict[str, object]:
        """A problem where it is, with the rows that repeat it.

        What a row lacks has no cell of its own to correct.
        """
        problem = alike[0]
        name, row = row_of(problem.cell)
        column = cell_position(problem.cell.rpartition("!")[2])[1]
        if column in self._read and len(self._shown) < _MOST_COLUMNS:
            self._shown.add(column)
        return {
            **problem.as_json(),
            "others": [one.cell for one in alike[1:]],
            "elsewhere": elsewhere(alike),
            "sheet": name,
            "row": row,
            "column": column_letters(column),
            "header": self._header_over(row, column),
            "editable": problem.code != LACKING and row not in self._header_rows,
            "ready": _ready(problem),
            "name": problem.name,
        }

    def _header_over(self, row: int, column: int) -> str:
        """The header of a cell; nothing for one that stands above all headers."""
        is_above = row < min(self._header_rows, default=0)
        return "" if is_above else self._headers.get(column, "")

    def who(self, row: int, column: int) -> str:
        """What tells whose row it is, but for this column: its first texts."""
        texts = (self._sheet.text(row, n)[:_LONGEST_CELL] for n in sorted(self._read - {column}))
        return " · ".join([text for text in texts if text][:_WHO])

    def cell_for(self, row: int, column: int, field: str) -> dict[str, str]:
        """The cell of this field for the person of a column, what it holds, and its header.

        Without a column of this field, it is the cell itself that has to say it.
        """
        slots = {one.slot for one in self._columns if one.number == column}
        own = (one for one in self._columns if one.field == field and one.slot in slots)
        number = next((one.number for one in own), column)
        return {
            "answer": self._sheet.reference(row, number),
            "value": self._sheet.text(row, number),
            "header": self._headers.get(number, ""),
        }

    def texts_of(self, column: int) -> list[str]:
        """The texts of a column, each once, in the order of the rows."""
        texts = (self._sheet.text(row, column) for row in self._records)
        return list(dict.fromkeys(filter(None, texts)))

    def context(self, row: int) -> list[tuple[str, str, str]]:
        """The letters, header and text of the cells that tell which row it is, or are located."""
        return [
            (column_letters(n), self._header_over(row, n), self._sheet.text(row, n)[:_LONGEST_CELL])
            for n in sorted(self._shown)
        ]


def _ready(problem: Problem) -> str:
    """The value that corrects a cell, when one is probably meant."""
    is_value = problem.code == "email_invalid"
    return (problem.suggestion or "").removesuffix(TO_CONFIRM) if is_value else ""
