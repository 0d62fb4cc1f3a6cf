"""Is a sum that came, as a table says it, one that is noted already?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.funding.contribution_table.reading import ContributionRead, ReceivedSum
from maillage.trade.funding.contributions.models import ContributionReceipt
from maillage.trade.funding.contributions.queries import YearTable
from maillage.trade.funding.money_table.rows import Entry

RECEIPT_NEW = "receipt_new"


def compare_receipts(one: ContributionRead, noted: YearTable, taken: frozenset[str]) -> None:
    """Asks about each sum that came and is not noted; those of the cells `taken` are to be."""
    receipts = one.existing.receipts_read if one.existing else []
    total = sum(receipt.cents for receipt in receipts)
    if not one.existing or not receipts or (len(one.received_sums) > 1 and one.received == total):
        return
    called = noted.standings[one.existing.pk].called
    for each in one.received_sums:
        ways = [] if _is_noted(each, receipts) else list(_ways(one, each, total, called))
        if len(ways) > 1:
            one.questions.append(_either(one, [way for way, _words in ways], taken))
        elif ways:
            one.questions.append([_question(way, words, taken) for way, words in ways])
    one.completes = one.completes or bool(one.taken)


def receipts_of(one: ContributionRead) -> list[tuple[ReceivedSum, Entry]]:
    """Each sum that came, and what becomes of it, whatever is chosen of what is called."""
    is_noted = one.existing is not None and bool(one.existing.receipts_read)
    results = []
    for each in one.received_sums:
        ways = next((ways for ways in one.questions if ways[0].row is each.row), ())
        taken = next((way for way in ways if way.is_taken), None)
        entry = Entry.OPEN if ways else Entry.THERE if is_noted else Entry.NEW
        perhaps = ways[0] if len(ways) == 1 else each
        results.append((taken, Entry.NEW) if taken else (perhaps, entry))
    return results


def _ways(
    one: ContributionRead, received: ReceivedSum, total: int, called: int
) -> Iterator[tuple[ReceivedSum, str]]:
    """What a sum may be beside the `total` that is noted: all that came, or one more sum."""
    missing, is_alone = received.cents - total, not one.others
    is_apart = received.day is not None and (received.cents + total <= called or not is_alone)
    if missing > 0 and is_alone:
        whole = replace(received, cents=missing)
        words = _whole_words(one.title, total, received, missing)
        yield whole, words + _excess(received.cents, called)
    if missing < 0 or is_apart:
        words = _apart_words(one.title, total, received) + _excess(received.cents + total, called)
        yield received, words


def _question(way: ReceivedSum, words: str, taken: frozenset[str]) -> ReceivedSum:
    """What is asked of a sum at its cell, and whether it is ticked."""
    way.row.suggest(way.key, RECEIPT_NEW, words, euros_words(way.cents))
    cells = way.row.cells
    place = cells.get(way.key, next(iter(cells.values()))).place
    return replace(way, is_taken=place in taken)


def _either(
    one: ContributionRead, ways: Sequence[ReceivedSum], taken: frozenset[str]
) -> list[ReceivedSum]:
    """Asks once of a sum that may be all that came or one more; which the officer chose."""
    whole, apart = ways
    place = f"receipt:{whole.row.sheet}!{whole.row.row}:{one.year}:"
    labels = (_("Tout ce qui est reçu : noter %(sum)s"), _("Un versement de plus : noter %(sum)s"))
    choices = tuple(
        (f"{place}{way.cents}", label % {"sum": euros_words(way.cents)})
        for way, label in zip(ways, labels, strict=True)
    )
    silent = _("Sans réponse, ce versement n’est pas noté.")
    question = Alternative(one.title, _either_words(whole, apart), choices, unanswered=silent)
    one.either.append(question)
    return [replace(way, is_taken=f"{place}{way.cents}" in taken) for way in ways]


def _either_words(whole: ReceivedSum, apart: ReceivedSum) -> str:
    words = _(
        "%(total)s sont notés reçus, votre tableau en dit %(sum)s, le %(day)s : est-ce tout ce qui "
        "est reçu, ou un versement de plus ?"
    )
    return words % {
        "total": euros_words(apart.cents - whole.cents),
        "sum": euros_words(apart.cents),
        "day": french.long_date(apart.day) if apart.day else "",
    }


def unanswered(one: ContributionRead) -> Iterator[str]:
    """Each sum that came perhaps and is not noted, for want of an answer."""
    for ways in one.waiting:
        sums, day = _(" ou ").join(euros_words(way.cents) for way in ways), ways[0].day
        words = _("%(who)s : %(sum)s, reçus le %(day)s.") if day else _("%(who)s : %(sum)s, reçus.")
        yield words % {"who": one.title, "sum": sums, "day": french.long_date(day) if day else ""}


def _is_noted(one: ReceivedSum, noted: Sequence[ContributionReceipt]) -> bool:
    """Whether one receipt, or the first ones together, is this sum, on its day where it has one."""
    first_ways = accumulate(receipt.cents for receipt in noted)
    return any(
        one.cents in {receipt.cents, first} and one.day in {None, receipt.on}
        for receipt, first in zip(noted, first_ways, strict=True)
    )


def _whole_words(who: str, total: int, received: ReceivedSum, missing: int) -> str:
    if received.day is None:
        words = _(
            "%(who)s : %(total)s sont notés reçus, votre tableau en dit %(sum)s en tout. Il manque "
            "un versement de %(missing)s, sans date : il serait noté au jour de l’import."
        )
    else:
        words = _(
            "%(who)s : %(total)s sont notés reçus, votre tableau en dit %(sum)s en tout. Il manque "
            "un versement de %(missing)s, le %(day)s."
        )
    sums = {
        "total": euros_words(total),
        "sum": euros_words(received.cents),
        "missing": euros_words(missing),
    }
    day = french.long_date(received.day) if received.day else ""
    return words % {"who": who, "day": day, **sums}


def _apart_words(who: str, total: int, received: ReceivedSum) -> str:
    if received.day is None:
        words = _(
            "%(who)s : %(total)s sont notés reçus. Ces %(sum)s sont-ils un versement de plus ? "
            "Sans date, il serait noté au jour de l’import."
        )
    else:
        words = _(
            "%(who)s : %(total)s sont notés reçus. Ces %(sum)s du %(day)s sont-ils un versement de "
            "plus ?"
        )
    sums = {"total": euros_words(total), "sum": euros_words(received.cents)}
    day = french.long_date(received.day) if received.day else ""
    return words % {"who": who, "day": day, **sums}


def _excess(received: int, called: int) -> str:
    """Said where what came would be more than what is called."""
    if not called or received <= called:
        return ""
    words = _("Ce serait plus que ce qui est appelé, %(called)s.") % {"called": euros_words(called)}
    return f" {words}"
