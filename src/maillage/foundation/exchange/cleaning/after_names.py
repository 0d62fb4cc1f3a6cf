"""What is written after a name, with nothing between, that is no part of it?"""

import re
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_departure,
    is_function,
    is_working_time,
)
from maillage.foundation.exchange.cleaning.names import (
    PARTICLES,
    civility_of,
    in_capitals,
    read_name,
    split_civility,
)
from maillage.foundation.exchange.cleaning.written_names import LONGEST, is_full_name
from maillage.foundation.exchange.vocabulary.words import is_word

_GLUED = re.compile(r"(?<![\w.-])(M|Mr|Mme|Mlle)\.(?=[A-ZÀ-Ý]['’]?[^\W\d_]{2})")
_CIVILITY_LAST = re.compile(r"(?<=[\s,–-])(M\.|Mr\.?|Monsieur|Mmes?\.?|Madame|Mlle|Mademoiselle)$")


class Followed(NamedTuple):
    """A name, and the civility and the words that follow it."""

    name: str
    civility: str | None = None
    words: str | None = None


def with_spaced_civility(text: str) -> str:
    """The text with a space after each civility that has none.

    >>> with_spaced_civility("M.SELLIER Jo"), with_spaced_civility("M.-C. BON")
    ('M. SELLIER Jo', 'M.-C. BON')
    """
    return _GLUED.sub(r"\1. ", text)


def split_followed(text: str) -> Followed:
    """A name without the marks, the civility and the words that follow it.

    >>> split_followed("ROYER Ida DGS")
    Followed(name='ROYER Ida', civility=None, words='DGS')
    >>> split_followed("ROYER Ida Mme *")
    Followed(name='ROYER Ida', civility='Mme', words=None)
    >>> split_followed("LE GOFF M.")
    Followed(name='LE GOFF M.', civility=None, words=None)
    """
    text = text.rstrip(" *?")
    match = _CIVILITY_LAST.search(text)
    if match:
        name = text[: match.start()].rstrip(" ,–-")
        if name and (match[1] != "M." or is_full_name(name)):
            return Followed(name, civility_of(match[1]))
    words = text.split()
    first = 2 if split_civility(text)[0] else 1
    for start in range(first, min(len(words), LONGEST)):
        name, sentence = " ".join(words[:start]), " ".join(words[start:])
        if _follows_name(name, sentence):
            return Followed(name, None, sentence)
    return Followed(text)


def _follows_name(name: str, text: str) -> bool:
    """Whether words are a function, an absence or a departure after a name that is whole."""
    civility, rest = split_civility(name)
    words = rest.split()
    if len(words) < (1 if civility else 2) or folded(words[-1]) in PARTICLES:
        return False
    if not all(word[0].isupper() or folded(word) in PARTICLES for word in words):
        return False
    opening = text.split(maxsplit=1)[0]
    if opening == opening.lower() and not bare_function(text)[:1].isupper():
        return is_function(text) or is_departure(text) or is_working_time(text)
    if not is_function(text):
        return False
    return is_word("function_acronym", opening) if in_capitals(opening) else _shows_family(name)


def _shows_family(name: str) -> bool:
    """« FABRE Paule » and « Mme PINEL », not « Anne Marie » nor « Mme Rose »."""
    read = read_name(name)
    return read.family.isupper() and not read.given.isupper() and bool(read.given or read.civility)
