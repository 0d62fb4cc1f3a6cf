"""Is this text what somebody does, or who they are?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.vocabulary.words import function_words

_ORDINALS = re.compile(r"^\d{1,2}(?:er|ere|re|e|eme|nd|nde)\s+")
_ARTICLES = re.compile(
    r"^(?:(?:le\s?/\s?la|la\s?/\s?le|les|le|la|une|un|son|sa|ses|leurs?)\s+|l['’]\s*)",
    re.IGNORECASE,
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


def bare_function(text: str) -> str:
    """A function without its article: « le Maire » gives « Maire »."""
    return _ARTICLES.sub("", text.strip()).strip()
