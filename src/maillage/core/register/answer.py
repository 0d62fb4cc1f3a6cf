"""How does a register answer: a page, the rows alone for htmx, or a file?"""

from collections.abc import Hashable, Mapping

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from maillage.core.register.description import M, R, Register
from maillage.core.register.page import export_rows, narrowed, register_page
from maillage.core.register.state import State, read_state
from maillage.core.table_files import format_wanted, table_response


def answer_register(
    request: HttpRequest,
    register: Register[M, R],
    rows: QuerySet[M],
    *,
    template: str,
    context: Mapping[str, object],
    current: Hashable = None,
    whole: bool = False,
) -> HttpResponse:
    """The register as `template` draws it, which extends `core/register.html`.

    `rows` are all the rows this reader may see; `current` is the key of the open row. The same
    address answers htmx with the rows alone, and `?export=xlsx`, `ods` or `csv` with a file. Where
    what stands around the rows tells of them, htmx is given the `whole` page.
    """
    state = read_state(register, request.GET)
    if kind := format_wanted(request):
        return _file(register, rows, state, kind)
    is_part = _wants_rows(request)
    only_rows = is_part and not whole
    page = register_page(register, rows, state, current)
    response = render(
        request,
        "core/register.html#rows" if only_rows else template,
        {"register": page, "only_rows": only_rows, **context},
    )
    patch_vary_headers(response, ("HX-Request",))
    if is_part and whole:
        response["HX-Retarget"] = response["HX-Reselect"] = "main"
    return response


def rows_shown(request: HttpRequest, register: Register[M, R], rows: QuerySet[M]) -> QuerySet[M]:
    """Those of the rows that the address asks for, in its order, whatever page is read."""
    return narrowed(register, rows, read_state(register, request.GET))


def _wants_rows(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def _file(register: Register[M, R], rows: QuerySet[M], state: State, kind: str) -> HttpResponse:
    headers = [column.label for column in register.all_columns]
    name = f"{register.filename}-{timezone.localdate().isoformat()}"
    return table_response(kind, name, register.caption, headers, export_rows(register, rows, state))
