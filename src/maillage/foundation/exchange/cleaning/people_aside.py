"""Who is spoken of in a cell without being named, and what is left once they are put aside?"""

import re

from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cleaning.cutting import (
    BETWEEN,
    BRACKETS,
    JOINED,
    cut,
    gives_a_name,
    names_somebody,
)
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.cleaning.seats_to_fill import is_nobody, is_to_fill
from maillage.foundation.exchange.cleaning.titles import (
    is_bare_title,
    opens_with_article,
    with_names_after_colon,
)
from maillage.foundation.exchange.cleaning.written_names import is_full_name, name_start
from maillage.foundation.exchange.vocabulary.words import is_word

_OPENING = re.compile(rf"^(?:{BETWEEN.pattern}|\s*,\s*)", re.IGNORECASE)
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
    return "".join(map(_with_replacement_apart, cut(text, BETWEEN)))


def _with_replacement_apart(piece: str) -> str:
    pieces = cut(piece, _REPLACED)
    if len(pieces) != 3 or not gives_a_name(pieces[0]):
        return piece
    before, between, after = pieces
    line = one_line(BRACKETS.sub("", after).split(",")[0])
    words = f"{before} ({_AFTER_COMMA.sub('', between).strip()} {line})"
    civility, rest = split_civility(line)
    in_full = len(rest.split()) > 1 and (civility or is_full_name(line))
    return f"{words}\n{after}" if in_full else words


def without_seats_to_fill(text: str) -> str:
    """The text without the seats to fill that it lists beside somebody.

    >>> without_seats_to_fill("Mme Eve ROY / vacant")
    'Mme Eve ROY'
    """
    pieces = ["", *cut(text, JOINED)]
    parts = list(zip(pieces[::2], pieces[1::2], strict=True))
    names = [between + piece for between, piece in parts if not is_to_fill(piece)]
    return text if len(names) == len(parts) else _OPENING.sub("", "".join(names))


def without_bare_titles(text: str) -> str:
    """The text without whom it tells by a title only, beside somebody else that it names.

    >>> without_bare_titles("M. le Maire et Mme Eve ROY")
    'Mme Eve ROY'
    >>> without_bare_titles("Le Maire, Paul DURAND")
    'Le Maire, Paul DURAND'
    """
    pieces = ["", *cut(text, JOINED), "", ""]
    rest, has_name = "", False
    for between, piece, after, following in zip(
        pieces[::2], pieces[1::2], pieces[2::2], pieces[3::2], strict=False
    ):
        before = has_name and _stands_apart(piece, between)
        if before or (_stands_apart(piece, after, following) and not (has_name and _adds(between))):
            continue
        rest += between + piece
        has_name = has_name or names_somebody(piece)
    return _OPENING.sub("", rest) if names_somebody(rest) else text


def names_titles_only(text: str) -> bool:
    """Whether each of those whom a text lists is told by a title, or is a group."""
    pieces = cut(text, JOINED)[::2]
    return all(_is_title_alone(piece) or is_nobody(piece) for piece in pieces)


def _is_title_alone(piece: str) -> bool:
    titled = is_word("unnamed_person", piece) or is_bare_title(with_names_after_colon(piece))
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
    pieces = ["", *cut(text, BETWEEN)]
    parts = list(zip(pieces[::2], pieces[1::2], strict=True))
    names = [between + piece for between, piece in parts if not is_nobody(piece)]
    unnamed = [f" ({one_line(piece)})" for _, piece in parts if is_nobody(piece)]
    return _OPENING.sub("", "".join(names)) + "".join(unnamed) if unnamed and names else text
