"""The table of what contributions are understood as: who pays, what is called, what came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.exchange.targets.targets import TableRead
from maillage.trade.funding.contribution_table.columns import (
    CALLED,
    CALLED_ON,
    PLANNED,
    RECEIVED,
    SUMS,
)
from maillage.trade.funding.contribution_table.reading import ContributionRead, ReceivedSum
from maillage.trade.funding.contribution_table.receipts import receipts_of
from maillage.trade.funding.contribution_table.two_sums import ways_of
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.money_table.rows import Entry
from maillage.trade.funding.money_table.shown import BESIDE, REFUSED, TO_CORRECT

Cells = tuple[str, ...]


@dataclass(slots=True)
class _Line:
    """A line of the table: its first cells, its sums in words, and what of each comes in."""

    first: Cells
    words: dict[str, str] = field(default_factory=dict)
    entering: dict[str, int | None] = field(default_factory=dict)


def contributions_shown(rows: Sequence[ContributionRead]) -> list[TableRead]:
    """Each contribution, one line more for each other sum that came; none where no sum is said.

    What does not come in is there too, and is said so: its sum is not in the total.
    """
    lines = [line for one in rows for line in _lines(one)]
    sums = [name for name in SUMS if any(name in one.words for one in lines)]
    if not sums:
        return []
    heads = (_("Structure"), _("Année"), _("Appelée le"), _("Reçue le"))
    shown = [n for n in range(len(heads)) if any(one.first[n] for one in lines)]
    labels = {PLANNED.name: _("Prévue"), CALLED.name: _("Appelée"), RECEIVED.name: _("Reçue")}
    *before, last = [(labels[name], _total(lines, name)) for name in sums]
    return [
        TableRead(
            _("Ce que chaque structure paie"),
            (*(heads[n] for n in shown), *(labels[name] for name in sums)),
            tuple(
                (*(one.first[n] for n in shown), *(one.words.get(name, "") for name in sums))
                for one in lines
            ),
            last[1],
            totals=tuple(before),
        )
    ]


def origins_around(rows: Sequence[ContributionRead]) -> list[str]:
    """« Origine : statuts, d’après le titre. », of what no cell of its row says and comes in."""
    read = [(one.over, one.over_from) for one in rows if not one.origin and one.existing is None]
    words = _("Origine : %(origin)s, %(source)s.")
    return [
        words % {"origin": Origin(over).label, "source": source}
        for over, source in dict.fromkeys(read)
        if over
    ]


def _total(lines: Sequence[_Line], name: str) -> str:
    """The sum of what comes in; said to be only that where something does not."""
    parts = [one.entering[name] for one in lines if name in one.entering]
    total = euros_words(sum(part or 0 for part in parts))
    return _("%(sum)s à entrer") % {"sum": total} if None in parts else total


def _lines(one: ContributionRead) -> Iterator[_Line]:
    """What is planned and called with the first sum that came, then each other one."""
    receipts = receipts_of(one)
    first = receipts[0] if receipts else None
    who = (str(one.organisation or one.name), str(one.year or _("à dire")))
    called_on = ""
    if CALLED.name in one.cents:
        is_new = _entry(one, CALLED.name) in {Entry.NEW, Entry.OPEN}
        called_on = _day(one.days.get(CALLED_ON.name), is_new=is_new)
    line = _Line((*who, called_on, _received_on(first)))
    for name in (PLANNED.name, CALLED.name):
        if name in one.cents:
            _put(line, name, (one.cents[name], _entry(one, name)), one)
    _put_receipt(line, first, one)
    for name in one.unread - line.words.keys():
        line.words[name], line.entering[name] = str(TO_CORRECT), None
    yield line
    yield from _stopped_lines(one, who)
    for other in receipts[1:]:
        line = _Line((*who, "", _received_on(other)))
        _put_receipt(line, other, one)
        yield line


def _stopped_lines(one: ContributionRead, who: Cells) -> Iterator[_Line]:
    """The sums that came and are to be corrected, for want of their day."""
    to_come = [(cents, _("à venir")) for cents in one.to_come]
    for cents, day in (*to_come, *((cents, "") for cents in one.undated)):
        line = _Line((*who, "", day))
        line.words[RECEIVED.name] = str(REFUSED) % {"sum": euros_words(cents)}
        line.entering[RECEIVED.name] = None
        yield line


def _put_receipt(
    line: _Line, receipt: tuple[ReceivedSum, Entry] | None, one: ContributionRead
) -> None:
    if receipt is not None:
        entry = Entry.OPEN if one.waits else receipt[1]
        _put(line, RECEIVED.name, (receipt[0].cents, entry), one)


def _put(line: _Line, name: str, read: tuple[int, Entry], one: ContributionRead) -> None:
    """Writes a sum with what becomes of it; those between which one is to choose, all of them."""
    cents, entry = read
    amounts = [euros_words(cents)]
    if one.waits and name in one.differing:
        amounts = [euros_words(way.sums[name]) for way in ways_of(one) if name in way.sums]
    amount = _(" ou ").join(dict.fromkeys(amounts))
    is_stopped = one.row.is_refused and entry not in {Entry.THERE, Entry.ASIDE, Entry.OPEN}
    words = REFUSED if is_stopped else BESIDE.get(entry)
    line.words[name] = str(words) % {"sum": amount} if words else amount
    line.entering[name] = None if words else cents


def _entry(one: ContributionRead, name: str) -> Entry:
    """What becomes of what is planned or called: a sum that is noted stays."""
    if one.waits:
        return Entry.OPEN
    if name not in one.noted:
        return Entry.NEW
    return Entry.THERE if one.noted[name] == one.cents[name] else Entry.ASIDE


def _received_on(receipt: tuple[ReceivedSum, Entry] | None) -> str:
    return _day(receipt[0].day, is_new=receipt[1] != Entry.THERE) if receipt else ""


def _day(day: date | None, *, is_new: bool) -> str:
    """The day that the file says; for what comes in without one, that of the import."""
    if day is not None:
        return french.short_date(day, timezone.localdate())
    return _("jour de l’import") if is_new else ""
