"""Could these two names be the same structure?"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from maillage.foundation.exchange.cells.text import folded

_BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,200}[)\]]")
_CEDEX = re.compile(r"\s+cedex\b.*", re.IGNORECASE | re.DOTALL)
_ARTICLES = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "sur"}
)
_WORDS = re.compile(r"\w+")
_SAINT = {"st": "saint", "ste": "sainte"}
_VOWELS = frozenset("aeiouyh")
_INDIVIDUAL = re.compile(
    r"^(?:(?:une?|des?|les|simple|college|representante?s?) |d')*"
    r"(?:habitante?s?|citoyen(?:ne)?s?|particuliers?|riveraine?s?|usagere?s?|"
    r"person(?:ne|nalite)s? qualifiees?|membre individuel)\b|"
    r"\b(?:titre (?:personnel|individuel)|sans structure)\b"
)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_NUMBERED = re.compile(r"\b([a-z]{2,5})(\d\d[\dab]?)\b")


@dataclass(frozen=True, slots=True)
class NameParts:
    """Kind of body (None when no word says it) and what remains of the name without articles."""

    kind: str | None
    core: str


@dataclass(frozen=True, slots=True)
class _LegalWords:
    """The kind of body that each legal word says, and a pattern of those words, longest first."""

    kinds: dict[str, str]
    opening: re.Pattern[str]
    alone: frozenset[str]
    placed: frozenset[str]


@lru_cache(maxsize=1)
def _legal_words() -> _LegalWords:
    source = files("maillage.ground.directory.contact_files.table").joinpath("legal_words.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    kinds = {folded(word): kind for kind, words in table["kinds"].items() for word in words}
    longest_first = sorted(map(re.escape, kinds), key=len, reverse=True)
    opening = re.compile(rf"(?:{'|'.join(longest_first)})(?=[ ']|\Z)")
    return _LegalWords(kinds, opening, frozenset(table["alone"]), frozenset(table["placed"]))


@lru_cache(maxsize=50_000)
def name_parts(name: str) -> NameParts:
    """A name cut into its kind and its core.

    >>> name_parts("Commune d'Aubrefeuille")
    NameParts(kind='commune', core='aubrefeuille')
    >>> name_parts("St Ouzon").core
    'saint ouzon'
    """
    plain = _BRACKETS.sub(" ", folded(name)).strip()
    plain = _NUMBERED.sub(r"\1 \2", _DOTTED.sub(_undotted, plain))
    legal = _legal_words()
    match = legal.opening.match(plain)
    if match is None:
        return NameParts(None, _core(plain))
    return NameParts(legal.kinds[match[0]], _core(plain[match.end() :]))


def _undotted(acronym: re.Match[str]) -> str:
    """« C.A.F. » is the Caf."""
    return acronym[0].replace(".", "")


def _core(text: str) -> str:
    return " ".join(telling_words(text))


def telling_words(text: str) -> list[str]:
    """The words of a folded text but its articles, « st » written in full.

    >>> telling_words("relais de la st ouzon")
    ['relais', 'saint', 'ouzon']
    """
    words = _WORDS.findall(text)
    telling = [word for word in words if word not in _ARTICLES] or words
    return [_SAINT.get(word, word) for word in telling]


def names_one_body(kind: str | None) -> bool:
    """Whether the kind alone, « la Caf », names one body of a territory."""
    return kind in _legal_words().alone


def says_where(name: str) -> bool:
    """Whether a name says of what territory its body is, wherever its offices are.

    >>> says_where("Commune de Vaux"), says_where("Mairie"), says_where("Caf")
    (True, False, True)
    """
    parts = name_parts(name)
    legal = _legal_words()
    return parts.kind in legal.alone or (bool(parts.core) and parts.kind in legal.placed)


def initials(name: str) -> str:
    """First letters of the words that count, kinds written as acronyms kept whole."""
    words = [word for word in _WORDS.findall(folded(name)) if word not in _ARTICLES]
    return "".join(
        word if index == 0 and len(word) <= 3 else word[0] for index, word in enumerate(words)
    )


def is_individual(text: str) -> bool:
    """Whether a cell says that somebody sits in their own name, without a structure.

    >>> is_individual("Habitante du bourg"), is_individual("Association des habitants")
    (True, False)
    """
    return bool(_INDIVIDUAL.search(folded(text)))


def commune_name(commune: str) -> str:
    """The municipal body of a commune, with the right article.

    >>> commune_name("Aubrefeuille"), commune_name("Les Essarts"), commune_name("Le Pin")
    ("Commune d'Aubrefeuille", 'Commune des Essarts', 'Commune du Pin')
    """
    if name_parts(commune).kind:
        return commune
    article, _, rest = commune.partition(" ")
    contracted = {"le": "du", "les": "des"}.get(article.casefold())
    if contracted and rest:
        return f"Commune {contracted} {rest}"
    link = "d'" if folded(commune)[:1] in _VOWELS else "de "
    return f"Commune {link}{commune}"


def town_of(city: str) -> str:
    """The town of a postal line.

    >>> town_of("Brolles Cedex 2")
    'Brolles'
    """
    return _CEDEX.sub("", city)
