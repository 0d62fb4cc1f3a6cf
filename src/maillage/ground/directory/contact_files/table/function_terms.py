"""Until when is a function held, by its own words?"""

import re

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cleaning.remarks import term_in
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.ground.directory.contact_files.table.mentions import MandateMention
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.contact_files.table.row_dates import partial, written

_TERM = re.compile(
    r"[\s,(\[–-]((?:en )?(?:cdd|contrat|mission|int[ée]rim)?\s*jusqu['’](?:au|en|[àa])\s"
    r"[^()\[\]]*)[)\]]?\s*$",
    re.IGNORECASE,
)


def take_term(row: RowCells, cell: RecordCell | None, mandate: MandateMention) -> None:
    """« Directrice (CDD jusqu’au 31/08/2027) » is a function and its end, which is to be checked.

    An end that says no year is not read: the function is left as it is written, and it is told.
    """
    match = _TERM.search(mandate.function or "") if cell else None
    if cell is None or match is None or mandate.function is None:
        return
    until = term_in(match[1])[1]
    is_quiet = cell.repeated or row.answers.end_at(cell.place) is not None
    if until is None:
        message = "Fin de mandat sans date complète : elle n’est pas lue."
        if not is_quiet:
            row.remark(cell, "end_without_year", Severity.WARNING, message)
        return
    mandate.function = mandate.function[: match.start()].strip(" ,([–-")
    mandate.notes.append(match[1].strip())
    if mandate.until is None:
        mandate.until = partial(until)
        message = "Fin de mandat lue dans le texte : vérifiez la date."
        if not is_quiet:
            suggestion = f"until = {written(until)}"
            row.remark(cell, "end_in_text", Severity.WARNING, message, suggestion)
