"""How is a territory called, when people type it as they say it?"""

import re
import unicodedata

ARTICLES = frozenset({"l", "la", "le", "les"})
LINKS = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "sous", "sur"}) | ARTICLES
CLASSES = frozenset({"ca", "cc", "cu", "metropole"})

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_ON_RIVER = re.compile(r"\bs/\s*")
_SAME_WORD = {"st": "saint", "ste": "saint", "sainte": "saint"}
_LONG_CLASSES = (
    (re.compile(r"\bcommunaute (?:de )?communes\b"), "cc"),
    (re.compile(r"\bcommunaute (?:d )?agglo(?:meration)?\b"), "ca"),
    (re.compile(r"\bcommunaute urbaine\b"), "cu"),
)


def fold(text: str) -> str:
    """The text in lower case, without accents or punctuation, one space between words."""
    lowered = _ON_RIVER.sub("sur ", text.lower().translate(_LIGATURES))
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )
    return _NOT_ASCII_WORD.sub(" ", bare).strip()


def tokens(text: str) -> list[str]:
    """The words of a name in one spelling: « St », « Ste » and « Sainte » are « saint »."""
    folded = fold(text)
    for long_form, short_form in _LONG_CLASSES:
        folded = long_form.sub(short_form, folded)
    return [_SAME_WORD.get(word, word) for word in folded.split()]


def spoken(text: str) -> str:
    """The name in its shared spelling, words joined by one space."""
    return " ".join(tokens(text))


def endings(words: list[str]) -> list[tuple[str, int]]:
    """Every ending of a name that starts on a word that counts, and how far it starts the name.

    2: it is the name, but for a leading article (« Havre »); 1: but for a legal class (« Perche »
    for « CC du Perche »); 0: it only ends the name.
    """
    pairs = []
    opening = 2
    for place, word in enumerate(words):
        if place and word in LINKS:
            continue
        pairs.append((" ".join(words[place:]), opening))
        if word in CLASSES:
            opening = min(opening, 1)
        elif word not in ARTICLES:
            opening = 0
    return pairs
