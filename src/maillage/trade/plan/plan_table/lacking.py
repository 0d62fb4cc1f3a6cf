"""What is said of a plan whose sheet tells no action?"""

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.tables.parsed_rows import COLUMN_LACKS, NO_STRUCTURE, RowsRead
from maillage.foundation.exchange.tables.sheets import MappedTable, Mapping, SheetReading
from maillage.trade.plan.plan_table.columns import SPEC, looks_like_a_plan

_NO_ACTION = frozenset({SPEC.lacking, NO_STRUCTURE})


def warn_no_action(read: RowsRead, mapping: Mapping | None) -> None:
    """Says which column may be the action's, in a sheet that looks like a plan and is not read.

    Where no sheet is read, it is said of each that has headers, but for those left aside.
    """
    is_nothing_read = not any(reading.is_used for reading in read.readings)
    for reading in read.readings:
        mapped = next((one for one in reading.tables if one.table.header_row), None)
        is_left = (mapping or {}).get(reading.sheet.name) == {}
        if mapped is None or is_left or reading.reason not in _NO_ACTION:
            continue
        if is_nothing_read or looks_like_a_plan(mapped.columns):
            _warn(read, reading, mapped)


def _warn(read: RowsRead, reading: SheetReading, mapped: MappedTable) -> None:
    """Says at the first header that is not understood what is to be chosen for one of them."""
    left = [one for one in mapped.columns if one.header and (one.waits or one.is_elsewhere)]
    words = [_("Aucune colonne ne dit l’action : rien n’est lu de cette feuille.")]
    if left:
        names = french.listed([f"« {one.header} » ({one.letters})" for one in left])
        words.append(_("Colonnes non comprises : %(names)s.") % {"names": names})
    words.append(_("Choisissez « Action » pour celle qui dit ce que l’on fait."))
    row = mapped.table.header_row
    column = left[0].number if left else min(reading.sheet.rows[row], default=1)
    place, text = reading.sheet.reference(row, column), reading.sheet.text(row, column)
    remark = Remark(COLUMN_LACKS, Severity.ERROR, " ".join(words))
    read.problems.add_sentence(remark.at(place, text))
