"""Which blank cells take what a row above them says, in a column that is written row by row?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow

# As many blanks, and as many as what is written, show a column that is written once for several.
FEWEST = 2


def warn_from_above(rows: Sequence[TableRow], record: str, *names: str) -> None:
    """Says at each blank cell of these fields what a row with a `record` takes from one above.

    Not where the column is written once for several rows, nor under a section or a merged cell.
    """
    for sheet in dict.fromkeys(one.sheet for one in rows):
        own = [one for one in rows if one.sheet == sheet and one.text(record)]
        for name in names:
            _warn_of_field([one for one in own if name in one.cells], name)


def _warn_of_field(rows: Sequence[TableRow], name: str) -> None:
    """Says what a field takes from above, unless its column is written once for several rows."""
    written: dict[str, TableRow] = {}
    taken: list[TableRow] = []
    is_repeated, above = False, ""
    for one in rows:
        cell = one.cells[name]
        if cell.is_blank:
            above = ""
        elif _place_in(one, name) == cell.place:
            is_repeated = is_repeated or folded(cell.text) == above
            written[cell.place], above = one, folded(cell.text)
        elif cell.place in written:
            taken.append(one)
            above = ""
    if is_repeated or len(taken) < max(len(written), FEWEST):
        for one in taken:
            _warn_of_cell(one, name, written[one.cells[name].place].row)


def _place_in(row: TableRow, name: str) -> str:
    """Where the cell of a row stands, be its value that of a cell above."""
    return f"{row.cells[name].place.rstrip('0123456789')}{row.row}"


def _warn_of_cell(row: TableRow, name: str, above: int) -> None:
    words = _(
        "Case vide, reprise de la ligne %(n)s : « %(text)s ». Si c’est autre chose, écrivez-le "
        "dans le fichier."
    )
    values = {"n": above, "text": french.inner_quotes(row.text(name))}
    remark = Remark("row_looked_at", Severity.WARNING, words % values)
    row.problems.add_sentence(remark.at(_place_in(row, name), ""))
