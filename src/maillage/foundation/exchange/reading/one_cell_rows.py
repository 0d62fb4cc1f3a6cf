"""Does one cell hold a whole row, its separators written inside? Then it is cut again."""

import csv

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.headers import match_header

_SEPARATORS = (";", "\t", "|", ",")
_SCANNED = 20
_LEAST_WIDTH = 3


def cut_one_cell_rows(sheet: Sheet) -> Sheet:
    """The sheet, its rows of one cell cut where that cell holds as many parts as there are columns.

    A sheet of one column is cut whole when one of its first rows, once cut, is made of headers.
    """
    single = [row for row in sorted(sheet.rows) if set(sheet.rows[row]) == {1}]
    if not single or sheet.turned:
        return sheet
    if len(single) == len(sheet.rows):
        separator = _separator_of_headers(sheet, single[:_SCANNED])
        cut = [row for row in single if separator and separator in sheet.text(row, 1)]
        sheet.is_cut_whole = bool(cut)
    else:
        separator, cut = _quoted_rows(sheet, single)
    for row in cut:
        _cut(sheet, row, separator)
    sheet.cut_again = set(cut)
    return sheet


def _separator_of_headers(sheet: Sheet, rows: list[int]) -> str:
    for row in rows:
        for separator in _SEPARATORS:
            matches = map(match_header, _parts(sheet.text(row, 1), separator))
            if sum(match is not None and match.exact for match in matches) > 1:
                return separator
    return ""


def _quoted_rows(sheet: Sheet, single: list[int]) -> tuple[str, list[int]]:
    """The rows of one cell among others, with what parts as many values as the sheet is wide."""
    width = max(len(cells) for cells in sheet.rows.values())
    if width < _LEAST_WIDTH:
        return "", []
    first = next(row for row in sorted(sheet.rows) if len(sheet.rows[row]) > 1)
    for separator in _SEPARATORS[:3]:
        rows = [row for row in single if row > first and _is_whole(sheet, row, separator, width)]
        if rows:
            return separator, rows
    return "", []


def _is_whole(sheet: Sheet, row: int, separator: str, width: int) -> bool:
    text = sheet.text(row, 1)
    return f"{separator} " not in text and len(_parts(text, separator)) == width


def _cut(sheet: Sheet, row: int, separator: str) -> None:
    parts = _parts(str(sheet.rows.pop(row)[1]), separator)
    for column, part in enumerate(parts, 1):
        sheet.put(row, column, part)


def _parts(text: str, separator: str) -> list[str]:
    line = text.replace("\n", " ").replace("\r", " ")
    return next(csv.reader([line], delimiter=separator), [])
