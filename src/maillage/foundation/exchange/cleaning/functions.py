"""Is this text what somebody does, or who they are?"""

import re

from maillage.foundation.exchange.cleaning.tokens import tokens

_FUNCTION = re.compile(r"(?:.r)*(?:.o)?.[faw]")
_ARTICLES = re.compile(
    r"^(?:(?:le\s?/\s?la|la\s?/\s?le|les|le|la|une|un|son|sa|ses|leurs?)\s+|l['’]\s*)",
    re.IGNORECASE,
)


def is_function(text: str) -> bool:
    """Whether the text begins with the word of a function or an office.

    >>> is_function("1re adjointe"), is_function("maire déléguée"), is_function("Odile")
    (True, True, False)
    """
    return bool(_FUNCTION.match("".join(word.label for word in tokens(text))))


def bare_function(text: str) -> str:
    """A function without its article: « le Maire » gives « Maire »."""
    return _ARTICLES.sub("", text.strip()).strip()
