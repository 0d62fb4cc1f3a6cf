"""Does the row under the headers tell how to fill the columns?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Sheet

_INSTRUCTION = re.compile(
    r"\b(?:obligatoire|facultati(?:f|ve)|optionnel|format|maximum|liste deroulante)\b|"
    r"\b\d+ caracteres\b|\bjj/mm/|"
    r"\bex(?:emples?)?\.? ?:|"
    r"\b(?:indiquer|renseigner|saisir|preciser|choisir|selectionner|inscrire)\b"
)
_WORDS = 8
_COMPARED = 12


def is_notice(sheet: Sheet, header: int, below: list[int]) -> bool:
    """Whether the first of these rows describes the columns, as no row that follows does."""
    if not below:
        return False
    first, *following = below[: _COMPARED + 1]
    width = len(sheet.rows[header])
    if len(sheet.rows[first]) < max(2, width / 2):
        return False
    texts = [sheet.text(first, column) for column in sheet.rows[first]]
    if sum(map(_is_instruction, texts)) >= max(2, len(texts) / 4):
        return True
    others = [sheet.text(row, column) for row in following for column in sheet.rows[row]]
    return _share(texts) > 0.5 and bool(others) and _share(others) < 0.1


def _is_instruction(text: str) -> bool:
    return len(text.split()) > 1 and bool(_INSTRUCTION.search(folded(text)))


def _share(texts: list[str]) -> float:
    """For which part these texts are sentences."""
    return sum(len(text.split()) >= _WORDS and "@" not in text for text in texts) / len(texts)
