"""Small files written by the tests, as officers and attackers write them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Row = list[object]
CASES = Path(__file__).parent / "cases"


def csv_bytes(
    rows: Iterable[Sequence[object]], encoding: str = "utf-8", delimiter: str = ";"
) -> bytes:
    """A CSV file in an encoding."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(
    sheets: dict[str, list[Row]], dress: Callable[[Worksheet], None] | None = None
) -> bytes:
    """An XLSX file; `dress` merges, colours or strikes cells of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if dress:
        dress(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


WORKBOOK_XML = (
    b'<workbook xmlns:r="urn:r"><sheets>'
    b'<sheet name="Feuil1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS_XML = (
    b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)


def bare_xlsx(sheet: bytes, **more: bytes) -> bytes:
    """An XLSX file made of one raw sheet part."""
    return packed(
        {
            "xl/workbook.xml": WORKBOOK_XML,
            "xl/_rels/workbook.xml.rels": RELATIONS_XML,
            "xl/worksheets/sheet1.xml": sheet,
            **{f"xl/{name}.xml": content for name, content in more.items()},
        }
    )


def ods_bytes(table: str, styles: str = "") -> bytes:
    """An ODS file from the markup of its tables."""
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" '
        f'xmlns:fo="f" xmlns:dc="d"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        }
    )
