"""Which college, and with what voice, does a section of a table of seats say?"""

import re
from collections.abc import Callable, Sequence

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.section_words import without_number
from maillage.trade.governance.bodies.table.columns import voice_of
from maillage.trade.governance.bodies.table.rows import ExistingBody

COLLEGE = re.compile(r"^college\b(?: n?°? ?\d+)?", re.IGNORECASE)
BESIDE = re.compile(
    r"\s*[(\[]([^)\]]*)[)\]]?\s*:?\s*$|\s+[–—-]\s+((?:avec |sans )?voix.*)$", re.IGNORECASE
)
OF_SEATS = re.compile(r"\s*[(\[]\s*\d+[^)\]]*[)\]]\s*$")
OF_WHOM = re.compile(r"^college (?:des? |du |d')?(?:la |l')?")


def college_head(bodies: Sequence[ExistingBody]) -> Callable[[str], str]:
    """What a section says of the college of the rows under it, its voice being left out."""
    names = {college_core(name): name for body in bodies for name in body.colleges}

    def meaning(words: str) -> str:
        existing = names.get(college_core(words))
        bare = OF_SEATS.sub("", without_number(words))
        return existing or (college_name(bare) if COLLEGE.match(folded(bare)) else "")

    return meaning


def college_name(words: str) -> str:
    """The name of a college, without what is said of its voice, in ordinary letters.

    >>> college_name("COLLÈGE DES ÉLUS (voix délibérative)")
    'Collège des élus'
    """
    name = BESIDE.sub("", words) if voice_beside(words) else words
    name = name.strip(" :")
    return name.capitalize() if name.isupper() else name


def voice_in_section(words: str) -> str:
    """The voice that a section of a college says beside its name; nothing elsewhere."""
    return voice_beside(words) if COLLEGE.match(folded(words)) else ""


def voice_beside(words: str) -> str:
    """The voice said in brackets, or after a dash."""
    match = BESIDE.search(words)
    return voice_of(match[1] or match[2] or "") if match else ""


def college_core(text: str) -> str:
    """What tells a college from another.

    >>> college_core("Collège des élus"), college_core("Élus")
    ('elus', 'elus')
    """
    return OF_WHOM.sub("", folded(college_name(text))).strip(" :")
