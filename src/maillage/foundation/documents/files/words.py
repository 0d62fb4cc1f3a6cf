"""How are a sheet and a weight said on the pages of documents?"""

from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core.french import NBSP, number

SHEETS = ("organisation", "person", "jointdecision", "meeting", "commitment")


def sheet_word(kind: str) -> str:
    """What a document is attached to, in a word."""
    values = {
        "organisation": _("une structure"),
        "person": _("une personne"),
        "jointdecision": _("une décision conjointe"),
        "meeting": _("une séance"),
        "commitment": _("un engagement"),
    }
    return values.get(kind, _("la coopération"))


PAGES = {
    "organisation": "directory:organisation",
    "person": "directory:person",
    "jointdecision": "governance:joint_decision",
    "meeting": "governance:meeting",
    "commitment": "governance:commitment",
}


def weight_word(size: int) -> str:
    """The weight in octets, kilos or megas, as one reads it."""
    if size < 1000:
        return f"{size}{NBSP}o"
    if size < 1_000_000:
        return f"{number(size // 1000)}{NBSP}ko"
    return f"{number(Decimal(size // 100_000) / 10)}{NBSP}Mo"


def about_word(kind: str) -> str:
    """From which sheet a paper is written, in a word."""
    values = {
        "meeting": _("une séance"),
        "jointdecision": _("une décision conjointe"),
        "deliberation": _("le chemin d’un conseil"),
        "action": _("une action"),
        "plan": _("le plan d’action"),
    }
    return values.get(kind, sheet_word(kind))


def sample_words(sample: object) -> str:
    """An example on one line."""
    return " / ".join(sample.split("\n")) if isinstance(sample, str) else ""
