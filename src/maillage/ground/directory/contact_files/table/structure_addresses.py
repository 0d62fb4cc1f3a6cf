"""Is this address, by its own words, that of the structure?"""

import re
from functools import lru_cache
from itertools import combinations

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.emails import GENERIC_MAILBOXES

_WORDS = re.compile(r"[a-z]+")
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux"})
_SHORTEST, _SHORTENED, _LEAST, _MOST = 3, 4, 2, 0.6


def is_of_structure(address: str, structure: str, person: str) -> bool:
    """Whether a mailbox is made of the words or initials of a structure, and of nobody's name.

    A single word may be anybody's, unless it is all the initials.

    >>> is_of_structure("tc.brolles@x.fr", "Tennis club de Brolles", "Odette LORMEL")
    True
    >>> is_of_structure("judo.vernois@x.fr", "Judo club Vernois", "Ida VERNOIS")
    False
    """
    words = _WORDS.findall(folded(address.partition("@")[0]))
    mailbox = "".join(words)
    if len(words) < _LEAST and mailbox != "".join(word[0] for word in _telling(structure)):
        return False
    own = _telling(person)
    if mailbox == "".join(word[0] for word in own):
        return False
    if any(word in words if len(word) < _SHORTEST else word in mailbox for word in own):
        return False
    pieces = _pieces(structure)
    made = [word for word in words if word in GENERIC_MAILBOXES or _is_made(word, pieces)]
    tells = any(word not in GENERIC_MAILBOXES for word in made)
    return tells and len("".join(made)) >= max(_MOST * len(mailbox), _SHORTEST)


def _telling(name: str) -> list[str]:
    return [word for word in _WORDS.findall(folded(name)) if word not in _SMALL]


def _is_made(word: str, pieces: re.Pattern[str] | None) -> bool:
    return word not in _SMALL and pieces is not None and bool(pieces.fullmatch(word))


@lru_cache(5_000)
def _pieces(structure: str) -> re.Pattern[str] | None:
    """Runs of what a mailbox may take from a name: its words, shortened or not, its initials."""
    words = _telling(structure)
    runs = combinations(range(len(words) + 1), 2)
    parts = {"".join(word[0] for word in words[a:b]) for a, b in runs if b - a > 1}
    for word in words:
        parts |= {word[:end] for end in range(_SHORTENED, len(word))} | {word}
    if not parts:
        return None
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(_SMALL)})?(?:{'|'.join(longest_first)}))+")
