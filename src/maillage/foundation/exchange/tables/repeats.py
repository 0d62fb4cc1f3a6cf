"""Which rows of a sheet say word for word what a row above them says?"""

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.parsed_rows import TableRow


def take_once(row: TableRow, first: TableRow, *names: str) -> None:
    """Leaves out a row that repeats `first` word for word; refuses one that differs from it.

    Either is said at the first of these fields that the table has.
    """
    if not _is_written_as(row, first):
        words = _("Déjà dit à la ligne %(n)s : gardez l’une des deux, ou donnez-leur deux noms.")
        row.refuse(row.column(*names), words % {"n": first.row})
        return
    row.is_refused = True
    row.warn(row.column(*names), identical_words(first.row, row.row))


def identical_words(first: int, second: int) -> str:
    """Why the second of two rows that say the same is left out."""
    words = _("Les lignes %(first)s et %(second)s sont identiques : une seule est prise.")
    return words % {"first": first, "second": second}


def may_join(row: TableRow, other: TableRow) -> bool:
    """Whether a row may complete another: it is not the same, nor apart in what nothing reads."""
    sheet = row.origin
    if sheet is None or sheet is not other.origin:
        return True
    taken = {cell.place for cell in row.cells.values()}
    mine, theirs = _line(sheet, row.row), _line(sheet, other.row)
    apart = [number for number in mine.keys() & theirs.keys() if mine[number] != theirs[number]]
    return mine != theirs and all(sheet.reference(row.row, number) in taken for number in apart)


def _is_written_as(row: TableRow, other: TableRow) -> bool:
    """Whether both are lines of one sheet, and say the same in each of its columns."""
    sheet = row.origin
    if sheet is None or sheet is not other.origin:
        return False
    return _line(sheet, row.row) == _line(sheet, other.row)


def _line(sheet: Sheet, row: int) -> dict[int, str]:
    """All that a line of a sheet says, by the number of its columns."""
    texts = {number: one_line(sheet.text(row, number)) for number in sheet.rows[row]}
    return {number: text for number, text in texts.items() if text}
