"""What is said of a return: whether it may leave as it is, what it lacks."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.funding.returns.filled import Filled, written
from maillage.trade.funding.returns.kinds import EUROS, CellValue, Column


def return_sentence(filled: Filled) -> str:
    """« Douze lignes ; trois renseignements manquent ou ne conviennent pas. »"""
    count, lacking = filled.count, sum(len(one.rows) for one in filled.to_do)
    if not count:
        return _("Rien n’est noté qui réponde à cette demande.")
    rows = ngettext("%(n)s ligne", "%(n)s lignes", count) % {
        "n": french.capital(french.in_words(count, feminine=True))
    }
    if not lacking:
        return _("%(rows)s : rien ne manque de ce que la demande exige.") % {"rows": rows}
    lacks = ngettext(
        "un renseignement manque ou ne convient pas",
        "%(n)s renseignements manquent ou ne conviennent pas",
        lacking,
    ) % {"n": french.in_words(lacking)}
    return _("%(rows)s ; %(lacks)s.") % {"rows": rows, "lacks": lacks}


def shown(column: Column, value: CellValue) -> str:
    """A cell as the page shows it."""
    if value is None or value == "" or (column.unit == EUROS and not value):
        return ""
    if column.unit == EUROS and isinstance(value, int):
        return euros_words(value)
    cell = written(column, value)
    if isinstance(cell, date):
        return french.long_date(cell)
    return french.number(cell) if isinstance(cell, Decimal) else str(cell)
