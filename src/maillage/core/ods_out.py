"""How is a table written as an OpenDocument spreadsheet, the format of French administrations?

ISO/IEC 26300: a ZIP whose first entry, not packed, tells its kind; one sheet, its head repeated on
each printed page, with a filter row. Texts are texts: no cell holds a formula.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from maillage.core.tables_out import CELL_LENGTH, NOT_IN_A_CELL, Value, sheet_title

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
_DAY = (
    '<number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/>'
)
_HOUR = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
STYLES = (
    "<office:automatic-styles>"
    f'<number:date-style style:name="n-day">{_DAY}</number:date-style>'
    f'<number:date-style style:name="n-hour">{_DAY}{_HOUR}</number:date-style>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="n-day"/>'
    '<style:style style:name="hour" style:family="table-cell" style:data-style-name="n-hour"/>'
    "</office:automatic-styles>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_ods(title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as one sheet of this name: numbers and dates as such, text as text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", "".join(_content(sheet_title(title), headers, rows)))
    return stream.getvalue()


def _content(title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    count = 1
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<office:document-content {NAMES} office:version="1.3">{STYLES}'
    yield f"<office:body><office:spreadsheet><table:table table:name={quoteattr(title)}>"
    yield f'<table:table-column table:number-columns-repeated="{max(1, len(headers))}"/>'
    yield ods_head(headers)
    for row in rows:
        count += 1
        yield f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"
    yield "</table:table>"
    corner = f"{column_letters(max(1, len(headers)))}{count}"
    area = quoteattr(f"'{title.replace(chr(39), chr(39) * 2)}'.A1:'{title}'.{corner}")
    # LibreOffice gives this name to the filter of a sheet; it shows no button on others.
    yield "<table:database-ranges><table:database-range "
    yield f'table:name="__Anonymous_Sheet_DB__0" table:target-range-address={area} '
    yield 'table:display-filter-buttons="true"/></table:database-ranges>'
    yield "</office:spreadsheet></office:body></office:document-content>"


def ods_head(headers: Sequence[str]) -> str:
    """The head of a sheet, repeated on each printed page."""
    cells = "".join(_text(header, ' table:style-name="head"') for header in headers)
    row = f"<table:table-row>{cells}</table:table-row>"
    return f"<table:table-header-rows>{row}</table:table-header-rows>"


def ods_cell(value: Value) -> str:
    """The value in its cell."""
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return _text("oui" if value else "non")
    if isinstance(value, datetime):
        shown = f"{value:%d/%m/%Y %H:%M}"
        return _dated("hour", value.replace(tzinfo=None).isoformat(timespec="seconds"), shown)
    if isinstance(value, date):
        return _dated("day", value.isoformat(), f"{value:%d/%m/%Y}")
    if isinstance(value, int | float | Decimal):
        shown = str(value).replace(".", ",")
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    return _text(value)


def _dated(style: str, value: str, shown: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="date" '
        f'office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    )


def _text(text: str, style: str = "") -> str:
    text = NOT_IN_A_CELL.sub("", text)[:CELL_LENGTH]
    lines = chain.from_iterable(line.split("\r") for line in text.split("\n"))
    paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in lines)
    return f'<table:table-cell{style} office:value-type="string">{paragraphs}</table:table-cell>'


def _spaced(line: str) -> str:
    """A run of spaces, or one at an end, is written out: readers of XML would fold it."""
    text = escape(line).replace("\t", "<text:tab/>")
    while "  " in text:
        text = text.replace("  ", "<text:s/> ")
    if text.startswith(" "):
        text = f"<text:s/>{text[1:]}"
    return f"{text[:-1]}<text:s/>" if text.endswith(" ") else text


def column_letters(column: int) -> str:
    """The letters of a column, from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
