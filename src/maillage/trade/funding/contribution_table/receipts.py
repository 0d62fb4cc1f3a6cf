"""Is a sum that came, as a table says it, one that is noted already?"""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.funding.contribution_table.columns import RECEIVED, RECEIVED_ON
from maillage.trade.funding.contribution_table.reading import ContributionRead
from maillage.trade.funding.contributions.models import ContributionReceipt
from maillage.trade.funding.contributions.queries import YearTable

RECEIPT_NEW = "receipt_new"


def compare_receipts(one: ContributionRead, noted: YearTable, taken: frozenset[str]) -> None:
    """Asks about the sum that came and is not noted; those of the cells `taken` are to be."""
    cents = one.cents.get(RECEIVED.name)
    came = list(one.existing.receipts.all()) if one.existing else []
    if not one.existing or not cents or not came:
        return
    day, total = one.days.get(RECEIVED_ON.name), sum(receipt.cents for receipt in came)
    called = noted.standings[one.existing.pk].called
    missing = cents - total
    is_apart = cents + total <= called and day is not None
    if _is_noted(cents, day, came) or (missing == 0 and not is_apart):
        return
    if missing > 0:
        one.asked[RECEIVED.name] = missing
        words = _whole_words(one.title, total, cents, missing, day)
        _ask(one, RECEIVED.name, words + _excess(missing + total, called))
    if missing <= 0 or is_apart:
        name = RECEIVED_ON.name if one.asked else RECEIVED.name
        one.asked[name] = cents
        words = _apart_words(one.title, total, cents, day)
        _ask(one, name, words + _excess(cents + total, called))
    one.taken = next((sum_ for name, sum_ in one.asked.items() if _place(one, name) in taken), None)
    one.completes = one.completes or one.taken is not None


def unanswered(one: ContributionRead) -> str:
    """What came perhaps and is not noted, for want of an answer."""
    sums = _(" ou ").join(euros_words(cents) for cents in one.asked.values())
    day = one.days.get(RECEIVED_ON.name)
    words = _("%(who)s : %(sum)s, reçus le %(day)s.") if day else _("%(who)s : %(sum)s, reçus.")
    return words % {"who": one.title, "sum": sums, "day": french.long_date(day) if day else ""}


def _is_noted(cents: int, day: date | None, came: Sequence[ContributionReceipt]) -> bool:
    """Whether one receipt, or the first ones together, is this sum, on this day where one is."""
    firsts = accumulate(receipt.cents for receipt in came)
    return any(
        cents in {receipt.cents, first} and day in {None, receipt.on}
        for receipt, first in zip(came, firsts, strict=True)
    )


def _whole_words(who: str, total: int, cents: int, missing: int, day: date | None) -> str:
    if day is None:
        words = _(
            "%(who)s : %(total)s sont notés reçus, votre tableau en dit %(sum)s en tout. Il manque "
            "un versement de %(missing)s, sans date : il serait noté au jour de l’import."
        )
    else:
        words = _(
            "%(who)s : %(total)s sont notés reçus, votre tableau en dit %(sum)s en tout. Il manque "
            "un versement de %(missing)s, le %(day)s."
        )
    sums = {"total": euros_words(total), "sum": euros_words(cents), "missing": euros_words(missing)}
    return words % {"who": who, "day": french.long_date(day) if day else "", **sums}


def _apart_words(who: str, total: int, cents: int, day: date | None) -> str:
    if day is None:
        words = _(
            "%(who)s : %(total)s sont notés reçus. Ces %(sum)s sont-ils un versement de plus ? "
            "Sans date, il serait noté au jour de l’import."
        )
    else:
        words = _(
            "%(who)s : %(total)s sont notés reçus. Ces %(sum)s du %(day)s sont-ils un versement de "
            "plus ?"
        )
    sums = {"total": euros_words(total), "sum": euros_words(cents)}
    return words % {"who": who, "day": french.long_date(day) if day else "", **sums}


def _excess(received: int, called: int) -> str:
    """Said where what came would be more than what is called."""
    if not called or received <= called:
        return ""
    words = _("Ce serait plus que ce qui est appelé, %(called)s.") % {"called": euros_words(called)}
    return f" {words}"


def _ask(one: ContributionRead, name: str, words: str) -> None:
    unless = _("Non coché, il n’est pas noté.")
    about = f"{words} {unless}"
    one.row.suggest(one.keys[name], RECEIPT_NEW, about, euros_words(one.asked[name]))


def _place(one: ContributionRead, name: str) -> str:
    cells = one.row.cells
    return cells.get(one.keys[name], next(iter(cells.values()))).place
