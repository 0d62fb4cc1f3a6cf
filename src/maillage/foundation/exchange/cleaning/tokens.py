"""Which tokens does a cell hold, and what may each of its words be?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded, same_length
from maillage.foundation.exchange.cleaning.names import (
    in_capitals,
    is_frequent,
    is_particle,
)
from maillage.foundation.exchange.vocabulary.words import (
    function_words,
    people_words,
    value_words,
)

_INITIAL = re.compile(r"^[A-ZÀ-Ý]h?\.(?:-?[A-ZÀ-Ý]\.)?$")
_BARE_NAME = re.compile(
    r"^(?:(?:M\.|Mme|Mr|Monsieur|Madame) )?[A-ZÀ-Ý][^\W\d_]+(?:[ '’-][^\W\d_]+){1,4}$"
)
_ENDING = r"\((?:e|s|es|ne|le|te|rice|trice|ere|euse|sa|la)\)"
_WRITTEN_ENDING = re.compile(rf"{_ENDING}|[·•‧]\w+|(?<=\w)\.(?:e|rice|ne)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,2}(?:er|ere|re|e|eme|ieme|nd|nde)")
# What a word may mean, by the list of the vocabulary that has it; the first one wins.
_SENSES = {
    "article": "r",
    "link": "e",
    "unnamed_person": "w",
    "departure": "q",
    "since": "d",
    "absence": "h",
    "no_name": "y",
    "structure": "s",
    "collective": "c",
    "post": "b",
    "seat": "t",
    "named_place": "l",
}
_GROUPS = frozenset("sc")
_EXPRESSIONS = ("departure", "absence", "no_name")


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


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a cell in order; marks that say nothing are left out.

    >>> [(one.kind, one.text, one.label) for one in tokens("Mme ROY Eve, DGS (Caf)")][:4]
    [('word', 'Mme', 'Cn'), ('word', 'ROY', 'Mn'), ('word', 'Eve', 'Gn'), (',', ',', '')]
    """
    for match in _pattern().finditer(same_length(text)):
        kind, (start, end) = match.lastgroup or "", match.span()
        word = text[start:end]
        if kind == "fill":
            capital = "X" if word[:1].isupper() and " " not in word else "S"
            yield Token("word", word, start, end, f"{capital}v")
        elif kind == "said":
            yield Token("word", word, start, end, f"S{_senses()[folded(word)]}")
        elif kind != "word":
            yield Token(_BETWEEN.get(kind, kind), word, start, end)
        elif any(map(str.isalnum, word)) or "%" in word:
            yield Token("word", word, start, end, _label(word))


_BETWEEN = {
    "line": "\n", "comma": ",", "list": "/", "and": "&", "or": "|", "colon": ":", "dash": "-",
    "replaced": ">", "birth": "note",
}  # fmt: skip


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """One alternation over the text in small letters without accents."""
    done, doing = _either("filled"), _either("filling")
    fill = (
        rf"a (?:{_either('to_fill')})|vacante?s?|(?:non|pas)(?: encore)? (?:{done})e?s?|"
        rf"(?:{doing})s? (?:a venir|en cours|prevue?s?)|"
        rf"en (?:cours|attente) (?:de |d['’])?(?:{doing})|en attente"
    )
    said = "|".join(sorted((w for w in _senses() if " " in w), key=len, reverse=True))
    return re.compile(
        r"(?P<note>[(\[][^()\[\]]*(?:[)\]]|$))|(?P<line>\n)|(?P<comma>,)|(?P<list>[;/|+]|puis(?=\s))|"
        r"(?P<and>&|et(?=\s))|(?P<or>ou(?=\s))|(?P<colon>:(?=\s|$))|(?P<dash>[-–—](?=\s))|"
        r"(?P<replaced>(?:(?:est|a ete) )?remplacee? par(?=\s)|[-=]>|→)|"
        rf"(?P<fill>(?:{fill})(?![\w-]))|(?P<said>(?:{said})(?![\w-]))|"
        r"(?P<birth>(?:nee|ne(?! pas| plus)|epouse|ep\.) (?:(?:de|du|des|la|le|van) )*[^\s,;/()]+)|"
        r"(?P<word>(?:mm?e?|mr|mlle)\.(?=[a-z]['’]?[^\W\d_]{2})|(?:le|la|son|sa|un)/(?:la|le|sa|son|une)\b|"
        rf"\d+(?:[/.]\d+)+|(?:(?:vice|sous) (?=pre))?(?:[^\s,;:/|&+()\[\]→]|:(?!\s|$)|(?<=\w){_ENDING})+)"
    )


def _either(kind: str) -> str:
    return "|".join(sorted(map(re.escape, people_words()[kind]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    words = value_words() | people_words()
    senses: dict[str, str] = {}
    for kind, letter in _SENSES.items():
        for word in words[kind]:
            if " " not in word or kind in _EXPRESSIONS:
                senses.setdefault(word, letter)
    called = {w for w in words["named_place"] if senses[w] in _GROUPS}
    return senses | dict.fromkeys(called, "m")


def is_bare_name(text: str) -> bool:
    """Whether a text is two to five capitalised words, none of which can be anything but a name.

    Most cells hold no more: they are read at once.

    >>> is_bare_name("Mme DURAND Solène"), is_bare_name("Directrice Solène")
    (True, False)
    """
    if not _BARE_NAME.match(text):
        return False
    labels = [_label(word) for word in text.split()]
    named = all(shape in "XGNJM" and sense == "n" or shape in "QLP" for shape, sense in labels[1:])
    return named and (labels[0][1] in "nire" and labels[0][0] not in "SDT")


@lru_cache(20_000)
def _label(word: str) -> str:
    shape = _shape(word)
    return shape + _sense(word, shape)


def _shape(word: str) -> str:
    plain = folded(word)
    bare = plain.rstrip(".")
    if bare in people_words()["civility"]:
        return "C"
    if is_particle(word):
        return "Q" if in_capitals(word) else "L" if word[0].isupper() else "P"
    if _INITIAL.match(word):
        return "I"
    if in_capitals(word):
        return "J" if is_frequent(word) else "M" if len(bare) < 4 else "N"
    if not word[:1].isupper():
        return "S" if any(map(str.isalpha, word)) else "D"
    if bare in people_words()["doctor"]:
        return "T"
    return "G" if is_frequent(word) else "X"


def _sense(word: str, shape: str) -> str:
    plain = folded(_WRITTEN_ENDING.sub("", word))
    if shape == "C":
        return "i" if plain.rstrip(".") == "m" else "n"
    bare = plain.removeprefix("l'")
    if shape in "NM" and bare in value_words()["function_acronym"]:
        return "a"
    sense = _senses().get(bare)
    if sense in {"r", "e", "w"}:
        return sense
    functions = function_words()
    joined = bare.replace(" ", "-")
    opens = shape in "SX" and bare.partition(" ")[0] in functions
    if opens or joined in functions:
        return "f"
    if joined[-1:] in {"s", "x"} and joined[:-1] in functions:
        return "u"
    return sense or _sense_of_parts(bare)


def _sense_of_parts(plain: str) -> str:
    """« mi-temps », « ex-directrice », « 80% », « 1er », « 2 »."""
    parts = plain.split(" ")
    if "%" in plain or any(_senses().get(part) == "h" for part in parts):
        return "h"
    if len(parts) > 1 and parts[0] == "ex":
        return "q"
    if _ORDINAL.fullmatch(plain):
        return "o"
    return "k" if plain.isdecimal() and len(plain) < 3 else "n"
