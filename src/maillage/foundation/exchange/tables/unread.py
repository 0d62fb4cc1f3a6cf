"""Which columns of a table that say something are read by nothing, or only after another?"""

from collections.abc import Callable, Collection

from django.utils.functional import Promise

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import BY_VALUES, ELSEWHERE, UNKNOWN, Column
from maillage.foundation.exchange.tables.sheets import SheetReading


def report_unread_columns(
    reading: SheetReading,
    problems: Problems,
    words: str | Promise,
    is_read: Callable[[Column], bool] = lambda _column: False,
) -> None:
    """Says of each column with values that nothing reads it, unless the table itself does."""
    unread = Remark("column_unread", Severity.INFO, str(words))
    for mapped in reading.tables:
        row = mapped.table.header_row
        for column in mapped.columns if row else ():
            if column.samples and _is_left(column) and not is_read(column):
                place = reading.sheet.reference(row, column.number)
                problems.add(unread.at(place, column.header))


def report_second_columns(
    reading: SheetReading, problems: Problems, words: str | Promise, several: Collection[str]
) -> None:
    """Says of each column with values that another of another header says the same first."""
    second = Remark("column_second", Severity.WARNING, str(words))
    for mapped in reading.tables:
        row, first = mapped.table.header_row, dict[str, str]()
        for column in mapped.columns if row else ():
            header = first.setdefault(column.field, column.header)
            is_alone = column.field != IGNORED and column.field not in several
            if column.samples and is_alone and header != column.header:
                place = reading.sheet.reference(row, column.number)
                problems.add(second.at(place, column.header))


def _is_left(column: Column) -> bool:
    """Whether nothing reads a column that nobody chose to leave."""
    is_free = column.field == IGNORED and not column.is_decided
    return is_free and (column.reason in {UNKNOWN, ELSEWHERE, BY_VALUES} or column.is_twin)
