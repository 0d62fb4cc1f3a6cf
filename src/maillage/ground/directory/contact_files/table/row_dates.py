"""From when to when, and told when, according to this row?"""

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cleaning.dates import DateReading, both_ends, read_date
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.directory.contact_files.table.mentions import PartialDate
from maillage.ground.directory.contact_files.table.row_cells import RowCells

_TOLD = {
    "date_serial": (Severity.INFO, "Nombre de jours d’Excel lu comme une date."),
    "date_text": (Severity.INFO, "Date partielle ou écrite en lettres."),
    "date_short_year": (Severity.INFO, "Année sur deux chiffres."),
    "date_ambiguous": (Severity.WARNING, "Lue à la française, jour puis mois : vérifiez."),
    "date_with_text": (
        Severity.INFO,
        "Date suivie d’un texte : la date est gardée, le texte va en note.",
    ),
    "date_invalid": (Severity.ERROR, "Cette date n’existe pas : corrigez-la, ou laissez vide."),
    "date_unreadable": (
        Severity.ERROR,
        "Pas une date : laissée vide. Écrivez jour/mois/année, mois/année ou l’année.",
    ),
}


def date_of(row: RowCells, cell: RecordCell | None) -> tuple[PartialDate | None, str]:
    """The date of a cell and the words beside it; what was understood is told."""
    if cell is None or cell.value is None:
        return None, ""
    reading = read_date(cell.value)
    if reading.code and not cell.repeated:
        severity, message = _TOLD[reading.code]
        row.remark(cell, reading.code, severity, message, written(reading))
    return partial(reading), reading.rest


def dates_of(
    row: RowCells, start: RecordCell | None, end: RecordCell | None
) -> tuple[PartialDate | None, PartialDate | None, str]:
    """The beginning, the end and the words beside them; both may be in the first cell."""
    ends = both_ends(start.text) if start and isinstance(start.value, str) else None
    if start is None or ends is None or end:
        since, rest = date_of(row, start)
        until, end_rest = date_of(row, end)
        return since, until, "; ".join(filter(None, (rest, end_rest)))
    first, last = map(read_date, ends)
    if not start.repeated:
        message = "Début et fin dans une même case : les deux sont gardés."
        row.remark(start, "date_text", Severity.INFO, message, f"{written(first)}/{written(last)}")
    return partial(first), partial(last), "; ".join(filter(None, (first.rest, last.rest)))


def end_given(
    row: RowCells, cell: RecordCell, text: str, since: PartialDate | None
) -> PartialDate | None:
    """The end that the officer gives for what this cell tells; what is understood is told."""
    until = partial(read_date(text)) if text else None
    message = "Fin de mandat donnée par vous."
    if not text:
        message = "Fin de mandat écartée par vous : le mandat est en cours."
    elif until is None or (since and until.day < since.day):
        until = None
        message = (
            f"« {text} » ne donne pas de fin de mandat : écrivez jour/mois/année, mois/année ou "
            "l’année, après le début."
        )
    row.remark(cell, "end_given", Severity.WARNING, message, text)
    return until


def partial(reading: DateReading | None) -> PartialDate | None:
    """The date in the form that mandates keep."""
    if reading is None or reading.date is None or reading.precision is None:
        return None
    return PartialDate(reading.date, reading.precision)


def written(reading: DateReading) -> str | None:
    """The ISO date cut at its precision."""
    if reading.date is None or reading.precision is None:
        return None
    return reading.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[reading.precision]]


def informed_on(row: RowCells, cell: RecordCell | None) -> str | None:
    """When the person was told that they are in the file; a bare yes is not a date."""
    if cell is None or cell.value is None:
        return None
    if is_word("yes", cell.text):
        message = "Information RGPD cochée sans date : non reprise, à dater."
        row.remark(cell, "informed_without_date", Severity.WARNING, message)
        return None
    if is_word("no", cell.text):
        message = (
            "Personne non informée (RGPD, article 14) : à informer à la première prise de contact, "
            "au plus tard sous un mois."
        )
        row.remark(cell, "not_informed", Severity.WARNING, message)
        return None
    date, _ = date_of(row, cell)
    return date.day.isoformat() if date else None


def dates_are_inverted(
    row: RowCells, since: PartialDate | None, until: PartialDate | None, cell: RecordCell | None
) -> bool:
    """Whether the end precedes the start, which is then told at the cell of the end."""
    if not since or not until or until.day >= since.day or cell is None:
        return False
    message = (
        f"Fin ({until.day:%d/%m/%Y}) avant le début ({since.day:%d/%m/%Y}) : mandat non importé. "
        "Échangez ou corrigez les deux dates."
    )
    row.remark(cell, "dates_inverted", Severity.ERROR, message)
    return True
