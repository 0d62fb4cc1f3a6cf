"""What is said of a file of which nothing is read?"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problem, Remark, Severity
from maillage.foundation.exchange.tables.parsed_rows import COLUMN_LACKS
from maillage.foundation.exchange.tables.sheets import LEFT_ASIDE, SheetReading


def nothing_read(
    readings: Sequence[SheetReading], rows_read: int, problems: Sequence[Problem]
) -> Iterator[Problem]:
    """An error on each sheet that was to be read, where no row is and no error tells why.

    A sheet that the officer left aside, or that the law refuses, was not to be read; one without
    a row of titles counts where none has one.
    """
    if rows_read or any(one.severity is Severity.ERROR for one in problems):
        return
    waiting = [one for one in readings if one.reason != LEFT_ASIDE and not one.is_refused]
    waiting = [one for one in waiting if one.sheet.rows]
    for reading in [one for one in waiting if _row_of_titles(one)] or waiting:
        sheet = reading.sheet
        row = _row_of_titles(reading) or min(sheet.rows)
        column = min(sheet.rows.get(row, {}), default=1)
        remark = Remark(COLUMN_LACKS, Severity.ERROR, _words(reading))
        yield remark.at(sheet.reference(row, column), sheet.text(row, column))


def _row_of_titles(reading: SheetReading) -> int:
    return reading.tables[0].table.header_row if reading.tables else 0


def _words(reading: SheetReading) -> str:
    """What is lacking, and what to do about it."""
    row = _row_of_titles(reading)
    if not row:
        return _(
            "Aucune ligne de titres n’a été reconnue : rien n’est lu de cette feuille. Montrez "
            "celle des titres parmi les colonnes, ou écrivez un titre en tête de chaque colonne."
        )
    if reading.sheet.hidden and not reading.is_used:
        return _("Feuille masquée : rien n’en est lu. Cochez-la parmi les colonnes si elle compte.")
    if reading.is_used:
        return _(
            "Rien n’est lu sous les titres de la ligne %(row)s : écrivez dessous ce qui est à "
            "importer, ou corrigez ces titres dans le fichier."
        ) % {"row": row}
    return _(
        "Rien n’est lu de cette feuille : les titres de la ligne %(row)s ne suffisent pas. Dites "
        "parmi les colonnes ce que chacune tient, ou corrigez ces titres dans le fichier."
    ) % {"row": row}
