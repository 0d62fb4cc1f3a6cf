"""Do these words, shortened or with some left out, call what bears this name?"""

import re
from functools import lru_cache
from typing import NamedTuple

from maillage.core.french import SMALL_NUMBERS
from maillage.core.numbers import read_number
from maillage.foundation.exchange.cells.text import folded

LINKS = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "lez"}
    | {"pour", "par", "dans", "s", "ss", "sur", "sous"}
)
SAINT = {"st": "saint", "ste": "sainte"}
LEAST_ALONE, LEAST_START, LONGEST_ACRONYM, MOST_OF_A_WORD = 3, 4, 8, 3
_TOKEN = re.compile(r"\w+\.?")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")


class Token(NamedTuple):
    """A word that counts, and whether a point cuts it."""

    word: str
    is_cut: bool


@lru_cache(maxsize=20_000)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words that count, « sur » and « sous » being among those that do not.

    >>> [one.word for one in tokens_of("St-Phal-s/-Bois")], tokens_of("Comm. Forêt")[0].is_cut
    (['saint', 'phal', 'bois'], True)
    """
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), folded(text))
    written = [(one.rstrip("."), one.endswith(".")) for one in _TOKEN.findall(plain)]
    return tuple(
        Token(SAINT.get(word, word), is_cut and word not in SAINT)
        for word, is_cut in written
        if word not in LINKS
    )


def is_shortened(text: str, name: str) -> bool:
    """Whether a text says a name from its first word on, some words left out or shortened.

    >>> is_shortened("CH de Vaux", "Centre hospitalier de Vaux")
    True
    >>> is_shortened("Chambre d'agri", "Chambre d'agriculture"), is_shortened("Vaux", "CC Vaux")
    (True, False)
    """
    words = tokens_of(text)
    is_enough = len(words) > 1 or any(len(one.word) >= LEAST_ALONE for one in words)
    return is_enough and _opens(words, tokens_of(name))


def ends_name(text: str, name: str) -> bool:
    """Whether several words of a text are the last of a name, which says more before them."""
    ours, theirs = [one.word for one in tokens_of(text)], [one.word for one in tokens_of(name)]
    return 1 < len(ours) < len(theirs) and theirs[-len(ours) :] == ours


def _opens(text: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    return any(_goes_on(text[1:], name[count:]) for count in _taken(text[0], name))


def _goes_on(text: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    """Whether each word is said by the name, in its order; those that it leaves out are skipped."""
    while text:
        counts = (max(_taken(text[0], name[n:]), default=0) for n in range(len(name)))
        place, count = next(((n, most) for n, most in enumerate(counts) if most), (0, 0))
        if not count:
            return False
        text, name = text[1:], name[place + count :]
    return True


def _taken(token: Token, name: tuple[Token, ...]) -> set[int]:
    """How many of the first words of a name one word stands for: itself, its start, initials."""
    if not name:
        return set()
    word, first = token.word, name[0].word
    least = 2 if token.is_cut else LEAST_START
    if _spelt(word) == _spelt(first) or (
        len(word) >= least and first.startswith(word) and not word.isdecimal()
    ):
        return {1}
    return _first_letters(word, name) if 2 <= len(word) <= LONGEST_ACRONYM else set()


def _spelt(word: str) -> str:
    """A small number in words: « CC 3 vallées » is « CC des Trois Vallées »."""
    number = 0 if word.startswith("0") else read_number(word) or 0
    return SMALL_NUMBERS[number] if 0 < number < len(SMALL_NUMBERS) else word


def _first_letters(acronym: str, name: tuple[Token, ...]) -> set[int]:
    """Of how many words, two or more, an acronym is the first letters, one or two of each.

    >>> _first_letters("sivos", tokens_of("Syndicat intercommunal à vocation scolaire"))
    {4}
    """
    counts, ends = set(), {0}
    for count, one in enumerate(name, start=1):
        ends = {
            end + size
            for end in ends
            for size in range(1, MOST_OF_A_WORD)
            if end + size <= len(acronym) and one.word.startswith(acronym[end : end + size])
        }
        if not ends:
            break
        if count > 1 and len(acronym) in ends:
            counts.add(count)
    return counts
