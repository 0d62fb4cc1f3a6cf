"""Which plans break a rule, with no reason noted for it?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.funding.choices import LineKind, PlanRule
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.facts import (
    councils_in_favour,
    plan_facts,
    sourced,
    sources_of,
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
WITH_RATE = Q(rate_bp__isnull=False) | Q(source__isnull=False)


def alerts(
    access: Access, costs: Mapping[int, Sequence[Cost]], today: date
) -> dict[int, list[Check]]:
    """What calls in the plans of these costs, as the team reads them; eight queries at most.

    Alerts, and a share of the owner that is short if the money that is discussed is public.
    """
    plans = _plans(access, costs)
    amounts, read_whole = _amounts(access, plans, READ_WHOLE)
    facts = _facts(_sheets(access, plans, read_whole), costs, amounts)
    bare = {number: replace(one, rated=()) for number, one in facts.items()}
    return {
        number: [one for one in rows if one.level == "alert" or one.rule == PlanRule.OWN_SHARE]
        for number, rows in _unexplained(access, bare, today).items()
    }


def marks(
    access: Access, costs: Mapping[int, Sequence[Cost]], today: date
) -> dict[int, list[Check]]:
    """The rules that bear a mark on the page of each of these plans; eleven queries at most."""
    plans = _plans(access, costs)
    amounts, read_whole = _amounts(access, plans, READ_WHOLE | WITH_RATE)
    helped: dict[int, list[CostLine]] = defaultdict(list)
    for cost in readable.costs(access).filter(plan__in=plans).order_by("pk"):
        helped[cost.plan_id].append(cost)
    sheets = [replace(one, costs=helped[one.plan.pk]) for one in _sheets(access, plans, read_whole)]
    sources = sources_of(sheets)
    facts = _facts(sheets, costs, amounts)
    for sheet in sheets:
        number = sheet.plan.pk
        facts[number] = replace(facts[number], sourced=sourced(sheet, sources))
    return {number: rows for number, rows in _unexplained(access, facts, today).items() if rows}


def _plans(access: Access, numbers: Iterable[int]) -> dict[int, FundingPlan]:
    return {one.pk: one for one in readable.plans(access).filter(pk__in=list(numbers))}


def _unexplained(
    access: Access, facts: Mapping[int, PlanFacts], today: date
) -> dict[int, list[Check]]:
    """What calls in each plan, of which nobody noted the reason."""
    reasons = readable.reasons(access).filter(plan__in=list(facts))
    explained = set(reasons.values_list("plan", "rule"))
    return {
        number: [
            check
            for check in checks(one, today)
            if check.calls and (number, check.rule) not in explained
        ]
        for number, one in facts.items()
    }


def _facts(
    sheets: Sequence[PlanSheet],
    costs: Mapping[int, Sequence[Cost]],
    amounts: Mapping[int, Sequence[Amount]],
) -> dict[int, PlanFacts]:
    pairs, favour = territory_pairs(sheets), councils_in_favour(sheets)
    return {
        number: replace(
            plan_facts(sheet, pairs, favour), costs=costs[number], lines=amounts[number]
        )
        for sheet in sheets
        for number in [sheet.plan.pk]
    }


def _amounts(
    access: Access, plans: Iterable[int], whole: Q
) -> tuple[Mapping[int, Sequence[Amount]], list[int]]:
    """The lines of each plan by their sums alone: there may be many; the numbers of the others."""
    result: dict[int, list[Amount]] = defaultdict(list)
    others: list[int] = []
    rows = readable.lines(access).filter(plan__in=plans).order_by("pk")
    is_whole = ExpressionWrapper(whole, BooleanField())
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
