"""A row of sums that repeats another word for word is taken once, as every other table does."""

from collections.abc import Iterable, Iterator

from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.repeats import identical_words
from maillage.trade.funding.money_table.columns import TITLE


def _has_own_title(row: TableRow) -> bool:
    """Whether its title is written in it: one that goes on with a row above repeats nothing."""
    cell = row.cells.get(TITLE.name)
    return cell is not None and row_of(cell.place) == (row.sheet, row.row)


def rows_once(sheet: Sheet, rows: Iterable[TableRow]) -> Iterator[TableRow]:
    """The rows but those that say what one above them says in every column, which is said."""
    first: dict[tuple[tuple[int, str], ...], int] = {}
    for one in rows:
        texts = ((number, one_line(sheet.text(one.row, number))) for number in sheet.rows[one.row])
        line = tuple((number, text) for number, text in texts if text)
        if _has_own_title(one) and line in first:
            one.warn(TITLE.name, identical_words(first[line], one.row))
        else:
            first.setdefault(line, one.row)
            yield one
