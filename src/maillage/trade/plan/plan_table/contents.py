"""Which sheet only lists the other sheets of a plan, and has no action of its own?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.parsed_rows import RowsRead, TableRow
from maillage.foundation.exchange.tables.sheets import Mapping, SheetReading
from maillage.trade.plan.plan_table.columns import AXIS, NUMBER, TITLE

_LISTED = frozenset({AXIS.name, NUMBER.name, TITLE.name, IGNORED})


def leave_contents(read: RowsRead, mapping: Mapping | None) -> None:
    """Leaves aside the sheet that lists the others, unless the officer chose to read it."""
    used = [reading for reading in read.readings if reading.is_used]
    left = [
        one for one in used if one.sheet.name not in (mapping or {}) and _lists(one, used, read)
    ]
    for reading in left:
        reading.reason = _("c’est la liste des autres feuilles")


def _lists(reading: SheetReading, used: Sequence[SheetReading], read: RowsRead) -> bool:
    """Whether each row of a sheet is named as another sheet, and says nothing of an action."""
    if any(column.field not in _LISTED for column in reading.columns):
        return False
    others = {folded(one.sheet.name) for one in used if one is not reading}
    rows = [row for row in read.rows if row.sheet == reading.sheet.name]
    return len(rows) > 1 and all(_names_one(row, others) for row in rows)


def _names_one(row: TableRow, names: set[str]) -> bool:
    return any(folded(row.text(name)) in names for name in (AXIS.name, NUMBER.name))
