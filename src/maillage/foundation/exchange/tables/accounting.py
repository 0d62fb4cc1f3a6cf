"""Is every cell of a sheet that is read either kept, or said not to be?"""

from collections.abc import Iterable, Sequence, Set
from itertools import takewhile

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.problems import SENSITIVE_COLUMN, Problems, Remark, Severity
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.guesses import report_guesses
from maillage.foundation.exchange.tables.parsed_rows import RowsRead, TableRow, TableSpec
from maillage.foundation.exchange.tables.sheets import LEFT_ASIDE, MappedTable, SheetReading

_REPORTED = ("column_unread", "column_second", SENSITIVE_COLUMN)
_FEWEST = 2


def report_left(read: RowsRead, spec: TableSpec, *, keeps_columns: bool = False) -> None:
    """Says which columns are guessed, and which rows and cells of a workbook no row takes.

    A table that `keeps_columns` keeps word for word what no field of it takes; columns of which it
    may have several are read beside its rows.
    """
    rows_of: dict[str, list[TableRow]] = {}
    for row in read.rows:
        rows_of.setdefault(row.sheet, []).append(row)
    is_any_used = any(reading.is_used for reading in read.readings)
    for reading in read.readings:
        if reading.is_used:
            rows = rows_of.get(reading.sheet.name, [])
            report_guesses(reading, spec, read.problems)
            _report_rows(reading, {one.row for one in rows}, read.problems)
            apart = None if keeps_columns else spec.several
            _report_cells(reading, rows, read.problems, apart)
        elif is_any_used:
            _report_sheet(reading, read.problems)


def _report_sheet(reading: SheetReading, problems: Problems) -> None:
    """Says that a sheet is left aside beside another that is read; hidden, it is asked about."""
    sheet = reading.sheet
    if not sheet.rows or reading.is_refused or reading.reason == LEFT_ASIDE:
        return
    severity = Severity.WARNING if sheet.hidden and reading.tables else Severity.INFO
    words = _("Feuille laissée de côté : %(why)s. Cochez-la parmi les colonnes si elle compte.")
    remark = Remark("sheet_ignored", severity, words % {"why": _(reading.reason or "")})
    _add(problems, sheet, min(sheet.rows), remark)


def _report_rows(reading: SheetReading, read: set[int], problems: Problems) -> None:
    """Says which rows are titles, totals and notes, and which are none of these nor read."""
    _report_roles(reading, read, problems)
    sheet = reading.sheet
    for mapped in reading.tables:
        unread = {one for one in mapped.table.records if _is_full(sheet, mapped, one)} - read
        words = _("Rien n’est lu de cette ligne : %(rows)s.")
        _report_on(problems, sheet, unread, Remark("row_left", Severity.WARNING, words))
        totals = {row for row in mapped.table.totals if _has_words(sheet, mapped, row)}
        words = _("Lu comme un total, et laissé : %(rows)s. Écrivez autrement ce qui n’en est pas.")
        _report_on(problems, sheet, totals, Remark("total_left", Severity.WARNING, words))
        full = {row for row in _notes(reading) if _is_full(sheet, mapped, row)}
        words = _("Loin sous le tableau, pas lu : %(rows)s. Rapprochez ce qui compte du tableau.")
        _report_on(problems, sheet, full, Remark("footer_left", Severity.WARNING, words))


def _report_roles(reading: SheetReading, read: set[int], problems: Problems) -> None:
    """Says, once for each, which rows are titles, totals, notes and instructions."""
    sheet, rows = reading.sheet, reading.rows
    lists = (row for one in reading.tables for row in (*one.table.sections, *one.table.records))
    sections = {row for row in lists if len(sheet.rows[row]) == 1} - read
    totals = {row for one in reading.tables for row in one.table.totals}
    for code, some, words in (
        ("section_rows", sections, _("Titres au-dessus de lignes, pas des lignes : %(rows)s.")),
        ("total_rows", totals, _("Totaux, laissés : %(rows)s.")),
        ("footer_rows", set(rows.footers), _("Notes sous le tableau, laissées : %(rows)s.")),
        ("other_rows", set(rows.others), _("D’un autre tableau, laissées : %(rows)s.")),
        ("notice_rows", set(rows.notices), _("Consignes de remplissage, laissées : %(rows)s.")),
        ("header_again", _headers_below(reading), _("Lu comme une ligne de titres : %(rows)s.")),
    ):
        _report_on(problems, sheet, some, Remark(code, Severity.INFO, words))


