"""Where does one person end and the next begin, in a cell that names several?"""

import re
from itertools import pairwise

from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_function,
    tells_departure,
    tells_working_time,
)
from maillage.foundation.exchange.cleaning.names import in_capitals, read_name, split_civility
from maillage.foundation.exchange.cleaning.seats_to_fill import (
    is_nobody,
    is_to_fill,
    opens_structure,
)
from maillage.foundation.exchange.cleaning.text import folded, one_line
from maillage.foundation.exchange.cleaning.titles import (
    is_bare_title,
    opens_with_article,
    split_title,
    with_named_brackets,
)
from maillage.foundation.exchange.cleaning.written_names import is_full_name, name_start
from maillage.foundation.exchange.vocabulary.words import given_names, is_word

BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_BETWEEN = re.compile(r"\s*[/;\n+&|]\s*|,?\s+(?:et|puis|ou)\s+", re.IGNORECASE)
_LISTED = re.compile(r"\s*[/;\n|]\s*")
_JOINED = re.compile(rf"{_BETWEEN.pattern}|\s*,\s*", re.IGNORECASE)
_OPENING = re.compile(rf"^(?:{_BETWEEN.pattern}|\s*,\s*)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_LEAD = re.compile(r"^([^:]{2,60}?)\s*:\s+\S")
_SUBSTITUTE = re.compile(
    r"[ \n]?,? ?\(?\b(?i:ou\s+(?:son|sa|leurs?|ses)(?:\s?/\s?sa|\s?\(sa\))?\s+"
    r"(?:représentant|suppléant|remplaçant|délégué|adjoint|mandataire)[\w·.]*(?:\(\w+\))?)"
    r"(?:\s[a-zà-ÿ][\w'’-]*){0,6}\)?(?=\s*(?:$|[\n;,/]|(?:et|ou)\s))",
    re.MULTILINE,
)
_REPLACED = re.compile(
    r"(?:\s*[,–-])?\s+(?:est\s+|a été\s+)?remplacée?\s+par\s+|\s*(?:[-=]>|→)\s*", re.IGNORECASE
)
_AFTER_COMMA = re.compile(r"^[\s,–-]+(?=\w)")
_ONE_WORD_SLASH = re.compile(r"(?<=\d)/(?=\d)|(?<=\ble)/(?=la\b)", re.IGNORECASE)


def people_parts(text: str) -> list[str]:
    """The text of each person that a cell names, in order; the whole text for one person.

    >>> people_parts("Paul et Jeanne ROCHE")
    ['Paul ROCHE', 'Jeanne ROCHE']
    """
    text = _with_each_on_a_line(text)
    if _is_long_title(text):
        return [text]
    pieces = _with_shared_family(_with_what_is_said(_cut(text, _BETWEEN)))
    if len(pieces) > 1 and not all(_names_somebody(piece) for piece in pieces):
        pieces = [text]
    parts: list[str] = []
    for piece in pieces:
        parts += _comma_parts(piece)
    return parts


def _with_each_on_a_line(text: str) -> str:
    """« Mme A – Mme B » and « Maire : A, DGS : B », where what follows opens as somebody else."""
    pieces = _cut(text, _ASIDE)
    written, named = pieces[:1], len(pieces) > 1 and _gives_a_name(pieces[0])
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        written += ["\n" if named and _opens_with_role(piece) else between, piece]
        named = named or _gives_a_name(piece)
    return "".join(written)


def _opens_with_role(piece: str) -> bool:
    """« Mme Eve ROY » and « DGS : Eve ROY », not « Mme » alone."""
    civility, rest = split_civility(piece.strip())
    lead = _LEAD.match(piece)
    return bool(civility and rest) or bool(lead and is_function(split_civility(lead[1])[1]))


def _gives_a_name(text: str) -> bool:
    return any(
        split_civility(piece.strip())[0] or name_start(piece.split()) is not None
        for piece in _cut(text, _JOINED)[::2]
    )


def _with_what_is_said(pieces: list[str]) -> list[str]:
    """The pieces of a cut text, each function and structure kept with the name before it."""
    kept = pieces[:1]
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if not piece.strip():
            continue
        if kept[-1].strip() and _is_said(piece) and not _is_said(kept[0]):
            kept[-1] += (between if "," in kept[-1] else ", ") + piece
        else:
            kept.append(piece)
    return [piece for piece in kept if piece.strip()]


def _is_said(piece: str) -> bool:
    if opens_structure(piece):
        return True
    return is_function(piece) and not names_somebody(with_named_brackets(piece))


def _is_long_title(text: str) -> bool:
    """« Chargée de l'accueil et du suivi Eve ROY »: several words of function, one name."""
    if "," in text or "\n" in text:
        return False
    function, _, named = text.partition(" : ")
    title = split_title(text)
    if title:
        function, named = title.function, title.named
    elif not is_bare_title(function):
        return False
    return bool(named) and not names_somebody(function) and not _BETWEEN.search(named)


def names_somebody(text: str) -> bool:
    """Whether one part of a text, at least, gives the name of somebody."""
    return any(map(_is_named, _cut(text, _BETWEEN)[::2]))


def _is_named(part: str) -> bool:
    civility, rest = split_civility(part.strip())
    words = rest.split()
    if name_start(words) is not None:
        return True
    alone = len(words) == 1 and in_capitals(rest) and len(rest) > 3
    return (civility is not None or alone) and bool(words) and not is_function(rest)


def without_substitutes(text: str) -> str:
    """The text without « ou son représentant », which names nobody more.

    >>> without_substitutes("Mme ROYER Eve ou son suppléant")
    'Mme ROYER Eve'
    """
    return _SUBSTITUTE.sub("", text)


def with_replacements_apart(text: str) -> str:
    """The text with each replacement as a remark, and who replaces, named in full, on a line.

    >>> with_replacements_apart("Eve ROY remplacée par Luc BON")
    'Eve ROY (remplacée par Luc BON)\\nLuc BON'
    """
    return "".join(map(_with_replacement_apart, _cut(text, _BETWEEN)))


def _with_replacement_apart(piece: str) -> str:
    pieces = _cut(piece, _REPLACED)
    if len(pieces) != 3 or not _gives_a_name(pieces[0]):
        return piece
    before, between, after = pieces
    named = one_line(BRACKETS.sub("", after).split(",")[0])
    said = f"{before} ({_AFTER_COMMA.sub('', between).strip()} {named})"
    civility, rest = split_civility(named)
    in_full = len(rest.split()) > 1 and (civility or is_full_name(named))
    return f"{said}\n{after}" if in_full else said


def listed_parts(text: str) -> list[str]:
    """What a cell lists, one under the other or between slashes."""
    return _cut(text, _LISTED)[::2]


def names_between(text: str) -> list[str]:
    """The names that a column of family or given names lists.

    >>> names_between("Inès / Nadia")
    ['Inès', 'Nadia']
    """
    return [name.strip() for name in _cut(text, _JOINED)[::2]]


def without_seats_to_fill(text: str) -> str:
    """The text without the seats to fill that it lists beside somebody.

    >>> without_seats_to_fill("Mme Eve ROY / vacant")
    'Mme Eve ROY'
    """
    pieces = ["", *_cut(text, _JOINED)]
    parts = list(zip(pieces[::2], pieces[1::2], strict=True))
    kept = [between + piece for between, piece in parts if not is_to_fill(piece)]
    return text if len(kept) == len(parts) else _OPENING.sub("", "".join(kept))


def without_bare_titles(text: str) -> str:
    """The text without whom it tells by a title only, beside somebody else that it names.

    >>> without_bare_titles("M. le Maire et Mme Eve ROY")
    'Mme Eve ROY'
    >>> without_bare_titles("Le Maire, Paul DURAND")
    'Le Maire, Paul DURAND'
    """
    pieces = ["", *_cut(text, _JOINED), "", ""]
    kept, named = "", False
    for between, piece, after, following in zip(
        pieces[::2], pieces[1::2], pieces[2::2], pieces[3::2], strict=False
    ):
        before = named and _stands_apart(piece, between)
        if before or (_stands_apart(piece, after, following) and not (named and _adds(between))):
            continue
        kept += between + piece
        named = named or names_somebody(piece)
    return _OPENING.sub("", kept) if names_somebody(kept) else text


def names_titles_only(text: str) -> bool:
    """Whether each of those whom a text lists is told by a title, or is a group."""
    pieces = _cut(text, _JOINED)[::2]
    return all(_is_title_alone(piece) or is_nobody(piece) for piece in pieces)


def _is_title_alone(piece: str) -> bool:
    titled = is_word("unnamed_person", piece) or is_bare_title(with_named_brackets(piece))
    return titled and not names_somebody(piece)


def _stands_apart(piece: str, between: str, following: str | None = None) -> bool:
    """Whether a title alone is somebody else than the person named before it, or following it.

    After a comma or a line, « Le Maire, Paul DURAND » and « Eve ROY, la directrice » are one
    person: only a civility to each makes two.
    """
    if not between or not _is_title_alone(piece):
        return False
    civility = split_civility(piece)[0]
    follows = following is None or _opens_with_somebody(following)
    if _adds(between):
        return civility is not None and (following is None or _has_civility(following))
    if civility or opens_with_article(piece) or is_word("unnamed_person", piece):
        return follows
    return following is not None and between.strip(" ,") in {"et", "&"} and _has_civility(following)


def _adds(between: str) -> bool:
    """A comma or a new line, which may say more of the same person."""
    return between.strip() in {"", ","}


def _opens_with_somebody(piece: str) -> bool:
    """« Mme Eve ROY », « l'adjointe Eve ROY », not « Président Paul DURAND »."""
    return _has_civility(piece) or opens_with_article(piece) or name_start(piece.split()) == 0


def _has_civility(piece: str) -> bool:
    return split_civility(piece)[0] is not None


def with_collectives_in_brackets(text: str) -> str:
    """Who is not named, « et les animateurs », as a remark beside the last person named.

    >>> with_collectives_in_brackets("Mme Eve ROY et les animateurs")
    'Mme Eve ROY (les animateurs)'
    """
    pieces = ["", *_cut(text, _BETWEEN)]
    parts = list(zip(pieces[::2], pieces[1::2], strict=True))
    kept = [between + piece for between, piece in parts if not is_nobody(piece)]
    unnamed = [f" ({one_line(piece)})" for _, piece in parts if is_nobody(piece)]
    return _OPENING.sub("", "".join(kept)) + "".join(unnamed) if unnamed and kept else text


def _cut(text: str, between: re.Pattern[str]) -> list[str]:
    """Pieces and what stands between them, in turn; brackets, dates and « le/la » are not cut."""
    if not between.search(text):
        return [text]
    masked = BRACKETS.sub(lambda found: "\x00" * len(found[0]), text)
    masked = _ONE_WORD_SLASH.sub("\x00", masked)
    edges = (edge for found in between.finditer(masked) for edge in found.span())
    return [text[start:end] for start, end in pairwise([0, *edges, len(text)])]


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
    if tells_departure(part) or is_nobody(part) or opens_structure(part):
        return True
    return tells_working_time(part) and not is_full_name(one_line(part))


def _outside_brackets(piece: str) -> list[str]:
    return BRACKETS.sub(lambda found: found[0].replace(",", "\x01"), piece).split(",")
