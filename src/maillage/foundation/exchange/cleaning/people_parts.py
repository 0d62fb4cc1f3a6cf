"""Where does one person end and the next begin, in a cell that names several?"""

import re

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.cutting import (
    BETWEEN,
    BRACKETS,
    cut,
    gives_a_name,
    names_somebody,
)
from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_departure,
    is_function,
    is_working_time,
)
from maillage.foundation.exchange.cleaning.names import read_name, split_civility
from maillage.foundation.exchange.cleaning.seats_to_fill import is_nobody, opens_structure
from maillage.foundation.exchange.cleaning.titles import (
    is_bare_title,
    split_title,
    with_names_after_colon,
)
from maillage.foundation.exchange.cleaning.written_names import is_full_name
from maillage.foundation.exchange.vocabulary.words import given_names

_ASIDE = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_LEAD = re.compile(r"^([^:]{2,60}?)\s*:\s+\S")


def people_parts(text: str) -> list[str]:
    """The text of each person that a cell names, in order; the whole text for one person.

    >>> people_parts("Paul et Jeanne ROCHE")
    ['Paul ROCHE', 'Jeanne ROCHE']
    """
    text = _with_each_on_a_line(text)
    if _is_long_title(text):
        return [text]
    pieces = _with_shared_family(_with_functions_joined(cut(text, BETWEEN)))
    if len(pieces) > 1 and not all(_names_somebody(piece) for piece in pieces):
        pieces = [text]
    parts: list[str] = []
    for piece in pieces:
        parts += _comma_parts(piece)
    return parts


def _with_each_on_a_line(text: str) -> str:
    """« Mme A – Mme B » and « Maire : A, DGS : B », where what follows opens as somebody else."""
    pieces = cut(text, _ASIDE)
    written, has_name = pieces[:1], len(pieces) > 1 and gives_a_name(pieces[0])
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        written += ["\n" if has_name and _opens_with_role(piece) else between, piece]
        has_name = has_name or gives_a_name(piece)
    return "".join(written)


def _opens_with_role(piece: str) -> bool:
    """« Mme Eve ROY » and « DGS : Eve ROY », not « Mme » alone."""
    civility, rest = split_civility(piece.strip())
    lead = _LEAD.match(piece)
    return bool(civility and rest) or bool(lead and is_function(split_civility(lead[1])[1]))


def _with_functions_joined(pieces: list[str]) -> list[str]:
    """The pieces of a cut text, each function and structure kept with the name before it."""
    parts = pieces[:1]
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if not piece.strip():
            continue
        if parts[-1].strip() and _is_function(piece) and not _is_function(parts[0]):
            parts[-1] += (between if "," in parts[-1] else ", ") + piece
        else:
            parts.append(piece)
    return [piece for piece in parts if piece.strip()]


def _is_function(piece: str) -> bool:
    if opens_structure(piece):
        return True
    return is_function(piece) and not names_somebody(with_names_after_colon(piece))


def _is_long_title(text: str) -> bool:
    """« Chargée de l'accueil et du suivi Eve ROY »: several words of function, one name."""
    if "," in text or "\n" in text:
        return False
    function, _, name = text.partition(" : ")
    title = split_title(text)
    if title:
        function, name = title.function, title.name
    elif not is_bare_title(function):
        return False
    return bool(name) and not names_somebody(function) and not BETWEEN.search(name)


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


def _names_somebody(piece: str) -> bool:
    piece = piece.strip()
    civility, rest = split_civility(piece)
    addressed = civility is not None or rest != piece  # « Dr FABRE »
    return addressed or len(rest.split()) >= 2 or piece.isupper()


def _comma_parts(piece: str) -> list[str]:
    commas = [part.strip() for part in _outside_brackets(piece) if part.strip()]
    if len(commas) < 2 or not all(len(part.split()) >= 2 for part in commas):
        return [piece]
    first = bare_function(split_civility(commas[0])[1])
    if is_function(first) and split_title(commas[0]) is None:
        return [f"{commas[0]} : {', '.join(commas[1:])}".replace("\x01", ",")]
    if any(map(_qualifies, commas[1:])):
        return [piece]
    return [part.replace("\x01", ",") for part in commas]


def _qualifies(part: str) -> bool:
    """What is said of the person named before the comma, and is nobody else."""
    part = BRACKETS.sub("", part)
    return split_title(part) is None and (is_function(part) or is_remark(part))


def is_remark(part: str) -> bool:
    """Whether what stands beside a name tells a departure, an absence, a group or a structure."""
    if is_departure(part) or is_nobody(part) or opens_structure(part):
        return True
    return is_working_time(part) and not is_full_name(one_line(part))


def _outside_brackets(piece: str) -> list[str]:
    return BRACKETS.sub(lambda match: match[0].replace(",", "\x01"), piece).split(",")
