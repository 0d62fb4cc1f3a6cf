"""Contributions are found again, added, completed from a table; nothing is overwritten."""

from django.utils import timezone

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Figure, Leftover, Outcome, WriteOrder
from maillage.trade.funding.contribution_table.columns import (
    CALLED,
    CALLED_ON,
    PLANNED,
)
from maillage.trade.funding.contribution_table.reading import ContributionRead, ReceivedSum
from maillage.trade.funding.contribution_table.receipts import unanswered
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.money_table.writing import UNDATED
from maillage.trade.plan.engineering.employers import employer_made


def write_contributions(table: Table[ContributionRead], order: WriteOrder) -> Outcome:
    """Writes the contributions that nothing stops; inside journal.write only."""
    access = reader_of(order.cooperation.pk, order.author.pk)
    if access is None:
        return Outcome(())
    writer = _Writer(access, order.source)
    for one in table.valid_rows:
        if not one.waits:
            writer.write(one)
    return Outcome(
        (
            Figure("contributions ajoutées", len(writer.added)),
            Figure("contributions complétées", len(writer.completed)),
            Figure("versements notés", writer.receipts),
        ),
        unanswered=tuple(words for one in table.valid_rows for words in unanswered(one)),
        made={"contribution": tuple(sorted(writer.added))},
        rows=writer.rows,
    )


class _Writer:
    """What one import adds and completes."""

    def __init__(self, access: Access, source: str) -> None:
        self.access, self.today = access, timezone.localdate()
        self.undated = UNDATED % {"source": source}
        self.added, self.completed, self.receipts = set[int](), set[int](), 0
        self.rows: dict[tuple[str, int], tuple[Leftover, ...]] = {}

    def write(self, one: ContributionRead) -> None:
        """The contribution of a row, its call and its receipt, where it has none."""
        noted = one.existing or self._add(one)
        planned, called = one.cents.get(PLANNED.name), one.cents.get(CALLED.name)
        changed = False
        if noted.planned_cents is None and planned is not None:
            noted.planned_cents, changed = planned, True
            noted.save()
        if called and not noted.calls.filter(cancelled_on__isnull=True).exists():
            day, changed = one.days.get(CALLED_ON.name), True
            ContributionCall(
                contribution=noted,
                cents=called,
                called_on=day or self.today,
                reason="" if day else self.undated,
            ).save()
        received_sums = one.taken if noted.receipts.exists() else one.received_sums
        for each in received_sums:
            self._receive(noted, each)
        if (changed or received_sums) and noted.pk not in self.added:
            self.completed.add(noted.pk)
        if noted.pk in self.added | self.completed:
            self._enter(one, noted)

    def _enter(self, one: ContributionRead, noted: Contribution) -> None:
        """Keeps which sheet each row that says this contribution has entered."""
        sheet = Leftover(one.title, f"contribution:{noted.pk}")
        others = (each.row for each in one.others)
        for place in {(row.sheet, row.row) for row in (one.row, *others, *one.rows.values())}:
            self.rows[place] = (*self.rows.get(place, ()), sheet)

    def _receive(self, noted: Contribution, received: ReceivedSum) -> None:
        self.receipts += 1
        ContributionReceipt(
            contribution=noted,
            cents=received.cents,
            on=received.day or self.today,
            how="" if received.day else self.undated[:160],
            means=Means.MAIL,
            recorded_by=self.access.user,
        ).save()

    def _add(self, one: ContributionRead) -> Contribution:
        values = {
            "cooperation": self.access.cooperation,
            "organisation": one.organisation or employer_made(self.access, one.name),
            "year": one.year,
            "origin": one.origin or one.over or Origin.UNKNOWN,
        }
        same = Contribution.objects.filter(sharing__isnull=True, **values).first()
        if same is not None:
            return _last_taken(same)
        noted = Contribution(origin_text=one.precision, **values)
        noted.save()
        self.added.add(noted.pk)
        return noted


def _last_taken(one: Contribution) -> Contribution:
    """The contribution that counts of it: that of the structure which took it over, if any."""
    while taken := Contribution.objects.filter(taken_from=one).first():
        one = taken
    return one
