"""Which tokens does a cell hold, and what may each of its words be?"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded, same_length
from maillage.foundation.exchange.cleaning.names import (
    INITIAL,
    in_capitals,
    is_frequent,
    is_particle,
)
from maillage.foundation.exchange.vocabulary.words import function_words, people_words, value_words

_BARE_NAME = re.compile(
    r"^(?:(?:M\.|Mme|Mr|Monsieur|Madame) )?[A-ZÀ-Ý][^\W\d_]+(?:[ '’-][^\W\d_]+){1,4}$"
)
_ONLY_NAMES = frozenset({"Xn", "Gn", "Nn", "Jn", "Mn"})
_ENDING = r"\((?:e|s|es|ne|le|te|rice|trice|ere|euse|sa|la)\)"
_WRITTEN_ENDING = re.compile(rf"{_ENDING}|[·•‧]\w+|(?<=\w)\.(?:e|rice|ne)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,2}(?:er|ere|re|e|eme|ieme|nd|nde)")
# What a word may mean, by the list of the vocabulary that has it; the first one wins.
_SENSES = {
    "function_acronym": "a",
    "programme": "z",
    "rank": "o",
    "article": "r",
    "link": "e",
    "desk": "w",
    "function": "f",
    "functions": "u",
    "leaving": "g",
    "departure": "q",
    "since": "d",
    "absence": "h",
    "weekday": "h",
    "no_name": "y",
    "structure": "s",
    "collective": "c",
    "post": "b",
    "seat": "t",
    "stand_in": "t",
    "named_place": "l",
    "brother": "x",
}


class Token(NamedTuple):
    """A word, a remark in brackets (`note`) or what stands between two phrases.

    `label` is that of a word: how it is written, then what it may mean.

    Written: C civility, T title of a doctor, I initial, G frequent given name, J the same in
    capitals, N capitals, M two or three capitals, X other capitalised word, Q, L, P particle in
    capitals, capitalised, in small letters, S small letters, D without letters.
    Meant: f function, u function of several, a acronym of a function, o rank, k count, m group
    or structure that is called after somebody, n nothing, and those of `_SENSES`.
    """

    kind: str
    text: str
    start: int
    end: int
    label: str = ""


@lru_cache(1_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a cell in order; marks that say nothing are left out.

    A cell is asked several times whom it names, and a function is written on many rows.

    >>> [(one.kind, one.text, one.label) for one in tokens("Mme ROY Eve, DGS (Caf)")][:4]
    [('word', 'Mme', 'Cn'), ('word', 'ROY', 'Mn'), ('word', 'Eve', 'Gn'), (',', ',', '')]
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    kinds, pattern = _alternation()
    for match in pattern.finditer(same_length(text).replace("’", "'")):
        kind, (start, end) = kinds[(match.lastindex or 0) - 1], match.span()
        word = text[start:end]
        if kind == "expression":
            shape = "X" if word[:1].isupper() and " " not in word else "S"
            yield Token("word", word, start, end, shape + _senses().get(folded(word), "v"))
        elif kind != "word":
            yield Token("note" if kind == "birth" else kind, word, start, end)
        elif any(map(str.isalnum, word)) or "%" in word:
            yield Token("word", word, start, end, _label(word))


@lru_cache(maxsize=1)
def _alternation() -> tuple[list[str], re.Pattern[str]]:
    """The kinds of tokens, and as many groups of one pattern of the text folded letter by letter.

    « / » is any list, « | » is « ou », « > » a replacement.
    """
    done, doing = _either("filled"), _either("filling")
    vacancy = (
        rf"a (?:{_either('to_fill')})|vacante?s?|(?:non|pas)(?: encore)? (?:{done})e?s?|"
        rf"(?:{doing})s? (?:a venir|en cours|prevue?s?)|"
        rf"en (?:cours|attente) (?:de |d')?(?:{doing})|en attente"
    )
    longest_first = sorted((w for w in _senses() if " " in w), key=len, reverse=True)
    kinds = {
        "note": r"[(\[][^()\[\]]*(?:[)\]]|$)",
        "\n": r"\n",
        ",": ",",
        "/": r"[;/|+]|puis(?=\s)|\d{1,2}\)(?=\s)",
        "&": r"&|et(?=\s)",
        "|": r"ou(?=\s)",
        ":": r":(?=\s|$)",
        "-": r"[-–—](?=\s)",
        ">": r"(?:(?:est|a ete) )?remplacee? par(?=\s)|[-=]>|→",
        "expression": rf"(?:{vacancy}|{'|'.join(longest_first)})(?![\w-])",
        "birth": r"(?:nee|ne(?! pas| plus)|epouse|ep\.) (?:(?:de|du|des|la|le) )*[^\s,;/()]+",
        "word": r"(?:mm?e?|mr|mlle)\.(?=[a-z]'?[^\W\d_]{2})|"
        r"(?:le|la|son|sa|un)/(?:la|le|sa|son|une)\b|\d+(?:[/.]\d+)+|"
        rf"(?:[^\s,;:/|&+*()\[\]→]|:(?!\s|$)|(?<=\w){_ENDING})+",
    }
    return list(kinds), re.compile("|".join(f"({row})" for row in kinds.values()))


def _either(kind: str) -> str:
    return "|".join(sorted(map(re.escape, people_words()[kind]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    functions = {word.replace("-", " ") for word in function_words()}
    words = {"function": functions, "functions": {f"{word}s" for word in functions}}
    lists = value_words() | people_words() | words
    senses: dict[str, str] = {}
    for kind, sense in _SENSES.items():
        for word in lists[kind]:
            senses.setdefault(word, sense)
    called = {word for word in lists["named_place"] if senses[word] in "sc"}
    return senses | dict.fromkeys(called, "m")


def written(words: Iterable[Token]) -> str:
    """The words as they are written, one space between them."""
    return " ".join(word.text for word in words)


def plain_word(word: str) -> str:
    """A word folded, without its article nor its inclusive ending.

    >>> plain_word("l’Adjoint(e)"), plain_word("délégué·e")
    ('adjoint', 'delegue')
    """
    return folded(_WRITTEN_ENDING.sub("", word)).removeprefix("l'")


def is_bare_name(text: str) -> bool:
    """Whether a text is two to five capitalised words, none of which can be anything but a name.

    Most cells hold no more: they are read at once.

    >>> is_bare_name("Mme DURAND Solène"), is_bare_name("Directrice Solène")
    (True, False)
    """
    if not _BARE_NAME.match(text):
        return False
    first, *others = map(_label, text.split())
    opens = first[0] in "CXGNJMQLP" and first[1] in "nire"
    return opens and all(one[0] in "QLP" or one in _ONLY_NAMES for one in others)


@lru_cache(20_000)
def _label(word: str) -> str:
    shape = _shape(word)
    return shape + _sense(word, shape)


def _shape(word: str) -> str:
    bare = folded(word).rstrip(".")
    if bare in people_words()["civility"]:
        return "C"
    if is_particle(word):
        return "Q" if in_capitals(word) else "L" if word[0].isupper() else "P"
    if "." in word and INITIAL.match(word):
        return "I"
    if in_capitals(word):
        return "J" if is_frequent(word) else "M" if len(bare) < 4 else "N"
    if word[:1].isupper():
        titles = people_words()["doctor"] | people_words()["brother"]
        return "T" if bare in titles else "G" if is_frequent(word) else "X"
    return "S" if any(map(str.isalpha, word)) else "D"


def _sense(word: str, shape: str) -> str:
    plain = plain_word(word).removeprefix("co ")
    if shape == "C":
        bare = plain.rstrip(".")
        return "i" if bare == "m" else "s" if bare in people_words()["several"] else "n"
    senses = _senses()
    sense, opening = senses.get(plain), senses.get(plain.partition(" ")[0])
    if sense == "a":
        return "a" if shape in "NM" else "f"
    if sense or "%" in plain or "h" in map(senses.get, plain.split(" ")):
        return sense or "h"
    if opening in {"f", "q"} and shape in "SX":  # « maire-adjoint », « ex-directrice »
        return opening
    if plain.isdecimal() and len(plain) < 3:
        return "k"
    return "o" if _ORDINAL.fullmatch(plain) else "e" if plain.startswith("d'") else "n"
