"""Which contributions does a reader read, of whom do they read what came?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.funding.contributions.choices import Due
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.contributions.readings import Call, Standing, standing, together
from maillage.trade.funding.cost_keys.models import FrozenKey
from maillage.trade.funding.cost_keys.queries import sharings
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR

# the attributes of a contribution under which its parts are read
CALLS, RECEIPTS = "calls_read", "receipts_read"
BY_OPEN_KEY = Q(sharing__isnull=False, is_by_frozen_key=False)


def contributions(access: Access) -> QuerySet[Contribution]:
    """What every structure is to pay; an observer reads sums alone, and no row.

    What a key asks is read by the team alone until the councils have the key, or it is called.
    """
    rows = every_contribution(access)
    if access.role == Role.OBSERVER:
        return rows.none()
    if not access.is_in_team:
        opened = Q(sharing__isnull=True) | Q(sharing__in=sharings(access).order_by().values("pk"))
        rows = rows.filter(opened | Q(Exists(_standing_calls())))
    frozen = FrozenKey.objects.filter(key__sharing=OuterRef("sharing"))
    rows = rows.annotate(is_by_frozen_key=Exists(frozen))
    return rows.select_related(
        "organisation__successor", "sharing", "collector", "taken_from__organisation"
    )


def _standing_calls() -> QuerySet[ContributionCall]:
    return ContributionCall.objects.filter(contribution=OuterRef("pk"), cancelled_on__isnull=True)


def every_contribution(access: Access) -> QuerySet[Contribution]:
    """The contributions of the cooperation, for the sums that everybody reads.

    Those that a successor took over count once: as its own.
    """
    return Contribution.objects.filter(cooperation=access.cooperation_id, taken_by__isnull=True)


def calls(access: Access) -> QuerySet[ContributionCall]:
    """The calls of the contributions that this reader reads."""
    return ContributionCall.objects.filter(
        contribution__in=contributions(access).order_by().values("pk")
    )


def receipts(access: Access) -> QuerySet[ContributionReceipt]:
    """What came: all for the officers, that of their own structures for who speaks for them."""
    rows = ContributionReceipt.objects.filter(
        contribution__in=contributions(access).order_by().values("pk")
    )
    if access.is_officer:
        return rows
    return rows.filter(contribution__organisation__in=spoken_for(access))


@dataclass(frozen=True)
class YearTable:
    """The contributions of some years, by structure and year, as their reader reads them.

    It `is_whole` to the team; to others some may be closed. One who `reads_all` reads what came.
    """

    organisations: Sequence[Organisation]
    rows: Mapping[tuple[int, int], Sequence[Contribution]]
    standings: Mapping[int, Standing]
    today: date
    reads_all: bool
    is_whole: bool
    every: Sequence[Organisation] = ()

    @cached_property
    def rows_of(self) -> dict[int, list[Contribution]]:
        """The contributions of each structure, of all the years read."""
        rows: dict[int, list[Contribution]] = defaultdict(list)
        for (organisation, _year), some in self.rows.items():
            rows[organisation] += some
        return rows

    def whole(self, year: int) -> int:
        """What all the structures are to pay in a year, those left out by a filter too."""
        cells = (self.cell(one.pk, year) for one in self.every or self.organisations)
        return sum(one.amount or 0 for one in cells if one is not None)

    def cell(self, organisation: int, year: int) -> Standing | None:
        """Where a structure stands in a year; None when nothing is noted."""
        rows = self.rows.get((organisation, year), ())
        if len(rows) == 1:
            return self.standings[rows[0].pk]
        if not rows:
            return None
        return together([self.standings[one.pk] for one in rows], self.today)

    def of_year(self, year: int) -> list[tuple[Organisation, Standing]]:
        """Every structure of which something is noted in that year."""
        cells = ((one, self.cell(one.pk, year)) for one in self.organisations)
        return [(one, cell) for one, cell in cells if cell is not None]

    def narrowed(self, bodies: Sequence[Organisation]) -> "YearTable":
        """The same table of these structures alone; a share is still one of the whole."""
        return replace(self, organisations=bodies, every=self.every or self.organisations)

    def grounds(self, organisation: int) -> frozenset[str]:
        """From what its contributions come, over the years read."""
        return frozenset(one.origin for one in self.rows_of.get(organisation, ()))

    def dues(self, organisation: int) -> frozenset[Due]:
        """What is left to pay of all that was called of it, over the years read, and is read.

        Nothing is settled while a contribution of a year that has begun is still to be called.
        """
        contributions = self.rows_of.get(organisation, ())
        rows = [self.standings[one.pk] for one in contributions]
        rests = [one.rest for one in rows if one.called and one.rest is not None]
        if not rests:
            return frozenset()
        if max(rests) <= 0:
            to_call = any(
                one.year <= self.today.year and not self.standings[one.pk].called
                for one in contributions
            )
            return frozenset() if to_call else frozenset([Due.SETTLED])
        is_late = any(one.late for one in rows)
        return frozenset([Due.OWING, Due.LATE] if is_late else [Due.OWING])

    def late(self) -> list[tuple[Contribution, Standing]]:
        """The contributions of which a day has passed."""
        every = (one for row in self.rows.values() for one in row)
        pairs = ((one, self.standings[one.pk]) for one in every)
        return [(one, standing) for one, standing in pairs if standing.late]


def late_of_all_years(
    access: Access, today: date, organisation: int | None = None
) -> list[list[tuple[Contribution, Standing]]]:
    """What is overdue of each structure, or of one, whatever the year, the oldest first."""
    years = range(OLDEST_YEAR, LATEST_YEAR + 1)
    by_body: dict[int, list[tuple[Contribution, Standing]]] = defaultdict(list)
    for one, state in year_table(access, years, today, organisation).late():
        by_body[one.organisation_id].append((one, state))
    return [sorted(pairs, key=lambda pair: pair[0].year) for pairs in by_body.values()]


def year_table(
    access: Access, years: Iterable[int], today: date, organisation: int | None = None
) -> YearTable:
    """The contributions of these years, or those of one structure alone.

    Three queries, four for who speaks for a structure.
    """
    own = None if access.is_officer else set(spoken_for(access))
    wanted = contributions(access).filter(year__in=list(years))
    if organisation is not None:
        wanted = wanted.filter(organisation=organisation)
    rows = list(_with_parts(wanted))
    by_place: dict[tuple[int, int], list[Contribution]] = defaultdict(list)
    bodies: dict[int, Organisation] = {}
    for one in rows:
        by_place[one.organisation_id, one.year].append(one)
        bodies.setdefault(one.organisation_id, one.organisation)
    first = own or ()
    return YearTable(
        sorted(bodies.values(), key=lambda one: one.pk not in first),
        by_place,
        {one.pk: standing_of(one, own, today) for one in rows},
        today,
        access.is_officer,
        access.is_in_team,
    )


def standing_of(one: Contribution, own: set[int] | None, today: date) -> Standing:
    """Where it stands; without what came, unless its structure is one's `own`, or all are."""
    reads = own is None or one.organisation_id in own
    calls_made = [
        Call(call.cents, call.called_on, call.due_on, call.pk)
        for call in one.calls_read
        if call.cancelled_on is None
    ]
    came = [receipt.cents for receipt in one.receipts_read] if reads else None
    return standing(one.planned_cents, calls_made, came, today)


