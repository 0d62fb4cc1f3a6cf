"""Which plans does the register show, and what does each lack, as the reader reads it?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import UNANSWERED, LineKind, Section
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.plan_readings import (
    Amount,
    Balance,
    Cost,
    as_read,
    balance,
)
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.sheet import amount_of, cost_of, short_names

COST = ("section", "year", "amount_cents", "spent_cents", "label")
AMOUNT = (
    *("section", "year", "kind", "status", "state", "counted_cents", "paid"),
    *("granted_cents", "is_remainder", "reads_rest"),
)
KIND = AMOUNT.index("kind")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of the register: what it costs, what is sure, awaited, missing, in cents."""

    plan: FundingPlan
    balances: Sequence[tuple[str, Balance]]

    @property
    def pk(self) -> int:
        """The number of the plan."""
        return self.plan.pk

    @property
    def cost(self) -> int:
        """What it costs, both sections."""
        return sum(one.cost for _section, one in self.balances)

    @property
    def sure(self) -> int:
        """What is granted or paid, never more than each section costs."""
        return sum(min(one.sure, one.cost) for _section, one in self.balances)

    @property
    def awaited(self) -> int:
        """What waits for a yes."""
        return sum(one.awaited_cents for _section, one in self.balances)

    @property
    def gap(self) -> int:
        """What is missing: what one section has too much fills no hole in the other."""
        return sum(max(one.gap, 0) for _section, one in self.balances)

    @property
    def excess(self) -> int:
        """What is counted above the cost of a section."""
        return sum(max(-one.gap, 0) for _section, one in self.balances)


def register_plans(access: Access) -> QuerySet[FundingPlan]:
    """The plans that this reader reads, under the name of what they pay for."""
    name = Coalesce("action__folded", "post__folded", "folded", output_field=CharField())
    return readable.plans(access).annotate(carrier=name)


def plan_rows(access: Access, plans: Iterable[FundingPlan]) -> list[PlanRow]:
    """These plans with their balance; three queries, which make no object of each line."""
    rows = list(plans)
    numbers = [one.pk for one in rows]
    costs_of: dict[int, list[Cost]] = defaultdict(list)
    lines_of: dict[int, list[Amount]] = defaultdict(list)
    costs = readable.costs(access).filter(plan__in=numbers).order_by("pk")
    for plan, *cost in costs.values_list("plan", *COST):
        costs_of[plan].append(Cost(*cost))
    lines = readable.lines(access).filter(plan__in=numbers).order_by("pk")
    lines = lines.annotate(paid=Coalesce("paid_cents", 0))
    read = list(lines.values_list("plan", "funder", *AMOUNT))
    names = short_names(one[1] for one in read)
    for plan, funder, *line in read:
        lines_of[plan].append(Amount(names.get(funder) or str(LineKind(line[KIND]).label), *line))
    return [
        _row(one, costs, as_read(costs, lines_of[one.pk]))
        for one in rows
        for costs in [costs_of[one.pk]]
    ]


def balanced_rows(
    plans: Iterable[FundingPlan], costs: Iterable[CostLine], lines: Iterable[FundingLine]
) -> list[PlanRow]:
    """These plans with the balance of what was read of them."""
    costs_of: dict[int, list[Cost]] = defaultdict(list)
    lines_of: dict[int, list[Amount]] = defaultdict(list)
    for cost in costs:
        costs_of[cost.plan_id].append(cost_of(cost))
    for line in lines:
        lines_of[line.plan_id].append(amount_of(line))
    return [_row(one, costs_of[one.pk], lines_of[one.pk]) for one in plans]


def _row(plan: FundingPlan, costs: Sequence[Cost], lines: Sequence[Amount]) -> PlanRow:
    used = {one.section for one in costs} | {one.section for one in lines}
    sections = [one for one in Section.values if one in used]
    return PlanRow(plan, [(one, balance(one, costs, lines)) for one in sections])


def matching_plans(
    access: Access, rows: QuerySet[FundingPlan], typed: str
) -> QuerySet[FundingPlan]:
    """Those whose name, owner, or a funder that this reader reads, holds what is typed."""
    paid = readable.lines(access).filter(holds_words(typed, "funder__folded"), plan=OuterRef("pk"))
    return rows.filter(holds_words(typed, "carrier", "owner__folded") | Q(Exists(paid)))


def unanswered_plans(access: Access, rows: QuerySet[FundingPlan]) -> QuerySet[FundingPlan]:
    """Those of which a line that this reader reads still waits for a yes."""
    waiting = readable.lines(access).filter(
        plan=OuterRef("pk"), state__in=UNANSWERED, counted_cents__gt=0
    )
    return rows.filter(Exists(waiting))
