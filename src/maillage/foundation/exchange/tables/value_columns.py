"""What does each column of a list without headers hold, by its values alone?"""

import re
from collections.abc import Callable, Sequence

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import is_frequent
from maillage.foundation.exchange.cleaning.remarks import is_sentence
from maillage.foundation.exchange.tables.column_context import ColumnContext
from maillage.foundation.exchange.tables.header_rows import names_somebody
from maillage.foundation.exchange.tables.value_looks import (
    has_address,
    has_legal_word,
    has_no_digit,
    has_phone,
    is_civility,
    is_party,
    is_person_text,
    parts_of,
)

Guess = tuple[str, str]
_STREET = re.compile(
    r"\b(?:rue|avenue|av\.?|place|pl\.?|chemin|route|rte|boulevard|bd|impasse|allee|quai|bourg|"
    r"lotissement|zone|za|zi|lieu dit|bp)\b"
)
_LEAST, _HALF, _MOST, _SOME = 2, 0.5, 0.7, 0.3


def fields_by_values(columns: Sequence[ColumnContext]) -> list[Guess]:
    """The field of each column, with the reason in French; '' where the values say nothing."""
    guesses = [_guess(column) for column in columns]
    for place, column in enumerate(columns):
        family = _family_beside(place, columns, guesses) if not guesses[place][0] else None
        if family is not None and _are_given_names(column):
            guesses[place] = ("given_name", "des prénoms courants")
            guesses[family] = ("family_name", "des noms, à côté des prénoms")
    return guesses


def _guess(column: ColumnContext) -> Guess:
    if column.share(has_address) > _SOME and column.share(has_phone) > _SOME:
        return "contact_details", "des adresses et des numéros"
    for field, test, least, words in _TESTS:
        alike = sum(map(test, column.values))
        if alike >= _LEAST and column.share(test) >= least:
            return field, f"{alike} valeurs sur {len(column.values)} sont {words}"
    return "", ""


def _family_beside(
    place: int, columns: Sequence[ColumnContext], guesses: Sequence[Guess]
) -> int | None:
    """The column at the left, else at the right, that may hold the family names."""
    sides = (side for side in (place - 1, place + 1) if 0 <= side < len(columns))
    return next((s for s in sides if not guesses[s][0] and columns[s].most(_is_short_name)), None)


def _are_given_names(column: ColumnContext) -> bool:
    return column.most(lambda text: is_frequent(text) and _is_short_name(text))


def _is_short_name(text: str) -> bool:
    return has_no_digit(text) and len(text.split()) < 4 and not has_legal_word(text)


def _names_one(text: str) -> bool:
    return names_somebody(text) or is_person_text(text)


def _is_function(text: str) -> bool:
    return any(map(is_function, parts_of(text)))


def _is_street(text: str) -> bool:
    return bool(_STREET.search(folded(text)))


_TESTS: tuple[tuple[str, Callable[[str], bool], float, str], ...] = (
    ("refused_political", is_party, _MOST, "des étiquettes politiques"),
    ("email", has_address, _HALF, "des adresses"),
    ("phone", has_phone, _HALF, "des numéros à dix chiffres"),
    ("civility", is_civility, _MOST, "des civilités"),
    ("person_name", _names_one, _HALF, "des noms de personnes"),
    ("function", _is_function, _HALF, "des fonctions connues"),
    ("organisation_name", has_legal_word, _HALF, "des noms de structures"),
    ("address", _is_street, _HALF, "des adresses postales"),
    ("notes", is_sentence, _HALF, "des phrases"),
)
