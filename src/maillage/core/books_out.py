"""How do several tables leave in one file, with sums that the spreadsheet itself makes?

Only a `Formula` acts, and only code writes one: whatever was typed leaves as text.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from maillage.core.ods_out import MANIFEST, NAMES, ODS, STYLES, ods_cell, ods_head
from maillage.core.tables_out import Value, sheet_title, xlsx_text, xlsx_value

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of cells above or at the left: its ranges, and what they make today."""

    ranges: tuple[str, ...]
    value: float

    @property
    def in_xlsx(self) -> str:
        """« =SUM(B2:B5) »."""
        return f"=SUM({','.join(self.ranges)})"

    @property
    def in_ods(self) -> str:
        """« of:=SUM([.B2:.B5]) »."""
        places = (f"[.{one.replace(':', ':.')}]" for one in self.ranges)
        return f"of:=SUM({';'.join(places)})"


Shown = Value | Formula


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its head, its rows."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Shown]]


def write_book_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The sheets in their order, heads frozen."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    for one in sheets:
        sheet = book.create_sheet(sheet_title(one.title))
        sheet.freeze_panes = "B2"
        head = [xlsx_text(sheet, header) for header in one.headers]
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)
        for row in one.rows:
            sheet.append([_xlsx_value(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xlsx_value(sheet: "WriteOnlyWorksheet", value: Shown) -> object:
    if isinstance(value, Formula):
        return value.in_xlsx
    return xlsx_text(sheet, value) if isinstance(value, str) else xlsx_value(value)


def write_book_ods(sheets: Iterable[Sheet]) -> bytes:
    """The same sheets as an OpenDocument spreadsheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", "".join(_ods_content(sheets)))
    return stream.getvalue()


def _ods_content(sheets: Iterable[Sheet]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<office:document-content {NAMES} office:version="1.3">{STYLES}'
    yield "<office:body><office:spreadsheet>"
    for one in sheets:
        yield f"<table:table table:name={quoteattr(sheet_title(one.title))}>"
        yield f'<table:table-column table:number-columns-repeated="{max(1, len(one.headers))}"/>'
        yield ods_head(one.headers)
        for row in one.rows:
            yield f"<table:table-row>{''.join(map(_ods_value, row))}</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _ods_value(value: Shown) -> str:
    if not isinstance(value, Formula):
        return ods_cell(value)
    return (
        f'<table:table-cell table:formula={quoteattr(value.in_ods)} office:value-type="float" '
        f'office:value="{value.value}"><text:p>{str(value.value).replace(".", ",")}</text:p>'
        "</table:table-cell>"
    )
