"""Which plans and sources may be weighed together, and what do they hold?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.best_plan.problem import Candidate, Fixed, Rules
from maillage.trade.funding.choices import (
    GONE,
    SURE,
    UNANSWERED,
    LineKind,
    MoneyStatus,
    Recurrence,
    Section,
    SourceKind,
)
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.facts import plan_facts
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet, short_funder
from maillage.trade.funding.funding_plan.rules.shares import owner_floor
from maillage.trade.funding.funding_plan.rules.standing import status_of
from maillage.trade.funding.funding_sources.models import FundingSource, SourceMatch
from maillage.trade.funding.funding_sources.queries import for_us, sources


def plans_to_fund(access: Access) -> QuerySet[FundingPlan]:
    """The plans of actions, or of the cooperation, whose investment costs something."""
    investment = CostLine.objects.filter(
        plan=OuterRef("pk"), section=Section.INVESTMENT, amount_cents__gt=0
    )
    return readable.editable_plans(access).filter(Exists(investment), post__isnull=True)


def usable_sources(access: Access) -> QuerySet[FundingSource]:
    """The sources that help an investment, are not closed for good, and say a rate or a cap."""
    rows = for_us(sources(access)).exclude(section=Section.OPERATING)
    closed = Q(closes_on__lt=timezone.localdate()) & ~Q(recurrence=Recurrence.YEARLY)
    return rows.exclude(closed).exclude(rate_bp__isnull=True, cap_cents__isnull=True)


def candidates(plans: Iterable[FundingPlan], chosen: Sequence[FundingSource]) -> list[Candidate]:
    """The investment of each plan, with the money that stays as it is; two queries.

    What waits for a yes of a chosen source is weighed again; the rest, granted or not, is kept.
    """
    rows = list(plans)
    numbers, wanted = [one.pk for one in rows], {one.pk for one in chosen}
    costs, lines = defaultdict(list), defaultdict(list)
    for cost in CostLine.objects.filter(plan__in=numbers, section=Section.INVESTMENT):
        costs[cost.plan_id].append(cost)
    for line in _counted_lines(numbers):
        lines[line.plan_id].append(line)
    return [_candidate(one, costs[one.pk], lines[one.pk], wanted) for one in rows]


def _counted_lines(plans: Sequence[int]) -> QuerySet[FundingLine]:
    rows = FundingLine.objects.filter(plan__in=plans, section=Section.INVESTMENT)
    return rows.exclude(state__in=GONE).filter(counted_cents__gt=0).select_related("funder")


def _candidate(
    plan: FundingPlan, costs: Sequence[CostLine], lines: Sequence[FundingLine], wanted: set[int]
) -> Candidate:
    facts = plan_facts(PlanSheet(plan, costs, lines, {}, reads_all=True), frozenset(), {})
    others = [one for one in lines if one.kind != LineKind.OWN]
    return Candidate(
        plan=plan.pk,
        cost=facts.sums.cost,
        own_share_floor=owner_floor(facts),
        fixed=[
            Fixed(
                name=_line_name(one),
                cents=one.counted_cents,
                is_public=one.status != MoneyStatus.PRIVATE,
                source=one.source_id,
            )
            for one in others
            if one.state in SURE or one.source_id not in wanted
        ],
        counted=sum(one.counted_cents for one in others),
        ineligible=sum(one.amount_cents for one in costs if not one.is_eligible),
    )


def _line_name(one: FundingLine) -> str:
    """Who pays, under which scheme, in which year: a funder may stand there twice."""
    return ", ".join(filter(None, (french.capital(short_funder(one)), one.label, str(one.year))))


def source_rules(
    access: Access, chosen: Sequence[FundingSource], plans: Sequence[FundingPlan]
) -> list[Rules]:
    """What each of these sources may bring to these plans; three queries."""
    numbers = [one.pk for one in chosen]
    through = FundingSource.excludes.through.objects.filter(from_fundingsource__in=numbers)
    excludes: dict[int, set[int]] = defaultdict(set)
    for one, other in through.values_list("from_fundingsource", "to_fundingsource"):
        excludes[one].add(other)
    plan_of = {one.action_id: one.pk for one in plans if one.action_id}
    serves: dict[int, set[int]] = defaultdict(set)
    for source, action in SourceMatch.objects.filter(source__in=numbers).values_list(
        "source", "action"
    ):
        serves[source].update([plan_of[action]] if action in plan_of else [])
    used = _used(access, chosen, [one.pk for one in plans])
    return [_rules(one, excludes, serves, used) for one in chosen]


def _rules(
    one: FundingSource,
    excludes: Mapping[int, set[int]],
    serves: Mapping[int, set[int]],
    used: Mapping[int, int],
) -> Rules:
    left = None if one.budget_cents is None else max(0, one.budget_cents - used.get(one.pk, 0))
    return Rules(
        source=one.pk,
        name=str(one),
        is_public=one.kind != SourceKind.PATRONAGE
        if one.funder is None
        else status_of(one.funder.kind) != MoneyStatus.PRIVATE,
        rate_bp=one.rate_bp,
        cap=one.cap_cents,
        floor=one.floor_cents,
        left=left,
        serves=frozenset(serves[one.pk]) if one.pk in serves else None,
        excludes=frozenset(excludes.get(one.pk, ())),
    )


def _used(access: Access, chosen: Sequence[FundingSource], plans: Sequence[int]) -> dict[int, int]:
    """What is counted of each source in the year of its closing, but what is weighed again."""
    rows = FundingLine.objects.filter(
        cooperation=access.cooperation_id, source__in=[one.pk for one in chosen]
    ).exclude(state__in=GONE)
    again = {"plan__in": plans, "section": Section.INVESTMENT, "state__in": UNANSWERED}
    rows = rows.exclude(**again).order_by()
    years = {one.pk: (one.closes_on or timezone.localdate()).year for one in chosen}
    sums: dict[int, int] = defaultdict(int)
    for source, year, cents in rows.values_list("source", "year").annotate(Sum("counted_cents")):
        if source is not None and years[source] == year:
            sums[source] += cents
    return sums
