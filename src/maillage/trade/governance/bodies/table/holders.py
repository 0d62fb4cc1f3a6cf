"""Whom does a cell name as titulaire, and whom as suppléant, in the words of an officer?"""

import re
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded, same_length
from maillage.foundation.exchange.cleaning.people_cells import is_vacant
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.choices import HolderKind

ROLE = r"(?P<role>tit(?:ulaire)?s?|t|sup(?:p(?:l(?:eant)?)?)?(?:es?|s|\(es?\)|·es?)?|s)\.?"
BETWEEN = re.compile(
    r"\s*[;\n]\s*|\s*/\s*|(?<=[)\]])\s*,\s*|,\s*(?=(?:titulaire|suppl|mme\b|m\.|mr\b|madame|monsieur))|\s+(?:et|puis)\s+(?=(?:mme|m\.|mr|tit|suppl))"
)
JOINED = re.compile(r"\s+(?:et|&|\+)\s+|,\s+")
# Each word of a name opens with a capital, but for the particles.
OF_A_NAME = re.compile(r"(?:d['’])?[A-ZÀ-Ý][\w.'’-]*|de|du|le|la|des")
WORDS_OF_A_NAME = range(2, 6)
LABELLED = re.compile(rf"{ROLE}\s*(?::|\s[–-]\s)\s*(?P<name>.*)")
MARKED = re.compile(rf"(?P<name>.*?)\s*[(\[]\s*{ROLE}\s*[)\]]\s*")
MARKED_FIRST = re.compile(rf"[(\[]\s*{ROLE}\s*[)\]]\s*(?P<name>.*)")


class Holders(NamedTuple):
    """The names of those who hold a seat, as they are written."""

    titulaires: tuple[str, ...]
    suppleants: tuple[str, ...]


def role_of(text: str) -> HolderKind | None:
    """As what a cell of roles says that somebody sits."""
    if is_word("titulaire", text):
        return HolderKind.TITULAIRE
    return HolderKind.SUPPLEANT if is_word("suppleant", text) else None


def holders_of(text: str, kind: HolderKind = HolderKind.TITULAIRE) -> Holders:
    """Who is named in a cell; `kind` is as what, where no word says it.

    >>> holders_of("Titulaire : Mme Roy ; suppléant : M. Bon")
    Holders(titulaires=('Mme Roy',), suppleants=('M. Bon',))
    >>> holders_of("Ève ROY (T) / Luc BON (S)").suppleants
    ('Luc BON',)
    """
    names: dict[HolderKind, list[str]] = {one: [] for one in HolderKind}
    for part in _parts(text):
        plain = same_length(part)
        label, mark = LABELLED.fullmatch(plain), MARKED.fullmatch(plain)
        match = label or mark or MARKED_FIRST.fullmatch(plain)
        of_part = _kind(match["role"]) if match else kind
        kind = of_part if label else kind
        name = part[slice(*match.span("name"))].strip() if match else part.strip()
        if name and not is_vacant(name):
            names[of_part].append(name)
    return Holders(tuple(names[HolderKind.TITULAIRE]), tuple(names[HolderKind.SUPPLEANT]))


def _parts(text: str) -> list[str]:
    plain = same_length(text)
    ends = [match.span() for match in BETWEEN.finditer(plain)]
    starts = [0, *(end for _start, end in ends)]
    stops = [*(start for start, _end in ends), len(text)]
    parts = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [name for part in parts for name in _people_of(part)]


def _people_of(part: str) -> list[str]:
    """« Paul RENAUD et Léa ROUX », « Paul RENAUD, Léa ROUX »: each of them, whole names alone."""
    names = JOINED.split(part.strip())
    return names if len(names) > 1 and all(map(_is_whole, names)) else [part]


def _is_whole(name: str) -> bool:
    words = name.split()
    return len(words) in WORDS_OF_A_NAME and all(map(OF_A_NAME.fullmatch, words))


def _kind(role: str) -> HolderKind:
    return HolderKind.TITULAIRE if folded(role).startswith("t") else HolderKind.SUPPLEANT
