"""Which rows of one cell head the rows under them, and are no record?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.parsed_rows import TableSpec
from maillage.foundation.exchange.tables.rows import Table
from maillage.foundation.exchange.tables.sheets import MappedTable

Look = Callable[[int], bool]
_OF_A_RECORD, _FEWEST, _RUN = 3, 2, 3
_LETTERS = 4
_ORDER = re.compile(r"(?:[IVX]{1,4}|[A-H])\s*[.)/–—-]+\s*(?=[^\W\d_])")
_WORDS = re.compile(r"[^\W\d_]{2}|(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Headings:
    """The rows that head others: by their look, or only by being alone on their row."""

    sure: frozenset[int] = field(default_factory=frozenset)
    doubtful: frozenset[int] = field(default_factory=frozenset)

    def __contains__(self, row: object) -> bool:
        return row in self.sure or row in self.doubtful


def headings(sheet: Sheet, mapped: MappedTable, spec: TableSpec) -> Headings:
    """The rows of one cell that are no record, in a table whose records say several things.

    One heads rows when it looks unlike the records, or stands alone where few do; a row that goes
    on under it, which leaves the field of the `record` blank, makes a record of it. The last row
    heads nothing: where a record needs more, it is asked for. A table under the very labels of the
    fields is one that was exported: each of its rows is a record.
    """
    table = mapped.table
    full = [row for row in table.records if len(sheet.rows[row]) >= _OF_A_RECORD]
    numbers = mapped.of_row.get(spec.record, [])
    labels = set(spec.labels.values())
    if all(one.header in labels for one in mapped.columns):
        return Headings()
    if not numbers or len(full) < _FEWEST or len(full) * 2 < len(table.records):
        return Headings()
    rows = sorted({*table.records, *table.sections})
    under = zip(rows, [*rows[1:], None], strict=True)
    alone = [row for row, following in under if _may_head(sheet, mapped, row, numbers, following)]
    looks = {one: _rare_looks(sheet, one, full) for one in {min(sheet.rows[row]) for row in alone}}
    sure = {row for row in alone if _looks_apart(sheet, row, numbers, looks)}
    last = {rows[-1]} if spec.needs_more else set()
    doubtful = {row for row in alone if row not in sure} - last
    if len(doubtful) * 3 > len(full) * 2:
        return Headings(frozenset(sure))
    lists = {row for run in _runs(rows, doubtful) if len(run) >= _RUN for row in run}
    return Headings(frozenset(sure), frozenset(doubtful - lists))


def with_merged_rows(sheet: Sheet, table: Table, columns: Sequence[Column], record: str) -> Table:
    """The table, a row of one cell beside a record merged over it being of this record."""
    numbers = {one.number for one in columns if one.field == record}
    areas = [area for area in sheet.merges if area.left in numbers and area.bottom > area.top]
    over = {row for area in areas for row in range(area.top + 1, area.bottom + 1)}
    joined = over & table.sections.keys()
    if not joined:
        return table
    sections = {row: text for row, text in table.sections.items() if row not in joined}
    return replace(table, records=sorted({*table.records, *joined}), sections=sections)


def _may_head(
    sheet: Sheet, mapped: MappedTable, row: int, numbers: Sequence[int], following: int | None
) -> bool:
    """Whether a row is one cell of words, at the left, which no row goes on under it."""
    cells = sheet.rows[row]
    if len(cells) != 1:
        return False
    column = min(cells)
    read = {one.number for one in mapped.columns if one.field != IGNORED}
    is_at_left = column in numbers or column not in read or column <= min(read)
    if not is_at_left or not _WORDS.search(sheet.text(row, column)):
        return False
    if following is None:
        return True
    return len(sheet.rows[following]) == 1 or any(sheet.text(following, one) for one in numbers)


def _looks_apart(
    sheet: Sheet, row: int, numbers: Sequence[int], looks: Mapping[int, Sequence[Look]]
) -> bool:
    """Whether a row of one cell looks as no record does, or is not where records say what they are.

    Merged over others, bold, coloured, in capitals, lettered, or ended by a colon.
    """
    column = min(sheet.rows[row])
    text = one_line(sheet.text(row, column))
    is_wide = any(area.right > area.left for area in sheet.merged_at(row))
    if column not in numbers or is_wide or text.endswith(":") or _ORDER.match(text):
        return True
    return any(look(row) for look in looks[column])


def _rare_looks(sheet: Sheet, column: int, full: Sequence[int]) -> list[Look]:
    """The looks that less than half of the records have in a column: bold, coloured, capitals."""
    looks: tuple[Look, ...] = (
        lambda one: (one, column) in sheet.bold,
        lambda one: (one, column) in sheet.fills,
        lambda one: _is_in_capitals(sheet.text(one, column)),
    )
    return [look for look in looks if sum(map(look, full)) * 2 < len(full)]


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= _LETTERS


def _runs(rows: Sequence[int], some: set[int]) -> list[list[int]]:
    """These rows, those that follow one another together."""
    runs: list[list[int]] = [[]]
    for row in rows:
        if row in some:
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    return runs
