"""Which sum does a cell of an officer's list say, in cents?"""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.core.money import euros_words, read_cents
from maillage.foundation.exchange.tables.parsed_rows import TableRow

# « env. 12,5 k€ HT (notifié) »: words around a figure say nothing of it.
SUM = re.compile(
    r"(?P<about>env(?:iron)?\b\.? ?|~ ?|≈ ?|autour de |près de )?(?P<number>-? ?\d[\d .,]{0,24}?) ?"
    r"(?P<unit>k|m|mille|millions?|%)? ?(?:d')?(?:€|euros?|eur)?"
    r"(?: ?(?:ht|ttc|hors taxes?|net))?(?: ?\([^()\d]{0,60}\))?"
)
DOTTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d*)?")
BROKEN = re.compile(r"\d \d{1,2}(?!\d)")
TIMES = {"k": 1000, "mille": 1000, "m": 10**6, "million": 10**6, "millions": 10**6}


def cents_of(row: TableRow, name: str, whole: int | None = None) -> int | None:
    """The cents of a cell, its thousands multiplied; left aside, with why, when it is no sum.

    A percentage, or what a cell so formatted holds, is that part of the `whole`.
    """
    text = row.text(name)
    match = SUM.fullmatch(text.lower().replace("−", "-"))
    typed = _plain_number(match["number"]) if match else text
    unit = (match["unit"] or "") if match else ""
    if not text:
        return None
    if match and typed and typed.count(".") < 2 and (unit == "%" or _is_part(row, name)):
        return _share(row, name, Decimal(typed) / (100 if unit else 1), whole)
    try:
        cents = read_cents(_multiplied(typed, TIMES.get(unit, 1)))
    except ValidationError as fault:
        row.leave_out(name, str(fault.message))
        return None
    if match and (unit or match["about"]):
        row.warn(name, _("Lu %(sum)s.") % {"sum": euros_words(cents)})
    return cents


def _plain_number(number: str) -> str:
    """A number with a point at most.

    >>> [_plain_number(text) for text in ("1.234,50", "12 000", "7,5", "1.2.3", "10 50")]
    ['1234.50', '12000', '7.5', '1.2.3', '']
    """
    bare = "" if BROKEN.search(number) else "".join(number.split())
    if DOTTED.fullmatch(bare) and ("," in bare or bare.count(".") > 1):
        bare = bare.replace(".", "")
    return bare.replace(",", ".")


def _multiplied(typed: str, times: int) -> str:
    return (
        typed if times == 1 or not typed or typed.count(".") > 1 else f"{Decimal(typed) * times:f}"
    )


def _is_part(row: TableRow, name: str) -> bool:
    """Whether a cell holds a number between 0 and 1, as those shown in percent do."""
    value = row.cells[name].value
    return isinstance(value, float) and 0 < value < 1


def _share(row: TableRow, name: str, part: Decimal, whole: int | None) -> int | None:
    if whole is None or part > 1:
        row.leave_out(name, _("Un pourcentage ne dit pas de montant ici : écrivez-le en euros."))
        return None
    cents = int(part * whole)
    row.warn(name, _("Lu %(sum)s, cette part du coût.") % {"sum": euros_words(cents)})
    return cents
