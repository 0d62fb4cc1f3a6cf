"""In which format is a table asked for, and how does it answer as a file to keep?"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse

from maillage.core.books_out import Sheet, write_book_ods, write_book_xlsx
from maillage.core.ods_out import ODS, write_ods
from maillage.core.tables_out import Value, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Writer = Callable[[str, Sequence[str], Iterable[Sequence[Value]]], bytes]
FORMATS: Mapping[str, tuple[str, Writer]] = {
    "xlsx": (XLSX, write_xlsx),
    "ods": (ODS, write_ods),
    "csv": ("text/csv; charset=utf-8", lambda _title, headers, rows: write_csv(headers, rows)),
}

BOOKS = {"xlsx": (XLSX, write_book_xlsx), "ods": (ODS, write_book_ods)}


def format_wanted(request: HttpRequest, name: str = "export") -> str:
    """The format of a file that the question of this name asks for; empty for a page."""
    text = request.GET.get(name, "")
    return text if text in FORMATS else ""


def table_response(
    kind: str, name: str, title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]
) -> HttpResponse:
    """The table as a file to keep, `kind` being xlsx, ods or csv."""
    media, write = FORMATS[kind]
    return _attached(write(title, headers, rows), media, f"{name}.{kind}")


def book_response(kind: str, name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """The sheets as a file to keep, `kind` being xlsx or ods."""
    media, write = BOOKS[kind]
    return _attached(write(sheets), media, f"{name}.{kind}")


def _attached(content: bytes, media: str, name: str) -> HttpResponse:
    response = HttpResponse(content, media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
