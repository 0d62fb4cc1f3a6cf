"""What do the words of a row of one cell say of the people under it?"""

import re

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.vocabulary.words import is_word, singular_key

_NUMBER = re.compile(r"^(?:[ivx]{1,4}|\d{1,2}|[a-h])\s*[.)°/–—-]+\s*(?=[^\W\d_])", re.IGNORECASE)
_LONGEST = 8


def role_of_section(text: str) -> str | None:
    """What a section says that the people under it are, in their structures.

    >>> role_of_section("I – ÉLUS DU BUREAU"), role_of_section("II – Techniciens")
    ('élu', 'technicien')
    >>> role_of_section("Service enfance"), role_of_section("Technopole")
    (None, None)
    """
    bare = without_number(text)
    first = singular_key(bare).partition(" ")[0]
    for words, section, role in (
        ("elected", "elected_section", "élu"),
        ("technician", "staff_section", "technicien"),
    ):
        if is_word(section, bare) or (len(first) > 1 and is_word(words, first)):
            return role
    return None


def is_service(text: str) -> bool:
    """Whether a section names a part of a structure: « Direction générale », « Pôle technique »."""
    words = folded(without_number(text)).split()
    return 1 < len(words) <= _LONGEST and is_word("service_word", words[0])


def without_number(text: str) -> str:
    """The words of a section without the number before them.

    >>> without_number("II – Techniciens"), without_number("Direction générale")
    ('Techniciens', 'Direction générale')
    """
    return one_line(_NUMBER.sub("", one_line(text)))
