"""How does a matrix answer: a page, the chosen cell, a changed cell, or a file?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from maillage.core.matrix.description import Matrix, Place
from maillage.core.matrix.html import changed_html
from maillage.core.matrix.window import open_window, read_place
from maillage.core.sprite import sprite
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value

EXPORTED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A cell and the option that it is given."""

    place: Place
    value: str


def answer_matrix(
    request: HttpRequest, matrix: Matrix, *, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """The matrix as `template` draws it, which extends `core/matrix.html`.

    `?case=row~column` chooses a cell: htmx receives what is said of it alone. `?export=xlsx`,
    `ods` or `csv` gives the whole matrix as a file.
    """
    if kind := format_wanted(request):
        return _file(matrix, kind)
    only_cell = request.headers.get("HX-Target") == "m-chosen"
    response = render(
        request,
        "core/matrix.html#chosen" if only_cell else template,
        {"matrix": matrix, "window": open_window(matrix, request.GET.dict()), **context},
    )
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def read_change(matrix: Matrix, sent: QueryDict) -> Change | None:
    """What the editor of a cell sends; None when the matrix has no such place or option."""
    place = read_place(matrix, sent.get("case", ""))
    value = sent.get("value", "")
    if place is None or value not in {option.value for option in matrix.options}:
        return None
    return Change(place, value)


def answer_change(request: HttpRequest, matrix: Matrix, change: Change) -> HttpResponse:
    """After the write: htmx receives what has changed, the others the page again.

    `matrix` is made anew, so that its readings know the change.
    """
    row, column = change.place
    parameters = {**request.GET.dict(), "case": f"{row}~{column}"}
    window = open_window(matrix, parameters)
    if "HX-Request" not in request.headers:
        return redirect(f"{request.path}{window.asking}case={row}~{column}#c-{row}~{column}")
    context = {"matrix": matrix, "window": window, "saved": True}
    response = render(request, "core/matrix.html#chosen", context)
    response.write(changed_html(window, change.place, sprite()))
    return response


def _file(matrix: Matrix, kind: str) -> HttpResponse:
    reading = [matrix.reading_title] if matrix.has_readings else []
    headers = [matrix.row_title, *reading, *(column.label for column in matrix.columns)]
    name = f"{matrix.filename}-{timezone.localdate().isoformat()}"
    return table_response(kind, name, matrix.caption, headers, _values(matrix))


def _values(matrix: Matrix) -> Iterator[list[Value]]:
    """Every row as values, a few rows of cells read at a time."""
    columns = [column.key for column in matrix.columns]
    for start in range(0, len(matrix.rows), EXPORTED_AT_ONCE):
        rows = matrix.rows[start : start + EXPORTED_AT_ONCE]
        cells = matrix.cells([row.key for row in rows], columns)
        for row in rows:
            records: list[Value] = [row.reading.words if row.reading else ""]
            results = [cells.get((row.key, column), matrix.empty) for column in columns]
            values = [cell.word if cell.exported is None else cell.exported for cell in results]
            yield [row.label, *(records if matrix.has_readings else []), *values]
