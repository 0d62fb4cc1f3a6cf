"""Which pieces does a cell hold, and does one of them give a name?"""

import re
from itertools import pairwise

from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import in_capitals, split_civility
from maillage.foundation.exchange.cleaning.written_names import name_start

BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
BETWEEN = re.compile(r"\s*[/;\n+&|]\s*|,?\s+(?:et|puis|ou)\s+", re.IGNORECASE)
_LISTED = re.compile(r"\s*[/;\n|]\s*")
JOINED = re.compile(rf"{BETWEEN.pattern}|\s*,\s*", re.IGNORECASE)
_ONE_WORD_SLASH = re.compile(r"(?<=\d)/(?=\d)|(?<=\ble)/(?=la\b)", re.IGNORECASE)


def cut(text: str, between: re.Pattern[str]) -> list[str]:
    """Pieces and what stands between them, in turn; brackets, dates and « le/la » are not cut."""
    if not between.search(text):
        return [text]
    masked = BRACKETS.sub(lambda match: "\x00" * len(match[0]), text)
    masked = _ONE_WORD_SLASH.sub("\x00", masked)
    edges = (edge for match in between.finditer(masked) for edge in match.span())
    return [text[start:end] for start, end in pairwise([0, *edges, len(text)])]


def listed_parts(text: str) -> list[str]:
    """What a cell lists, one under the other or between slashes."""
    return cut(text, _LISTED)[::2]


def names_between(text: str) -> list[str]:
    """The names that a column of family or given names lists.

    >>> names_between("Inès / Nadia")
    ['Inès', 'Nadia']
    """
    return [name.strip() for name in cut(text, JOINED)[::2]]


def names_somebody(text: str) -> bool:
    """Whether one part of a text, at least, gives the name of somebody."""
    return any(map(_has_name, cut(text, BETWEEN)[::2]))


def gives_a_name(text: str) -> bool:
    """Whether one part of a text, commas parted too, is a full name or opens with a civility."""
    return any(
        split_civility(piece.strip())[0] or name_start(piece.split()) is not None
        for piece in cut(text, JOINED)[::2]
    )


def _has_name(part: str) -> bool:
    civility, rest = split_civility(part.strip())
    words = rest.split()
    if name_start(words) is not None:
        return True
    alone = len(words) == 1 and in_capitals(rest) and len(rest) > 3
    return (civility is not None or alone) and bool(words) and not is_function(rest)
