"""How does a sentence name a body without legal status, and the cooperation that it is of?"""

import re

from django.utils.translation import gettext as _

from maillage.core import french

COMMON = re.compile(
    r"(?:assemblée|bureau|collège|comité|commission|conférence|conseil|équipe|groupe|réunion)\b",
    re.IGNORECASE,
)
MASCULINE = frozenset(("bureau", "collège", "comité", "conseil", "copil", "cotech", "groupe"))
FEMININE = frozenset(("commission", "conférence", "réunion"))


def the_body(name: str, cooperation: str = "") -> str:
    """A body in a sentence: "le comité de pilotage de la CTG du Pays de Valmorin"."""
    own = name[:1].lower() + name[1:] if COMMON.match(name) else name
    return f"{_article(own)}{_of_cooperation(own, cooperation)}"


def of_the_body(name: str, cooperation: str = "") -> str:
    """Of a body: "du comité de pilotage de la CTG", "de l’équipe projet"."""
    return french.of_body(the_body(name, cooperation))


def _article(name: str) -> str:
    first = name.partition(" ")[0].lower()
    if first in MASCULINE:
        return f"le {name}"
    if first in FEMININE:
        return f"la {name}"
    if COMMON.match(name):
        return f"l’{name}"
    return _("l’instance « %(name)s »") % {"name": name}


def _of_cooperation(name: str, cooperation: str) -> str:
    """Of which cooperation it is, whose first words its own name may already say."""
    if not cooperation or cooperation.lower() in name.lower():
        return ""
    first, _blank, rest = cooperation.partition(" ")
    if rest and name.lower().endswith(f" {french.of_body(first)}".lower()):
        return f" {rest}"
    return f" {french.of_body(cooperation)}"
