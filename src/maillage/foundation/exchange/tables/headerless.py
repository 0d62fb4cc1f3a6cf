"""Is this sheet a list of people above which nobody wrote a header?"""

from collections.abc import Iterable
from itertools import pairwise

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import civility_of
from maillage.foundation.exchange.tables.header_rows import names_somebody
from maillage.foundation.exchange.tables.value_looks import has_legal_word, is_person_text, reaches

_SCANNED = 60
_LEAST = 2
_SURE = 0.6


def rows_of_people(sheet: Sheet, numbers: list[int]) -> list[int]:
    """The rows from the first that tells or reaches somebody; none, unless most tell somebody.

    Each names somebody, or a structure, beside a telephone, an address or a function.
    """
    first = next((row for row in numbers if _is_of_a_list(sheet, row)), None)
    rows = [row for row in numbers if first is not None and row >= first]
    full = [row for row in rows[:_SCANNED] if len(sheet.rows[row]) > 1]
    telling = sum(_identifies_somebody(sheet, row) for row in full)
    is_list = telling >= _LEAST and telling >= _SURE * len(full)
    return rows if is_list and len(full) * 2 > len(rows[:_SCANNED]) else []


def _is_of_a_list(sheet: Sheet, row: int) -> bool:
    """Whether a row opens the list: an address or a number beside words is no title."""
    texts = [sheet.text(row, column) for column in sheet.rows[row]]
    return len(texts) > 1 and (any(map(reaches, texts)) or _identifies_somebody(sheet, row))


def _identifies_somebody(sheet: Sheet, row: int) -> bool:
    texts = [sheet.text(row, column) for column in sorted(sheet.rows[row])]
    names = [text for text in texts if not reaches(text)]
    tells = any(reaches(text) or is_function(text) for text in texts)
    return tells and len(texts) > 1 and _names_somebody(names)


def _names_somebody(texts: Iterable[str]) -> bool:
    """« LORMEL Odette » in one cell, or in two that stand side by side."""
    words = [text for text in texts if text and civility_of(text) is None]
    one = any(names_somebody(text) or is_person_text(text) for text in words)
    beside = (f"{left} {right}" for left, right in pairwise(words) if _is_short(left, right))
    return one or any(is_person_text(text) and not is_function(text) for text in beside)


def _is_short(*texts: str) -> bool:
    return all(len(text.split()) < 3 and not has_legal_word(text) for text in texts)
