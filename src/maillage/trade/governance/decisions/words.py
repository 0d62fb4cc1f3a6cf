"""What the register of decisions reads, in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.governance.decisions.queries import DecisionTotals


def register_reading(totals: DecisionTotals) -> str:
    """How many questions are written, and what they still wait for."""
    if not totals.count:
        return _("Aucune question n’est écrite.")
    counted = ngettext("Une question au registre", "%(n)s questions au registre", totals.count) % {
        "n": french.capital(french.in_words(totals.count, feminine=True))
    }
    waiting = [
        ngettext("une reste à trancher", "%(n)s restent à trancher", totals.open)
        % {"n": french.in_words(totals.open)}
        if totals.open
        else "",
        ngettext(
            "une est à porter devant les conseils",
            "%(n)s sont à porter devant les conseils",
            totals.for_councils,
        )
        % {"n": french.in_words(totals.for_councils)}
        if totals.for_councils
        else "",
        ngettext("une est à revoir", "%(n)s sont à revoir", totals.due_review)
        % {"n": french.in_words(totals.due_review)}
        if totals.due_review
        else "",
    ]
    parts = [part for part in waiting if part]
    return f"{counted} : {french.listed(parts)}." if parts else f"{counted}, aucune n’attend."
