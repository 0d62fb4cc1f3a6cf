"""Tables read as they come, and what is said of them."""

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.sheets import SheetReading, read_sheets
from maillage.foundation.exchange.vocabulary.words import header_fields, whole_header_fields

EVERYTHING = frozenset({*header_fields().values(), *whole_header_fields().values()}) - {"ignored"}


def read(content: bytes, choice: dict[str, str] | None = None) -> SheetReading:
    workbook = open_content(content)
    mapping = None if choice is None else {sheet.name: choice for sheet in workbook.sheets}
    return read_sheets(workbook, EVERYTHING, mapping)[0]


def fields(reading: SheetReading) -> list[str]:
    return [column.field for column in reading.columns]
