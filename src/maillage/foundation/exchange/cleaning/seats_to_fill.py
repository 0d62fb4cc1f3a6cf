"""Does this text speak of a seat to fill, or of a group, rather than of somebody?"""

import re

from maillage.foundation.exchange.cells.text import folded, one_line, same_length
from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_plural,
    is_working_time,
    opens_function,
)
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.cleaning.written_names import is_full_name, is_given, name_start
from maillage.foundation.exchange.vocabulary.words import is_word

_DONE = r"(?:designee?s?|pourvue?s?|nommee?s?|elue?s?|recrutee?s?|connue?s?)"
_DOING = r"(?:designation|nomination|recrutement|election|installation|remplacement)s?"
_TO_FILL = re.compile(
    r"\b(?:a (?:designer|pourvoir|nommer|confirmer|definir|elire|recruter|determiner|preciser)"
    rf"|vacante?s?|(?:non|pas)(?: encore)? {_DONE}"
    rf"|{_DOING} (?:a venir|en cours|prevue?s?)|en (?:cours|attente) (?:de |d['’]){_DOING})\b"
)
_STILL = re.compile(r"(?:vacante?s?|a designer|a pourvoir|en attente)\b")
_UNSURE = re.compile(
    r" *[,–-]? +([àa] (?:confirmer|désigner|nommer|définir|préciser|déterminer))"
    r"(?=\s*(?:$|[/;|]))",
    re.MULTILINE,
)
_UNSURE_FIRST = re.compile(r"^([àa] confirmer)\s*[:,–-]\s*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_COUNT = re.compile(r"^\d{1,2}\s+")
_LISTED = re.compile(r":\s*[A-ZÀ-Ý]")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*(?:[)\]]|$)")


def is_to_fill(text: str) -> bool:
    """Whether a text says that a seat is to be filled, and names nobody for it.

    >>> is_to_fill("Titulaire à désigner"), is_to_fill("Luc BON (à confirmer)")
    (True, False)
    """
    bare = one_line(text).strip("()[] ")
    plain = folded(bare)
    if is_word("vacant", bare):
        return True
    still, match = _STILL.match(plain), _TO_FILL.search(plain)
    if not (still or match) or _is_called_so(bare):
        return False
    match = _TO_FILL.search(same_length(bare))
    if still or not match:
        return bool(still)
    before = bare[: match.start()].split()
    if before and not _opens_seat(before[0]):
        return False
    after = _BRACKETED.sub(" ", bare[match.end() :])
    return name_start(_words(f"{' '.join(before)} {after}")) is None


def is_collective(text: str) -> bool:
    """Whether a text speaks of several people without naming any: « service jeunesse ».

    >>> is_collective("Les animateurs"), is_collective("Service Anne")
    (True, False)
    """
    bare = bare_function(_COUNT.sub("", one_line(text)))
    words = _words(_BRACKETED.sub(" ", bare))
    if not words or split_civility(bare)[0] or _LISTED.search(bare):
        return False
    several = is_word("collective", words[0]) or is_plural(words[0])
    counted = bool(_COUNT.match(text)) and opens_function(words[0])
    return (several or counted) and not _is_called_so(" ".join(words)) and name_start(words) is None


def is_nobody(text: str) -> bool:
    """Whether a text speaks of a group, of a shared post or of an absence only.

    >>> is_nobody("poste mutualisé"), is_nobody("en arrêt"), is_nobody("CONGÉ Paul")
    (True, True, False)
    """
    bare = one_line(text)
    words = _words(bare.removeprefix("en ").removeprefix("En "))
    if not words or not (is_word("post", words[0]) or is_working_time(words[0])):
        return is_collective(text)
    return name_start(words) is None and not _is_called_so(bare)


def opens_structure(text: str) -> bool:
    """Whether a text opens with a word of a structure, and is not the name of somebody.

    >>> opens_structure("CC du Lac"), opens_structure("Mairie Anne")
    (True, False)
    """
    bare = bare_function(one_line(text))
    if not bare or not is_word("structure", bare.split(maxsplit=1)[0]):
        return False
    return not (is_full_name(bare) or _is_called_so(bare))


def with_doubt_in_brackets(text: str) -> str:
    """« Eve ROY à confirmer » with the doubt as a remark beside the name.

    >>> with_doubt_in_brackets("Mme Eve ROY, à confirmer")
    'Mme Eve ROY (à confirmer)'
    """
    return _UNSURE.sub(r" (\1)", _UNSURE_FIRST.sub(r"\2 (\1)", text))


def _is_called_so(text: str) -> bool:
    """« Service Anne », « Vacant Luc »: a family name that is also a word, and a given name."""
    words = text.split()
    return len(words) == 2 and text[0].isupper() and is_given(words[1].title())


def _opens_seat(word: str) -> bool:
    """What may come before « à désigner » and is no name: « Titulaire », « un », « 2 »."""
    word = word.strip(":,()")
    return not word[:1].isupper() or is_word("seat", word) or opens_function(word)


def _words(text: str) -> list[str]:
    return re.sub(r"[():,;\[\]]", " ", text).split()
