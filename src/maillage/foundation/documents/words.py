"""How are a sheet and a weight said on the pages of documents?"""

from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core.french import NBSP, number

SHEETS = ("organisation", "person", "jointdecision", "meeting")


def sheet_word(kind: str) -> str:
    """What a document is attached to, in a word."""
    known = {
        "organisation": _("une structure"),
        "person": _("une personne"),
        "jointdecision": _("une décision conjointe"),
        "meeting": _("une séance"),
    }
    return known.get(kind, _("la coopération"))


def weight_word(size: int) -> str:
    """The weight in octets, kilos or megas, as one reads it."""
    if size < 1000:
        return f"{size}{NBSP}o"
    if size < 1_000_000:
        return f"{number(size // 1000)}{NBSP}ko"
    return f"{number(Decimal(size // 100_000) / 10)}{NBSP}Mo"