def _with_parts(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return rows.order_by("pk").prefetch_related(
        Prefetch("calls", ContributionCall.objects.order_by("called_on", "pk"), CALLS),
        Prefetch("receipts", ContributionReceipt.objects.order_by("on", "pk"), RECEIPTS),
    )


def one_contribution(access: Access, number: int) -> Contribution | None:
    """The contribution of this number with its calls and its receipts; None when not read."""
    return _with_parts(contributions(access).filter(pk=number)).first()


def departures(access: Access, bodies: Iterable[int]) -> dict[int, date]:
    """When each of these structures left the cooperation, for those that did; one query."""
    rows = Member.objects.filter(cooperation=access.cooperation_id, organisation__in=list(bodies))
    days = rows.values_list("organisation", "until")
    left: dict[int, date] = {}
    here: set[int] = set()
    for number, until in days.order_by("pk"):
        if until is None or until >= timezone.localdate():
            here.add(number)
        else:
            left[number] = max(until, left.get(number, until))
    return {number: day for number, day in left.items() if number not in here}


def to_call(access: Access, year: int) -> QuerySet[Contribution]:
    """The contributions of a year that are planned and of which nothing is called yet.

    A key that is compared asks nothing of anybody: what follows one waits for it to be frozen.
    """
    return _uncalled(access, year).exclude(BY_OPEN_KEY)


def waiting_for_key(access: Access, year: int) -> QuerySet[Contribution]:
    """Those of the year that cannot be called before their key is frozen."""
    return _uncalled(access, year).filter(BY_OPEN_KEY)


def _uncalled(access: Access, year: int) -> QuerySet[Contribution]:
    planned = contributions(access).filter(year=year, planned_cents__gt=0)
    return planned.exclude(Exists(_standing_calls()))
