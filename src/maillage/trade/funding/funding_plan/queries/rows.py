"""Which plans does the register show, and what does each lack, as the reader reads it?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.funding.choices import SECTIONS, UNANSWERED, LineKind, Section
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.plan_readings import (
    Amount,
    Balance,
    Cost,
    as_read,
    balance,
)
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.alerts import alerts, marks
from maillage.trade.funding.funding_plan.queries.sheet import (
    amount_of,
    cost_of,
    is_closing,
    is_expected,
    line_duties,
    short_name,
    short_names,
)
from maillage.trade.funding.funding_plan.rules.checks import Check

COST = ("section", "year", "amount_cents", "spent_cents", "label")
AMOUNT = (
    *("section", "year", "kind", "status", "state", "counted_cents", "paid"),
    *("granted_cents", "is_remainder", "reads_rest"),
)
KIND = AMOUNT.index("kind")
CALLED = Coalesce("action__title", "post__title", "label", output_field=CharField())
# The years of an investment are summed together: it is balanced over all of them.
YEAR = Case(When(section=Section.OPERATING, then="year"), default=0)
# A remainder is read alone: what is sure of it is no sum.
ALIKE = (
    *("plan", "section", YEAR, "state", "is_remainder", "reads_rest"),
    Case(When(is_remainder=True, then="pk"), default=0),
)


@dataclass(frozen=True, slots=True)
class NextDate:
    """The first day that a plan waits for, and of whom."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class PlanSums:
    """What a plan sums up to, section by section: costs, sure, awaited, missing, in cents."""

    pk: int
    name: str
    balances: Sequence[tuple[str, Balance]]

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

    @property
    def lacks(self) -> bool:
        """Whether something is missing, or too much, in a section or in one of its years."""
        return any(one.cost and not one.is_balanced for _section, one in self.balances)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of the register: what it costs and sums up to, what it waits for, what it breaks."""

    plan: FundingPlan
    sums: PlanSums
    costs: Sequence[Cost] = ()
    next_date: NextDate | None = None
    marks: Sequence[Check] = ()

    @property
    def pk(self) -> int:
        """The number of the plan."""
        return self.plan.pk


def register_plans(access: Access) -> QuerySet[FundingPlan]:
    """The plans that this reader reads, with the names under which their rows are shown."""
    folded = Coalesce("action__folded", "post__folded", "folded", output_field=CharField())
    owner = Case(
        When(owner__kind=OrganisationKind.COMMUNE, owner__commune__gt="", then="owner__commune"),
        When(owner__short_name__gt="", then="owner__short_name"),
        default="owner__name",
        output_field=CharField(),
    )
    rows = readable.plans(access)
    return rows.annotate(carrier=folded, called=CALLED, owner_called=owner)


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


def plan_sums(access: Access, plans: QuerySet[FundingPlan]) -> list[PlanSums]:
    """What these plans sum up to; three queries, the lines that count alike summed in one."""
    names = dict(plans.values_list("pk", CALLED))
    costs_of: dict[int, list[Cost]] = defaultdict(list)
    lines_of: dict[int, list[Amount]] = defaultdict(list)
    costs = readable.costs(access).filter(plan__in=names).order_by()
    spent = costs.values_list("plan", "section", YEAR).annotate(Sum("amount_cents"))
    for plan, *cost in spent:
        costs_of[plan].append(Cost(*cost))
    lines = readable.lines(access).filter(plan__in=names).order_by()
    sums = lines.values_list(*ALIKE).annotate(Sum("counted_cents"), Sum("granted_cents"))
    for plan, section, year, state, is_rest, reads_rest, _alone, counted, granted in sums:
        lines_of[plan].append(
            Amount("", section, year, "", "", state, counted, 0, granted, is_rest, reads_rest)
        )
    return [
        PlanSums(number, name, _balances(costs, as_read(costs, lines_of[number])))
        for number, name in names.items()
        for costs in [costs_of[number]]
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
    return PlanRow(plan, PlanSums(plan.pk, str(plan), _balances(costs, lines)), costs)


def _balances(costs: Sequence[Cost], lines: Sequence[Amount]) -> list[tuple[str, Balance]]:
    used = {one.section for one in costs} | {one.section for one in lines}
    return [(one, balance(one, costs, lines)) for one in SECTIONS if one in used]


def dated_rows(access: Access, plans: Iterable[FundingPlan], today: date) -> list[PlanRow]:
    """These plans with their balance and the first day that each waits for; five queries."""
    rows = plan_rows(access, plans)
    days = _next_dates(access, [one.pk for one in rows], today)
    return [replace(one, next_date=days.get(one.pk)) for one in rows]


def _next_dates(access: Access, plans: Sequence[int], today: date) -> dict[int, NextDate]:
    """The first day to come of each plan, of those that its page lists."""
    lines = readable.lines(access).filter(plan__in=plans).order_by("pk")
    read = list(lines.values_list("pk", "plan", "state", "source__closes_on", "source__name"))
    due = line_duties(access, [one[0] for one in read])
    result: dict[int, NextDate] = {}
    for number, plan, state, closes_on, source in read:
        days = [
            NextDate(one.due_on, _due_words(one))
            for one in due.get(number, ())
            if one.due_on and is_expected(state, one)
        ]
        if closes_on and is_closing(state, due.get(number, ())):
            days.append(NextDate(closes_on, _("clôture, %(source)s") % {"source": source}))
        for one in days:
            if one.on >= today and (plan not in result or one.on < result[plan].on):
                result[plan] = one
    return result


def _due_words(duty: Duty) -> str:
    """« demande d’acompte, Caf »."""
    kind = str(duty.get_kind_display())
    return f"{kind}, {short_name(duty.funder)}" if duty.funder else kind


def breaking(access: Access, rows: Iterable[PlanRow], today: date) -> set[int]:
    """The numbers of those of these plans that break a rule, with no reason noted for it."""
    costs = {one.pk: one.costs for one in rows if one.sums.cost}
    return {plan for plan, broken in alerts(access, costs, today).items() if broken}


def marked_plans(access: Access, plans: QuerySet[FundingPlan], today: date) -> set[int]:
    """The numbers of those of these plans on whose page a rule bears a mark."""
    return {*_marks(access, plan_rows(access, plans), today)}


def with_marks(access: Access, rows: Sequence[PlanRow], today: date) -> list[PlanRow]:
    """These plans with the rules that bear a mark on their page."""
    marks_of = _marks(access, rows, today)
    return [replace(one, marks=marks_of.get(one.pk, ())) for one in rows]


def _marks(access: Access, rows: Iterable[PlanRow], today: date) -> dict[int, list[Check]]:
    return marks(access, {one.pk: one.costs for one in rows}, today)


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
