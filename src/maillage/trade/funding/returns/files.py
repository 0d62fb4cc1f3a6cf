"""A return as a file: its tables, their sums made by the file, then what is still lacking."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from maillage.core.books_out import Sheet
from maillage.core.table_files import book_response, table_response
from maillage.trade.funding.returns.filled import Filled, FilledPart


def return_file(kind: str, filled: Filled) -> HttpResponse:
    """The return as a file to keep; a CSV is its one table, as its funder reads it."""
    name = f"rendre-compte-{filled.form.key}"
    if kind == "csv":
        first = filled.parts[0]
        return table_response(kind, name, first.title, first.headers, first.cells)
    return book_response(kind, name, return_book(filled))


def return_book(filled: Filled) -> list[Sheet]:
    """A sheet for each table; the last says what is lacking, nothing when nothing is."""
    sheets = [_sheet(one) for one in filled.parts]
    if filled.lacks:
        rows = [(one.table, one.name, one.sentence) for one in filled.lacks]
        sheets.append(Sheet(_("À compléter"), (_("Tableau"), _("Ligne"), _("À faire")), rows))
    return sheets


def _sheet(one: FilledPart) -> Sheet:
    total = one.total
    return Sheet(one.title, one.headers, [*one.lines, *([total] if total else [])])
