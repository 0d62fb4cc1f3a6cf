"""Where does a name begin, in a text that opens with what somebody does?"""

import re
from functools import lru_cache
from itertools import takewhile

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import is_working_time, opens_function
from maillage.foundation.exchange.cleaning.names import (
    PARTICLES,
    civility_of,
    in_capitals,
    split_civility,
)
from maillage.foundation.exchange.vocabulary.words import given_names, is_word

_INITIAL = re.compile(r"^[A-ZÀ-Ý]h?\.(?:-?[A-ZÀ-Ý]\.)?$")
LONGEST = 30
_BARE_NAME = re.compile(
    r"^(?:(?:M\.|Mme|Mr|Monsieur|Madame) )?[A-ZÀ-Ý][^\W\d_]+(?:[ '’-][^\W\d_]+){1,4}$"
)
_NOT_IN_A_NAME = frozenset({"et", "ou", "puis", "nee", "ne", "epouse", "feu", "feue"})
_TELLING = ("collective", "seat", "post", "vacant", "unnamed_person", "named_place", "reference")
_LINKS = frozenset({"de", "du", "des", "a", "au", "aux", "en", "la", "le", "les", "pour", "et"})
_OF_THE = frozenset({"du", "la"})


def name_start(words: list[str]) -> int | None:
    """Place of the word from which a text, to its end, is a full name; None when there is none.

    >>> name_start("Directrice adjointe Anne PINEAU".split())
    2
    >>> name_start("Principal du collège Jean MOULIN".split())
    """
    if len(words) > LONGEST:  # a sentence, not a cell of names
        return None
    for start in range(len(words)):
        before = words[:start]
        if _opens_with_civility(words[start:]):
            return start
        if before and (folded(before[-1]) in _LINKS or is_word("named_place", before[-1])):
            continue
        if _is_sure(words[start:]) or (_lets_guess(before) and _is_likely(words[start:])):
            return start
    return None


def is_bare_name(text: str) -> bool:
    """Whether a text is two to five capitalised words, none of which can be anything but a name.

    Most cells hold no more: they are read at once.

    >>> is_bare_name("Mme DURAND Solène"), is_bare_name("Directrice Solène")
    (True, False)
    """
    if not _BARE_NAME.match(text):
        return False
    words = text.split()
    return all(map(_is_only_of_names, words)) and civility_of(words[-1]) is None


@lru_cache(4_096)
def _is_only_of_names(word: str) -> bool:
    plain = folded(word)
    if plain in PARTICLES:
        return True
    is_shown = plain in _NOT_IN_A_NAME or any(is_word(kind, word) for kind in _TELLING)
    return word[0].isupper() and not (is_shown or opens_function(word) or is_working_time(word))


def is_full_name(text: str) -> bool:
    """Whether the whole text is the name of somebody, as far as its capitals tell."""
    return name_start(text.split()) == 0 and not _is_family_then_unknown(text.split())


def is_given(word: str) -> bool:
    """Whether a word is a frequent given name, written as one, or an initial."""
    if _INITIAL.match(word):
        return True
    exists = folded(word).partition(" ")[0] in given_names()
    return exists and word[:1].isupper() and not in_capitals(word)


def _opens_with_civility(words: list[str]) -> bool:
    return len(words) > 1 and split_civility(" ".join(words[:2]))[0] is not None


def _is_sure(words: list[str]) -> bool:
    """A known given name and a family name in capitals, whatever comes first."""
    given = list(takewhile(is_given, words))
    family = words[len(given) :]
    if given and family:
        return in_capitals(family[-1]) and all(map(_in_family, family))
    family = _family_in_capitals(words)
    given = words[len(family) :]
    return bool(family and given) and all(map(is_given, given))


def _is_likely(words: list[str]) -> bool:
    """What is a name only because nothing but a function stands before it."""
    if len(words) < 2 or opens_function(words[0]) or not words[0][:1].isupper():
        return False
    if is_given(words[0]):
        capitals = (word[:1].isupper() for word in words if folded(word) not in PARTICLES)
        return words[-1][:1].isupper() and len(words) < 5 and all(capitals)
    given_first = len(words) == 2 and words[0].istitle() and len(words[1]) > 2
    return (given_first and in_capitals(words[1])) or _is_family_then_unknown(words)


def _is_family_then_unknown(words: list[str]) -> bool:
    family = _family_in_capitals(words)
    alone = len(words) == len(family) + 1 and words[-1].istitle() and not is_given(words[-1])
    return alone and any(len(word) > 3 for word in family)


def _family_in_capitals(words: list[str]) -> list[str]:
    """The family name in capitals that opens these words; no function stands in a longer one."""
    family = list(takewhile(_in_family, words))
    capitals = list(filter(in_capitals, family))
    if not capitals or not in_capitals(family[-1]):
        return []
    abbreviated = len(family[0]) < 4 or len(family) > 1
    return [] if opens_function(family[0]) and abbreviated else family


def _in_family(word: str) -> bool:
    return in_capitals(word) or folded(word) in PARTICLES


def _lets_guess(before: list[str]) -> bool:
    """Functions and words in small letters, none that sends to a structure: « de la Caf »."""
    small = all(word.islower() or opens_function(word) or not word.isalpha() for word in before)
    return small and not any(_sends_to_structure(word) for word in before)


def _sends_to_structure(word: str) -> bool:
    return folded(word) in _OF_THE or folded(word).startswith("l'")
