"""Which words do officers write above their columns and in their cells?"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from maillage.foundation.exchange.cells.text import folded

_INCLUSIVE = re.compile(
    r"[·•‧]\w+|\((?:e|s|es|ne|rice|trice|ère|euse|le)\)s?|(?<=\w)\.(?:e|rice|ne)\b"
)
# A form asks « Quelle est votre fonction ? » above the column of its answers.
_ASKED = re.compile(r"^(?:\w+ ){0,3}?(?:votre|vos) ")
_NOT_WORD = re.compile(r"[^\w@%€+]+")
# « NomMaire », « CodeInsee »: the words that a program glued together.
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
WAITED = re.compile(
    r"\b(?:vacante?|recrut\w*|a (?:designer|preciser|pourvoir|voir|definir)|neant)\b"
)
_PLURAL = re.compile(r"(?<=\w{3})[sx]\b")


@lru_cache(maxsize=20_000)
def header_key(text: str) -> str:
    """A header reduced to its words, inclusive endings and accents removed.

    >>> header_key("ÉLU·E RÉFÉRENT·E"), header_key("N° SIREN"), header_key("Votre nom ?")
    ('elu referent', 'n siren', 'nom')
    >>> header_key("CodeInsee")
    'code insee'
    """
    base = _INCLUSIVE.sub("", with_words_apart(text).casefold())
    return _ASKED.sub("", _NOT_WORD.sub(" ", folded(base)).strip())


def with_words_apart(text: str) -> str:
    """A header of a program with its words apart: « nom_maire », « NomMaire »."""
    return _GLUED.sub(" ", text).replace("_", " ")


def singular_key(text: str) -> str:
    """The same with each plural brought back to the singular."""
    return _PLURAL.sub("", header_key(text))


@lru_cache(maxsize=1)
def header_fields() -> dict[str, str]:
    """Field of each known header, by key; exact words win over their singulars."""
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    for name in ("headers.toml", "headers_elsewhere.toml"):
        for field, headers in _table(name).items():
            for header in headers:
                exact.setdefault(header_key(header), field)
                loose.setdefault(singular_key(header), field)
    return loose | exact


@lru_cache(maxsize=1)
def whole_header_fields() -> dict[str, str]:
    """Field of the headers that mean something only whole, by key; no part of them is one."""
    return {
        header_key(header): field
        for field, headers in _table("headers_whole.toml").items()
        for header in headers
    }


@lru_cache(maxsize=1)
def value_words() -> dict[str, frozenset[str]]:
    """Folded words of each kind of marker."""
    return _folded_table("values.toml")


@lru_cache(maxsize=1)
def people_words() -> dict[str, frozenset[str]]:
    """Folded words of a cell of names, by what they may mean there."""
    return _folded_table("people.toml")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Frequent given names, folded, used only to tell the order of a name without capitals."""
    return _listed("given_names.txt")


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Folded words that open the name of a function or an office."""
    return _listed("functions.txt")


def _listed(name: str) -> frozenset[str]:
    source = files("maillage.foundation.exchange.vocabulary").joinpath(name)
    return frozenset(source.read_text("utf-8").split())


def is_word(kind: str, text: str) -> bool:
    """Whether this whole text is one of the words of a kind."""
    return folded(text) in value_words()[kind]


def waits(text: str) -> bool:
    """Whether these words wait for a value.

    >>> waits("à préciser"), waits("à voir"), waits("à voir avec la Caf")
    (True, True, False)
    """
    return is_word("vacant", text) or bool(WAITED.fullmatch(folded(text)))


def _folded_table(name: str) -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(folded, words)) for kind, words in _table(name).items()}


def _table(name: str) -> dict[str, list[str]]:
    source = files("maillage.foundation.exchange.vocabulary").joinpath(name)
    return {
        key: [str(word) for word in words]
        for key, words in tomllib.loads(source.read_text("utf-8")).items()
    }
