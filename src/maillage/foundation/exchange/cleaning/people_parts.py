"""Where does one person end and the next begin, in a cell that names several?"""

import re

from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_function,
    tells_departure,
)
from maillage.foundation.exchange.cleaning.names import read_name, split_civility
from maillage.foundation.exchange.cleaning.text import folded
from maillage.foundation.exchange.vocabulary.words import given_names

BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_BETWEEN = re.compile(r"\s*[/;\n+&|]\s*|\s+(?:et|puis|ou)\s+", re.IGNORECASE)
_DATE_SLASH = re.compile(r"(?<=\d)/(?=\d)")


def people_parts(text: str) -> list[str]:
    """The text of each person that a cell names, in order; the whole text for one person.

    >>> people_parts("Paul et Jeanne ROCHE")
    ['Paul ROCHE', 'Jeanne ROCHE']
    """
    pieces = [piece for piece in _BETWEEN.split(_shielded(text)) if piece.strip()]
    pieces = [piece.replace("\x00", "/") for piece in pieces]
    pieces = _with_shared_family(pieces)
    if len(pieces) > 1 and not all(_names_somebody(piece) for piece in pieces):
        pieces = [text]
    parts: list[str] = []
    for piece in pieces:
        parts += _comma_parts(piece)
    return parts


def _with_shared_family(pieces: list[str]) -> list[str]:
    """« Paul et Jeanne ROCHE »: given names alone take the family name of the last one."""
    bare = [split_civility(piece.strip())[1] for piece in pieces]
    given = [folded(one).partition(" ")[0] for one in bare]
    alone = bare[:-1] and all(
        len(one.split()) == 1 and name in given_names()
        for one, name in zip(bare[:-1], given, strict=False)
    )
    last = read_name(bare[-1]) if alone else None
    if last is None or not last.given or not last.family.isupper():
        return pieces
    return [*(f"{piece.strip()} {last.family}" for piece in pieces[:-1]), pieces[-1]]


def _shielded(text: str) -> str:
    """Separators inside brackets and dates do not separate people."""
    text = BRACKETS.sub(lambda found: found[0].replace("/", "\x00").replace("\n", " "), text)
    return _DATE_SLASH.sub("\x00", text)


def _names_somebody(piece: str) -> bool:
    rest = split_civility(piece.strip())
    return len(rest[1].split()) >= 2 or rest[0] is not None or piece.strip().isupper()


def _comma_parts(piece: str) -> list[str]:
    commas = [part.strip() for part in _outside_brackets(piece) if part.strip()]
    if len(commas) < 2 or not all(len(part.split()) >= 2 for part in commas):
        return [piece]
    if is_function(bare_function(split_civility(commas[0])[1])):
        return [f"{commas[0]} : {', '.join(commas[1:])}".replace("\x01", ",")]
    if any(is_function(part) or tells_departure(part) for part in commas[1:]):
        return [piece]
    return [part.replace("\x01", ",") for part in commas]


def _outside_brackets(piece: str) -> list[str]:
    return BRACKETS.sub(lambda found: found[0].replace(",", "\x01"), piece).split(",")
