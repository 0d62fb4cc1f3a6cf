"""Which plans break a rule, with no reason noted for it?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.funding.choices import LineKind, PlanRule
from maillage.trade.funding.funding_plan.models import FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.facts import (
    InFavour,
    Pairs,
    councils_in_favour,
    plan_facts,
    territory_pairs,
)
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet, with_steps
from maillage.trade.funding.funding_plan.rules.all_checks import checks
from maillage.trade.funding.funding_plan.rules.checks import Check, PlanFacts

AMOUNT = (
    *("plan", "section", "year", "kind", "status", "state", "counted_cents"),
    *("paid_cents", "granted_cents", "is_remainder"),
)
# The rules that read more of a line than its sums.
READ_WHOLE = (
    Q(kind=LineKind.FONDS_DE_CONCOURS)
    | Q(is_detr=True)
    | Q(beneficiary__kind=OrganisationKind.ASSOCIATION)
    | Q(beneficiary__isnull=True, plan__owner__kind=OrganisationKind.ASSOCIATION)
)


def alerts(
    access: Access, costs: Mapping[int, Sequence[Cost]], today: date
) -> dict[int, list[Check]]:
    """What calls in the plans of these costs, as the team reads them; eight queries at most.

    Alerts, and a share of the owner that is short if the money that is discussed is public.
    """
    plans = {one.pk: one for one in readable.plans(access).filter(pk__in=list(costs))}
    amounts, read_whole = _amounts(access, plans)
    sheets = _sheets(access, plans, read_whole)
    pairs, favour = territory_pairs(sheets), councils_in_favour(sheets)
    explained = set(readable.reasons(access).filter(plan__in=plans).values_list("plan", "rule"))
    result = {}
    for sheet in sheets:
        number = sheet.plan.pk
        facts = _facts(sheet, costs[number], amounts[number], pairs, favour)
        result[number] = [
            one
            for one in checks(facts, today)
            if (one.level == "alert" or (one.calls and one.rule == PlanRule.OWN_SHARE))
            and (number, one.rule) not in explained
        ]
    return result


def _facts(
    sheet: PlanSheet,
    costs: Sequence[Cost],
    amounts: Sequence[Amount],
    pairs: Pairs,
    favour: InFavour,
) -> PlanFacts:
    return replace(plan_facts(sheet, pairs, favour), costs=costs, lines=amounts, rated=())


def _amounts(
    access: Access, plans: Iterable[int]
) -> tuple[Mapping[int, Sequence[Amount]], list[int]]:
    """The lines of each plan by their sums alone: there may be many; the numbers of the others."""
    result: dict[int, list[Amount]] = defaultdict(list)
    others: list[int] = []
    rows = readable.lines(access).filter(plan__in=plans).order_by("pk")
    is_whole = ExpressionWrapper(READ_WHOLE, BooleanField())
    for number, is_other, plan, *sums in rows.values_list("pk", is_whole, *AMOUNT):
        section, year, kind, status, state, counted, paid, granted, is_rest = sums
        result[plan].append(
            Amount("", section, year, kind, status, state, counted, paid or 0, granted, is_rest)
        )
        others += [number] if is_other else []
    return result, others


def _sheets(
    access: Access, plans: Mapping[int, FundingPlan], read_whole: Collection[int]
) -> list[PlanSheet]:
    """The plans with the lines that a rule reads whole; two queries, none without such a line."""
    lines: dict[int, list[FundingLine]] = defaultdict(list)
    rows = readable.lines(access).filter(pk__in=read_whole).order_by("pk")
    for line in with_steps(access, rows) if read_whole else ():
        lines[line.plan_id].append(line)
    return [PlanSheet(one, (), lines[one.pk], {}, reads_all=True) for one in plans.values()]
