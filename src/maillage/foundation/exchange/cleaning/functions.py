"""Is this text what somebody does, or who they are?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.vocabulary.words import function_words

_ORDINALS = re.compile(r"^\d{1,2}(?:er|ere|re|e|eme|nd|nde)\s+")
_ARTICLES = re.compile(
    r"^(?:(?:le\s?/\s?la|la\s?/\s?le|les|le|la|une|un|son|sa|ses|leurs?)\s+|l['’]\s*)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"d[ée]mission\w*|parti\w?\b|d[ée]part\w*|retrait[ée]\w*|fin de\b|jusqu|a quitt[ée]|quitte|"
    r"remplac[ée]\w*|n'est plus|sortant\w?|mut[ée]\w?\b|ancien\w*|ex[- ]",
    re.IGNORECASE,
)
_PART_TIME = re.compile(
    r"\b(?:temps|quotit[ée]|etp|cong[ée]s?|arr[êe]ts?|absen(?:te?s?|ces?))\b|%", re.IGNORECASE
)


def is_function(text: str) -> bool:
    """Whether the text begins with the word of a function or an office.

    >>> is_function("1re adjointe"), is_function("maire déléguée"), is_function("Odile")
    (True, True, False)
    """
    words = _ORDINALS.sub("", folded(_ARTICLES.sub("", text.strip())))
    folded_words = words.split()
    if not folded_words:
        return False
    joined = "-".join(folded_words[:2])
    return folded_words[0] in function_words() or joined in function_words()


def opens_function(word: str) -> bool:
    """Whether one word, in the singular or the plural, is that of a function."""
    return is_function(word) or is_plural(word)


def is_plural(word: str) -> bool:
    """Whether a word is that of a function held by several: « animateurs »."""
    text = folded(word)
    return text.endswith(("s", "x")) and text[:-1].replace(" ", "-") in function_words()


def bare_function(text: str) -> str:
    """A function without its article: « le Maire » gives « Maire »."""
    return _ARTICLES.sub("", text.strip()).strip()


def is_departure(text: str) -> bool:
    """Whether a remark beside a name says that the person has left."""
    return bool(_LEFT.search(text))


def is_working_time(text: str) -> bool:
    """Whether a remark beside a name speaks of working time or absence."""
    return bool(_PART_TIME.search(text))