def _headers_below(reading: SheetReading) -> set[int]:
    """The rows under the first headers that head another table, or say the same again."""
    tables = [one.table for one in reading.tables]
    first = tables[0].header_row
    parts = (row for one in tables for row in (*one.records, *one.sections, *one.totals))
    others = {*parts, *reading.rows.footers, *reading.rows.notices, *reading.rows.others}
    return {row for row in reading.sheet.rows if row > first and row not in others}


def _notes(reading: SheetReading) -> list[int]:
    """The rows under the tables, but for those that a line ended by a colon opens: a legend."""
    sheet = reading.sheet
    rows = sorted(reading.rows.footers)
    return list(
        takewhile(lambda row: not sheet.text(row, min(sheet.rows[row])).endswith(":"), rows)
    )


def _filled(sheet: Sheet, mapped: MappedTable, row: int) -> list[str]:
    """What a row says in the columns that are read, from left to right."""
    columns = (one for one in mapped.columns if one.field != IGNORED and not one.is_refused)
    texts = (sheet.text(row, one.number) for one in columns)
    return [text for text in texts if text]


def _is_full(sheet: Sheet, mapped: MappedTable, row: int) -> bool:
    return len(_filled(sheet, mapped, row)) >= _FEWEST


def _has_words(sheet: Sheet, mapped: MappedTable, row: int) -> bool:
    """Whether a row says more words than a total does, beside its figures."""
    words = [text for text in _filled(sheet, mapped, row) if not any(map(str.isdigit, text))]
    return len(words) > _FEWEST


def _report_cells(
    reading: SheetReading, rows: Sequence[TableRow], problems: Problems, apart: Set[str] | None
) -> None:
    """Says, once for a column, which of its cells no row takes; but for some fields, or all."""
    sheet = reading.sheet
    taken = {cell.place for row in rows for cell in row.cells.values()}
    read = {row.row for row in rows}
    for mapped in reading.tables:
        columns = {one.number: one for one in mapped.columns}
        left: dict[int, list[int]] = {}
        for row in sorted({*mapped.table.records, *(read & mapped.table.sections.keys())}):
            for number in sheet.rows[row]:
                column = columns.get(number)
                is_apart = column is not None and (apart is None or column.field in apart)
                is_taken = is_apart or sheet.reference(row, number) in taken
                if not is_taken and not _is_reported(sheet, mapped, number, column, problems):
                    left.setdefault(number, []).append(row)
        for number, some in sorted(left.items()):
            _report_column(problems, sheet, columns.get(number), number, some)


def _is_reported(
    sheet: Sheet, mapped: MappedTable, number: int, column: Column | None, problems: Problems
) -> bool:
    """Whether a column was said not to be read, or is left aside by whoever imports."""
    if column is not None and (column.is_refused or column.is_decided):
        return True
    row = mapped.table.header_row
    return bool(row) and any(problems.has(code, sheet.reference(row, number)) for code in _REPORTED)


def _report_column(
    problems: Problems, sheet: Sheet, column: Column | None, number: int, rows: Sequence[int]
) -> None:
    """Says which cells of a column are lost; it is asked where the column is read elsewhere."""
    is_read = column is not None and column.field != IGNORED
    words = _("Pas lu dans cette colonne : %(rows)s. Dites-la parmi les colonnes si elle compte.")
    severity = Severity.WARNING if is_read else Severity.INFO
    remark = Remark("cells_left", severity, words % {"rows": _lines(rows)})
    problems.add(remark.at(sheet.reference(rows[0], number), sheet.raw(rows[0], number)))


def _report_on(problems: Problems, sheet: Sheet, rows: Iterable[int], remark: Remark) -> None:
    """Adds a remark on some rows, at the first of them."""
    numbers = sorted(rows)
    if numbers:
        words = remark.message % {"rows": _lines(numbers)}
        _add(problems, sheet, numbers[0], Remark(remark.code, remark.severity, words))


def _lines(rows: Sequence[int]) -> str:
    """« ligne 4 », « lignes 4, 7 à 9 et 12 »."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]} à {run[-1]}" for run in runs]
    return f"{_('ligne') if len(rows) == 1 else _('lignes')} {french.listed(parts)}"


def _add(problems: Problems, sheet: Sheet, row: int, remark: Remark) -> None:
    column = min(sheet.rows[row], default=1)
    problems.add(remark.at(sheet.reference(row, column), sheet.raw(row, column)))
