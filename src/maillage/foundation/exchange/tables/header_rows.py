"""On which row do the headers of a sheet stand?"""

import datetime
import re

from maillage.foundation.exchange.cells.workbook import CellValue, Sheet
from maillage.foundation.exchange.cleaning.names import civility_of, split_civility
from maillage.foundation.exchange.cleaning.phones import read_phones
from maillage.foundation.exchange.tables.headers import HeaderMatch, match_header
from maillage.foundation.exchange.tables.value_looks import is_person_text, reaches
from maillage.foundation.exchange.vocabulary.words import is_word

_SCANNED = 60
_LONG_HEADER = 70
_ENOUGH = 3
_FEWEST_DEEP = 2
_TITLES = 15
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){6}")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?")
_MARKS = ("present", "excused", "absent", "proxy")


def best_header(sheet: Sheet, numbers: list[int]) -> int | None:
    """The row whose cells are headers that we know; None when no row is."""
    scores = {row: header_score(sheet, row) for row in numbers[:_SCANNED]}
    best = max(scores.values(), default=0.0)
    if best == 0:
        return _contrasting_header(sheet, numbers[:_SCANNED])
    header = next(row for row in numbers if scores[row] == best)
    while scores.get(header + 1, 0.0) >= 2 and (
        scores[header + 1] >= best or _has_wide_cell(sheet, header)
    ):
        header += 1
    goes_on = _goes_on_below(sheet, header) or _parts_blanks_below(sheet, header)
    return header + 1 if goes_on else header


def _contrasting_header(sheet: Sheet, numbers: list[int]) -> int | None:
    """The first wide row of short words that reach nobody, over columns that mostly do."""
    for place, row in enumerate(numbers[:_TITLES]):
        cells, below = sheet.rows[row], numbers[place + 1 :]
        if len(cells) < _ENOUGH or any(map(_is_of_a_record, _texts(sheet, row))):
            continue
        reaching = [row for row in below if any(map(reaches, _texts(sheet, row)))]
        return row if len(reaching) >= _ENOUGH and len(reaching) * 2 > len(below) else None
    return None


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [sheet.text(row, column) for column in sheet.rows[row]]


def _is_of_a_record(text: str) -> bool:
    return not _is_short(text) or reaches(text) or is_person_text(text) or text[:1].isdigit()


def _goes_on_below(sheet: Sheet, row: int) -> bool:
    """Whether a row of headers is merged with the next, which parts its wide cells alone.

    « Axe » and « Action » on two rows, « Calendrier » over « 2025 » and « 2026 ».
    """
    areas = sheet.merged_at(row)
    deep = [area for area in areas if (area.top, area.bottom) == (row, row + 1)]
    wide = [area for area in areas if area.bottom == row and area.right > area.left]
    parted = sheet.rows.get(row + 1, {})
    is_parted = all(any(area.left <= one <= area.right for area in wide) for one in parted)
    return len(deep) >= _FEWEST_DEEP and bool(wide) and bool(parted) and is_parted


def _parts_blanks_below(sheet: Sheet, row: int) -> bool:
    """Whether the next row says words only where headers are blank, from the last one before them.

    « Conventions », then nothing twice, over « PMI », « COF » and « DSP ».
    """
    headers, below = sheet.rows[row], sheet.rows.get(row + 1, {})
    are_words = all(isinstance(value, str) for value in below.values())
    starts = [one for one in below if one in headers]
    blanks = [one for one in below if one not in headers]
    follow = all(one - 1 in below for one in blanks) and all(one + 1 in blanks for one in starts)
    return are_words and bool(starts) and follow and len(headers) > len(starts)


def _has_wide_cell(sheet: Sheet, row: int) -> bool:
    return any(area.right > area.left for area in sheet.merged_at(row))


def header_score(sheet: Sheet, row: int) -> float:
    """How much a row looks like a header: known headers count one, near ones a half.

    Three known headers suffice in a row of any width, half of its cells in a short one.
    """
    cells = sheet.rows[row]
    texts = [sheet.text(row, column) for column in cells]
    matches = [match for match in map(match_header, filter(_is_short, texts)) if match]
    exact = sum(match.exact for match in matches)
    if len(texts) == 1 and exact == 1 and len(_widths(sheet)) == 1:
        return 1.0
    if any("@" in text and "." in text for text in texts):
        return 0.0
    if exact and heads_days(sheet, row):
        return exact + 0.5 * (len(cells) - exact)
    is_of_values = any(map(_is_value, texts)) or _is_among_days(sheet, row)
    if exact < 1 or len(matches) < 2 or is_of_values:
        return 0.0
    if len(matches) < 0.5 * len(texts) and not _are_enough(sheet, row, matches):
        return 0.0
    return exact + 0.5 * (len(matches) - exact)


def _is_among_days(sheet: Sheet, row: int) -> bool:
    """Whether a row has a day over another: « Bilan », « article 3 » beside it head nothing."""
    days = (column for column, value in sheet.rows[row].items() if is_day(value))
    return any(is_day(sheet.value(row + 1, column)) for column in days)


def _is_value(text: str) -> bool:
    """« 06 39 98 10 01 », « Mme LORMEL Odette » stand under headers."""
    return names_somebody(text) or bool(read_phones(text).numbers)


def names_somebody(text: str) -> bool:
    """Whether a text is a civility and a name: « Mme LORMEL Odette », not « M. le Maire ».

    >>> names_somebody("Mme LORMEL"), names_somebody("M. / Mme"), names_somebody("M. le Maire")
    (True, False, False)
    """
    civility, rest = split_civility(text)
    first = rest.partition(" ")[0]
    opens = bool(civility) and first[:1].isupper() and civility_of(first) is None
    return opens and match_header(rest) is None


def _is_short(text: str) -> bool:
    return len(text) <= _LONG_HEADER


def _are_enough(sheet: Sheet, row: int, matches: list[HeaderMatch]) -> bool:
    """Whether three headers are known, in a row that holds no number and whose words head values.

    « Association; Présidente; Titulaire » are words of headers too, that other rows say again.
    """
    different = {match.field for match in matches if match.exact}
    texts = {column: sheet.text(row, column) for column in sheet.rows[row]}
    if len(different) < _ENOUGH or any(map(_LONG_NUMBER.search, texts.values())):
        return False
    others = [near for near in range(row - _SCANNED, row + _SCANNED) if near != row]
    again = (any(sheet.text(near, n) == text for near in others) for n, text in texts.items())
    return sum(again) < 2


def heads_days(sheet: Sheet, row: int) -> bool:
    """Whether most cells of a row are days, over marks of presence: a grid of attendance."""
    cells = sheet.rows[row]
    days = {column for column, value in cells.items() if is_day(value)}
    if len(days) < 2 or len(days) * 2 < len(cells):
        return False
    below = [sheet.text(under, day) for under in range(row + 1, row + 21) for day in days]
    marks = [text for text in below if text]
    return bool(marks) and sum(map(is_mark, marks)) * 2 > len(marks)


def is_day(value: CellValue | None) -> bool:
    """Whether a cell is a day, written as one or not."""
    if isinstance(value, str):
        return bool(_DAY.fullmatch(value.strip()))
    return isinstance(value, datetime.date)


def is_mark(text: str) -> bool:
    """Whether a text is a mark of presence, of absence or of a power."""
    return any(is_word(kind, text) for kind in _MARKS)


def _widths(sheet: Sheet) -> set[int]:
    return {column for cells in sheet.rows.values() for column in cells}
