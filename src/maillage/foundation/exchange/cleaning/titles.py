"""Which function stands before a name, and is anybody named after it?"""

import re
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_function,
    opens_function,
)
from maillage.foundation.exchange.cleaning.names import in_capitals, split_civility
from maillage.foundation.exchange.cleaning.written_names import is_full_name, is_given, name_start

_EITHER = re.compile(
    r"^(?:M\.?|Mr|Monsieur|Mme|Madame)\s*(?:/|\bou\b)\s*(?=(?:M\.|M\s|Mr|Monsieur|Mme|Madame))",
    re.IGNORECASE,
)
_LINKS = frozenset({"de", "du", "des"})
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NAMED_BRACKET = re.compile(r"([^()\[\]/;\n&|:]{2,80}?) ?\(([^()]{4,60})\)")


class Title(NamedTuple):
    """The function that opens a text, the civility before it and the name after it."""

    civility: str | None
    function: str
    name: str


def split_title(text: str) -> Title | None:
    """The function written before a name without a colon; None when there is no such thing.

    >>> split_title("Mme la Présidente Anne ROUX")
    Title(civility='Mme', function='Présidente', name='Anne ROUX')
    >>> split_title("LE MAIRE Bruno")
    """
    if ":" in text:
        return None
    civility, rest = split_civility(one_line(text.replace(",", " ")))
    bare = bare_function(rest)
    if not is_function(bare) or _is_name(civility, rest):
        return None
    words = bare.split()
    start = name_start(words) or _family_alone(words)
    if not start or (civility and bare == rest and not any(map(in_capitals, words[start:]))):
        return None
    function = re.sub(r"(?:[\s&/–-]|\bet)+$", "", " ".join(words[:start]))
    return Title(civility, function, " ".join(words[start:]))


def is_bare_title(text: str) -> bool:
    """Whether a text gives a function and names nobody: « la Directrice de la Caf ».

    >>> is_bare_title("M. ou Mme le Maire"), is_bare_title("M. Le Maire Bruno")
    (True, False)
    """
    if ":" in text or "," in text:
        return False
    civility, rest = split_civility(one_line(_EITHER.sub("", text)))
    rest = _BRACKETS.sub("", rest)
    bare = bare_function(rest)
    if not is_function(bare) or (civility and bare == rest):
        return False
    if _is_name(civility, rest) or split_title(rest):
        return False
    return not (rest.isupper() and _is_name_in_capitals(rest))


def opens_with_article(text: str) -> bool:
    """Whether a text is that of a function behind its article: « le Maire », « son adjoint »."""
    bare = bare_function(text)
    return bare != text.strip() and is_function(bare)


def with_names_after_colon(text: str) -> str:
    """A name in brackets after a function, written after a colon.

    >>> with_names_after_colon("Directeur adjoint (M. Luc BONNEAU)")
    'Directeur adjoint : M. Luc BONNEAU'
    """
    return _NAMED_BRACKET.sub(_with_colon, text) if "(" in text else text


def _with_colon(match: re.Match[str]) -> str:
    if is_bare_title(match[1]) and is_full_name(one_line(match[2])):
        return f"{match[1]} : {match[2]}"
    return match[0]


def _is_name(civility: str | None, text: str) -> bool:
    """« LE MAIRE Bruno », « M. Le Maire Bruno »: a family name that is also a function."""
    words = text.split()
    if name_start(words) == 0:
        return True
    bare = bare_function(text)
    first, *given = bare.split() if text != bare and text[:1].isupper() else words
    if not given or not first[:1].isupper():
        return False
    in_full = in_capitals(first) and len(first) > 3
    if text.isupper():
        return in_full and _is_name_in_capitals(text)
    if in_full and len(given) == 1 and given[0].istitle() and not opens_function(given[0]):
        return True
    initials = all(len(word) < 6 and word.endswith(".") for word in given)
    return all(map(is_given, given)) and (in_full or civility is not None or initials)


def _is_name_in_capitals(text: str) -> bool:
    """In a text all in capitals, a word that is no function; « LE MAIRE DE BAZOCHES » has none."""
    words = text.split()
    if bare_function(text) != text and not _LINKS.isdisjoint(map(folded, words)):
        return False
    return any(len(word) > 3 and not opens_function(word) for word in words)


def _family_alone(words: list[str]) -> int | None:
    """« Maire DURAND »: one word in capitals after words of functions only."""
    *before, last = words
    lone = in_capitals(last) and len(last) > 3 and not opens_function(last)
    return len(before) if lone and before and all(map(opens_function, before)) else None
