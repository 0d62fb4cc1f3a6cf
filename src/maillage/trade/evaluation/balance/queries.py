"""Whose page may a reader open, and what do the contributions, grants and promises say of it?

Only what every member reads is counted: grants that came, contributions that were called. So the
page of a structure says the same to it and to the officer, and no waiting line is in a sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.trade.evaluation.balance.models import BalanceReading, Benefit
from maillage.trade.evaluation.balance.readings import (
    Amount,
    Avoided,
    Count,
    Drawn,
    PageState,
    Period,
    StructureBalance,
)
from maillage.trade.evaluation.balance.words import benefit_note
from maillage.trade.funding.choices import SURE, LineKind
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.models import CriterionValue, SharingMember
from maillage.trade.funding.funding_plan.models import FundingLine
from maillage.trade.funding.funding_plan.queries.readable import shared_lines
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.models import CommitmentStep
from maillage.trade.governance.commitments.queries.commitments import SHARED

FULL = (MemberKind.FULL, MemberKind.FULL_FUNDER, MemberKind.ASSOCIATE)


@dataclass(frozen=True, slots=True)
class Balances:
    """The pages of a period, by the name of their structure, and what funders granted."""

    period: Period
    rows: Sequence[StructureBalance]
    funders: Sequence[Amount]


def readings(access: Access) -> QuerySet[BalanceReading]:
    """The pages that this reader opens: all for officers, those of its structures once sent to
    them, every one that was opened to the members.
    """
    rows = BalanceReading.objects.filter(cooperation=access.cooperation_id)
    if access.is_officer:
        return rows
    own = Q(organisation__in=spoken_for(access), sent_on__isnull=False)
    return rows.filter(own | Q(shared_on__isnull=False))


def benefits(access: Access) -> QuerySet[Benefit]:
    """The benefits that an officer writes."""
    rows = Benefit.objects.visible_to(access) if access.is_officer else Benefit.objects.none()
    return rows.select_related("organisation", "attachment")


def structures(access: Access, period: Period) -> QuerySet[Organisation]:
    """Whose page of this period the reader opens; members and those that draw, for officers."""
    if access.is_officer:
        drawing = Benefit.objects.filter(cooperation=access.cooperation_id)
        return (
            Organisation.objects.filter(
                Q(pk__in=_full_members(access)) | Q(pk__in=drawing.values("organisation"))
            )
            .order_by("folded", "pk")
            .distinct()
        )
    opened = readings(access).filter(from_year=period.first, to_year=period.last)
    return Organisation.objects.filter(pk__in=opened.values("organisation")).order_by(
        "folded", "pk"
    )


def structures_to_note(access: Access) -> QuerySet[Organisation]:
    """The members that may draw something from the cooperation."""
    return member_organisations(access).order_by("folded", "pk")


def balances(access: Access, period: Period, only: int | None = None) -> Balances:
    """What is counted of each structure that this reader opens, or of one; twelve queries."""
    wanted = structures(access, period)
    if only is not None:
        wanted = wanted.filter(pk=only)
    shown = {one.pk: one.short_name or one.name for one in wanted}
    names = dict(sorted(shown.items(), key=lambda one: fold(one[1])))
    granted = granted_lines(access.cooperation_id, period)
    shows_funders = only is None and access.is_officer
    rows = rows_of(access.cooperation_id, period, names, granted)
    own = names.keys() if access.is_officer else spoken_for(access)
    return Balances(
        period,
        [one if one.number in own else replace(one, state=one.state.for_others) for one in rows],
        _funders(access, granted) if shows_funders else (),
    )


def rows_of(
    cooperation: int, period: Period, names: dict[int, str], granted: Sequence[FundingLine]
) -> list[StructureBalance]:
    """What is counted of these structures, of the `granted_lines` of the period."""
    grants, received, invested = _grants(granted, names)
    called, rests = _contributions(cooperation, period, names)
    days, avoided = _shared(cooperation, period, names, called)
    promises = _promises(cooperation, period, names)
    drawn = _benefits(cooperation, period, names)
    states = _states(cooperation, period, names)
    rows = [
        StructureBalance(
            number=number,
            name=name,
            called=called[number],
            rest=rests[number],
            days=days[number],
            avoided=avoided[number],
            grants=[*grants[number], *_euros(promises[number])],
            received=received[number],
            invested=invested[number],
            promises=[one for one in promises[number] if one.label != CommitmentKind.EUROS],
            benefits=drawn[number],
            state=states.get(number, PageState()),
        )
        for number, name in names.items()
    ]
    return [one for one in rows if not one.is_empty or one.state.sent_on]


def _full_members(access: Access) -> QuerySet[Member, int]:
    rows = Member.objects.filter(in_force(), cooperation=access.cooperation_id, kind__in=FULL)
    return rows.values_list("organisation", flat=True)


def granted_lines(cooperation: int, period: Period) -> list[FundingLine]:
    """What was granted or paid in these years and is read by every member; one query."""
    rows = shared_lines(cooperation).filter(state__in=SURE, year__in=period.years)
    return list(rows.select_related("plan__action", "plan__owner", "funder").order_by("pk"))


def _grants(
    lines: Iterable[FundingLine], names: dict[int, str]
) -> tuple[dict[int, list[Amount]], dict[int, list[Amount]], dict[int, int]]:
    """What each grants to another, what each receives, what each puts into what is its own."""
    granted: dict[int, list[Amount]] = defaultdict(list)
    received: dict[int, list[Amount]] = defaultdict(list)
    invested: dict[int, int] = defaultdict(int)
    for line in lines:
        holder = line.beneficiary_id or line.plan.owner_id
        if line.kind == LineKind.OWN:
            invested[holder] += line.counted_cents
            continue
        if line.funder is None or line.funder_id == holder:
            continue
        name = line.funder.short_name or line.funder.name
        received[holder].append(Amount(f"{name}, {line.plan}", line.counted_cents, line.label))
        if line.funder_id in names:
            label = pgettext("money", "Accordé pour %(what)s") % {"what": line.plan}
            granted[line.funder_id].append(Amount(label, line.counted_cents))
    return granted, received, invested


def _contributions(
    cooperation: int, period: Period, names: dict[int, str]
) -> tuple[dict[int, list[Amount]], dict[int, int]]:
    """What each was called for, year by year, and what of it has not come."""
    rows = (
        Contribution.objects.filter(
            cooperation=cooperation,
            year__in=period.years,
            organisation__in=names,
            taken_by__isnull=True,
        )
        .order_by("year", "pk")
        .annotate(
            called=Coalesce(_sum_of(ContributionCall, cancelled_on__isnull=True), 0),
            came=Coalesce(_sum_of(ContributionReceipt), 0),
        )
    )
    called: dict[int, list[Amount]] = defaultdict(list)
    rests: dict[int, int] = defaultdict(int)
    for one in rows:
        if one.called:
            label = _("Contribution %(year)s") % {"year": one.year}
            called[one.organisation_id].append(Amount(label, one.called, str(one.year)))
            rests[one.organisation_id] += max(one.called - one.came, 0)
    return called, rests


def _sum_of(model: type[ContributionCall | ContributionReceipt], **which: object) -> Subquery:
    rows = model._default_manager.filter(contribution=OuterRef("pk"), **which)
    return Subquery(rows.order_by().values("contribution").annotate(sum=Sum("cents")).values("sum"))


def _shared(
    cooperation: int,
    period: Period,
    names: dict[int, str],
    called: dict[int, list[Amount]],
) -> tuple[dict[int, list[Count]], dict[int, list[Avoided]]]:
    """The days of shared teams at each, and what each would have paid more, alone.

    Alone is compared with what was called for in the same year; nothing called, nothing said.
    """
    days: dict[int, list[Count]] = defaultdict(list)
    values = CriterionValue.objects.filter(
        criterion__kind=Measure.TIME,
        criterion__sharing__cooperation=cooperation,
        criterion__sharing__year__in=period.years,
        criterion__sharing__keys__frozen_key__isnull=False,
        member__organisation__in=names,
    )
    for row in values.values("member__organisation").annotate(sum=Sum("value", distinct=False)):
        count = Count(CommitmentKind.DAYS, row["sum"], "")
        days[row["member__organisation"]].append(count)
    avoided: dict[int, list[Avoided]] = defaultdict(list)
    members = SharingMember.objects.filter(
        sharing__cooperation=cooperation,
        sharing__year__in=period.years,
        organisation__in=names,
        alone_cents__isnull=False,
    )
    for one in members.select_related("sharing").order_by("sharing__year", "pk"):
        year = one.sharing.year
        paid = [row.cents for row in called[one.organisation_id] if row.note == str(year)]
        if paid and one.alone_cents is not None:
            estimate = Avoided(year, one.alone_cents, sum(paid), one.sharing.label)
            avoided[one.organisation_id].append(estimate)
    return days, avoided


def _euros(promises: Sequence[Count]) -> list[Amount]:
    """The promises of money that came: what they count is euros, as contributions are."""
    return [
        Amount(_("Promis et versé"), int(one.quantity * 100))
        for one in promises
        if one.label == CommitmentKind.EUROS
    ]


def _promises(cooperation: int, period: Period, names: dict[int, str]) -> dict[int, list[Count]]:
    """What was promised and came, each kind of thing in its unit."""
    rows = (
        CommitmentStep.objects.filter(
            kind=CommitmentState.DELIVERED,
            replaced_at__isnull=True,
            on__year__gte=period.first,
            on__year__lte=period.last,
            quantity__isnull=False,
            commitment__cooperation=cooperation,
            commitment__visibility__in=SHARED,
            commitment__organisation__in=names,
        )
        .values(
            "commitment__organisation",
            kind_of=F("commitment__kind"),
            unit=F("commitment__unit"),
        )
        .annotate(sum=Sum("quantity"))
        .order_by("commitment__organisation", "kind_of", "unit")
    )
    result: dict[int, list[Count]] = defaultdict(list)
    for row in rows:
        promised = Count(row["kind_of"], row["sum"], row["unit"] or "")
        result[row["commitment__organisation"]].append(promised)
    return result


def _benefits(cooperation: int, period: Period, names: dict[int, str]) -> dict[int, list[Drawn]]:
    rows = Benefit.objects.filter(
        cooperation=cooperation,
        organisation__in=names,
        from_year__lte=period.last,
        to_year__gte=period.first,
    )
    result: dict[int, list[Drawn]] = defaultdict(list)
    for one in rows.order_by("kind", "from_year", "pk"):
        drawn = Drawn(one.pk, one.label, benefit_note(one), one.is_attested)
        result[one.organisation_id].append(drawn)
    return result


def _states(cooperation: int, period: Period, names: dict[int, str]) -> dict[int, PageState]:
    rows = BalanceReading.objects.filter(
        cooperation=cooperation,
        organisation__in=names,
        from_year=period.first,
        to_year=period.last,
    )
    return {
        one.organisation_id: PageState(
            *(one.pk, one.sent_on, one.read_on, one.words, one.said_by, one.shared_on),
            *(one.is_contested, one.answer, one.answered_on),
        )
        for one in rows
    }


def _funders(access: Access, granted: Sequence[FundingLine]) -> list[Amount]:
    """What each funder that is no full member granted, the largest first."""
    sums: dict[str, int] = defaultdict(int)
    full = set(_full_members(access))
    for line in granted:
        if line.funder and line.funder_id not in full:
            sums[french.capital(line.funder.short_name or line.funder.name)] += line.counted_cents
    return [Amount(name, cents) for name, cents in sorted(sums.items(), key=lambda one: -one[1])]


def pages_to_open(access: Access, period: Period) -> list[BalanceReading]:
    """The pages of a period that their structures read, and that are not open to the members.

    One that its structure says is not right is not among them before it is answered.
    """
    rows = BalanceReading.objects.filter(
        Q(is_contested=False) | Q(answered_on__isnull=False),
        cooperation=access.cooperation_id,
        from_year=period.first,
        to_year=period.last,
        read_on__isnull=False,
        shared_on__isnull=True,
    )
    return list(rows.select_related("organisation").order_by("organisation__folded", "pk"))
