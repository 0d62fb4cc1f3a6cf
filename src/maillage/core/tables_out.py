"""How does a table leave Maillage, so that a spreadsheet opens it and nothing in it acts?"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | Decimal | date | datetime | bool | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTS = re.compile(r"^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # the last four are ＝ ＋ － ＠
NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CELL_LENGTH = 32_767


def neutralised(text: str) -> str:
    """The text as a spreadsheet shows it without running it: `=A1` leaves as `'=A1`.

    One apostrophe is added before `= + - @`, their full-width twins, a tab, a return or a new line,
    also after other apostrophes, so that `restored` gives back exactly what was there.
    """
    return f"'{text}" if ACTS.match(text) else text


def restored(text: str) -> str:
    """The text that `neutralised` was given."""
    return text[1:] if text.startswith("'") and ACTS.match(text) else text


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as French spreadsheets open it: UTF-8 with its mark, semicolons, CRLF."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralised(header) for header in headers])
    writer.writerows([_in_csv(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def write_xlsx(title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as one sheet: numbers and dates as such, text as text, the head frozen, a filter.

    A text that looks like a formula is stored as text and marked so that editing keeps it text.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"

    head = [xlsx_text(sheet, header) for header in headers]
    for cell in head:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(head)
    last = 1
    for row in rows:
        last += 1
        sheet.append(
            [
                xlsx_text(sheet, value) if isinstance(value, str) else xlsx_value(value)
                for value in row
            ]
        )
    if headers:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{last}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _in_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return neutralised(value)


def xlsx_text(sheet: "WriteOnlyWorksheet", text: str) -> "Cell":
    """The text in a cell of this sheet, marked so that editing keeps it text."""
    from openpyxl.cell import Cell

    cell = Cell(sheet, row=1, column=1)
    cell.value = NOT_IN_A_CELL.sub("", text)[:CELL_LENGTH]
    cell.data_type = "s"
    cell.quotePrefix = bool(ACTS.match(text))
    return cell


def xlsx_value(value: Value) -> Value:
    """The value as a cell holds it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value


def sheet_title(title: str) -> str:
    """The title as the name of a sheet may be: 31 characters, without those that formulas use."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Tableau"
