"""« VP santé, maire de Fontbelle »: which other mandate does a function also tell?"""

import re

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.tokens import plain_word
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.vocabulary.words import people_words
from maillage.ground.directory.contact_files.table.row_cells import RowCells

_PARTS = re.compile(r"\s*[,;/]\s*|\s+et\s+")
_OF_PLACE = re.compile(r"\b(?:de |du |des |d['’])(?:la |le |les |l['’])?([A-ZÀ-Ý][\w'’-]{2,}.*)$")


def parted_mandate(function: str, home: str) -> tuple[str, str]:
    """The function held in this structure, and the one of another place that stands beside it.

    >>> parted_mandate("VP santé, maire de Fontbelle", "CC Plaine-et-Ouzon")
    ('VP santé', 'maire de Fontbelle')
    >>> parted_mandate("Maire de Vaux, conseillère", "Commune de Vaux")
    ('Maire de Vaux, conseillère', '')
    """
    parts = _PARTS.split(function)
    if len(parts) == 1:
        return function, ""
    others = [part for part in parts if _is_elsewhere(part, home)]
    if len(others) != 1:
        return function, ""
    return ", ".join(part for part in parts if part not in others), others[0]


def _is_elsewhere(part: str, home: str) -> bool:
    """Whether these words say an elected office of a place that is not that of the structure."""
    place = _OF_PLACE.search(part)
    words, first = people_words(), plain_word(part.partition(" ")[0])
    is_office = first in words["elected"] | words["of_assembly"] | words["deputy"]
    return bool(place and is_office and folded(place[1]) not in folded(home))


def remark_second(row: RowCells, cell: RecordCell, other: str) -> None:
    """Says at the cell of a function that a second mandate is told, which is not created."""
    message = (
        f"Un autre mandat est cité : « {other} ». Il reste en note : ajoutez-le à la fiche, ou sur "
        "une ligne de votre fichier, s’il compte."
    )
    row.remark(cell, "second_mandate_in_text", Severity.WARNING, message)
