"""What is at stake in this cooperation, and what became of each stake?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.stakes.findings.models import Finding
from maillage.trade.stakes.findings.queries import findings
from maillage.trade.stakes.stakes.models import LabelChoice, Stake


def stakes(access: Access) -> QuerySet[Stake]:
    """Every stake of the reader's cooperation, closed ones too."""
    return Stake.objects.filter(cooperation=access.cooperation_id).select_related(
        "subject", "theme"
    )


def open_stakes(cooperation_id: int, day: date | None = None) -> QuerySet[Stake]:
    """The stakes of a cooperation not closed on a day, today by default, in their order."""
    rows = Stake.objects.filter(in_force(day=day), cooperation=cooperation_id)
    return rows.order_by("label__plain", "pk")


def matching_stakes(rows: QuerySet[Stake], typed: str) -> QuerySet[Stake]:
    """Those whose name or description holds what is typed."""
    return rows.filter(Q(label__icontains=typed) | Q(description__icontains=typed))


def choices_of(access: Access, stake: Stake) -> list[LabelChoice]:
    """How the stake was read by officers, the last one first."""
    rows = LabelChoice.objects.visible_to(access).filter(stake=stake)
    return list(rows.select_related("author").order_by("-on", "-pk"))


def choices_read(access: Access, day: date | None = None) -> QuerySet[LabelChoice]:
    """Every reading that this reader may see; those chosen by that day, when one is given."""
    read = LabelChoice.objects.visible_to(access)
    return read.filter(on__lte=day) if day else read


def choices_standing(read: QuerySet[LabelChoice]) -> dict[int, LabelChoice]:
    """The last reading chosen for each stake, by its number, in one query."""
    rank = Window(RowNumber(), partition_by=[F("stake")], order_by=[F("on").desc(), F("pk").desc()])
    rows = read.annotate(rank=rank).filter(rank=1).select_related("author")
    return {row.stake_id: row for row in rows if row.label}


def stake_totals(access: Access) -> tuple[int, int]:
    """How many stakes are open, and how many are closed; one query."""
    totals = stakes(access).aggregate(
        open=Count("pk", filter=in_force()), closed=Count("pk", filter=~in_force())
    )
    return totals["open"], totals["closed"]


@dataclass(frozen=True)
class Life:
    """Where a stake comes from, and what follows it."""

    finding: Finding | None
    before: Stake | None
    after: Sequence[Stake]


def life_of(access: Access, stake: Stake) -> Life:
    """The finding it comes from, if this reader may see it, what it follows, what follows it.

    In three queries at most.
    """
    number = stake.finding_id
    finding = findings(access).filter(pk=number).first() if number else None
    return Life(finding, stake.follows, list(stake.followed_by.all()))
