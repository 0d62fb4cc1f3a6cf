"""Which words go with a mission, in the tree as in the columns?"""

from functools import lru_cache
from html import escape

from django.utils.translation import gettext as _

from maillage.core import french, marks
from maillage.ground.missions.mission_map.drawing.description import Leaf

WIDEST = 42

non_breaking = lru_cache(maxsize=1_024)(french.with_french_spaces)


def clipped(label: str) -> str:
    """A title that fits beside the trunk, cut at a word when it is too long."""
    if len(label) <= WIDEST:
        return label
    return f"{label[: WIDEST - 1].rpartition(' ')[0]}…"


def state_in_words(leaf: Leaf) -> str:
    """After the mission's name: " : en place, déclaré"; nothing when the state is not known."""
    if not leaf.state:
        return ""
    word = escape(str(marks.STATES[leaf.state].word))
    declared = f", {_('déclaré')}" if leaf.declared else ""
    return f"{french.NBSP}: {word}{declared}"
