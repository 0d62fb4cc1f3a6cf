"""The plans go out in rows that come in again: each cost, then each of those who pay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from maillage.core.money import euros_typed
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import GONE, Section
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.money_table import columns

Values = dict[str, Value]


def plan_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The plans that this access reads, a row for each cost and each line; three queries."""
    plans = list(readable.plans(access).order_by("pk"))
    costs: dict[int, list[CostLine]] = defaultdict(list)
    lines: dict[int, list[FundingLine]] = defaultdict(list)
    for cost in readable.cost_items(access, plans):
        costs[cost.plan_id].append(cost)
    for line in readable.lines(access).order_by("pk"):
        lines[line.plan_id].append(line)
    for plan in plans:
        for row in _rows(plan, costs[plan.pk], lines[plan.pk]):
            values = _of_plan(plan) | row
            yield [values.get(name, "") for name in fields]


def _of_plan(plan: FundingPlan) -> Values:
    return {
        columns.TITLE.name: str(plan),
        columns.OWNER.name: plan.owner.name,
        columns.BASIS.name: str(plan.get_basis_display()),
    }


def _rows(
    plan: FundingPlan, costs: Sequence[CostLine], lines: Sequence[FundingLine]
) -> Iterator[Values]:
    for cost in costs:
        yield {
            columns.SECTION.name: str(Section(cost.section).label),
            columns.YEAR.name: str(cost.year),
            columns.ITEM.name: cost.label,
            columns.COST.name: euros_typed(cost.amount_cents),
        }
    for line in lines:
        yield _line(line)
    if not costs and not lines:
        yield {}


def _line(line: FundingLine) -> Values:
    reads_requests = getattr(line, "reads_requests", False)
    expected = line.expected_cents if reads_requests else None
    if line.is_remainder and line.granted_cents is None and getattr(line, "reads_rest", False):
        expected = line.counted_cents
    return {
        columns.SECTION.name: str(Section(line.section).label),
        columns.YEAR.name: str(line.year),
        columns.FUNDER.name: line.funder.name if line.funder else str(line.get_kind_display()),
        columns.NATURE.name: str(line.get_kind_display()),
        columns.SCHEME.name: line.label,
        columns.STATUS.name: str(line.get_state_display()) if line.state in GONE else "",
        columns.EXPECTED.name: _typed(expected),
        columns.REQUESTED.name: _typed(line.requested_cents if reads_requests else None),
        columns.GRANTED.name: _typed(line.granted_cents),
        columns.PAID.name: _typed(line.paid_cents),
        columns.ENDS_ON.name: line.ends_on,
    }


def _typed(cents: int | None) -> Value:
    return "" if cents is None else euros_typed(cents)
