"""What does one plan hold, as its reader may read it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.queries import duties
from maillage.trade.funding.choices import SECTIONS, SURE, LineKind, MoneyState, Section
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan, LineStep
from maillage.trade.funding.funding_plan.plan_readings import (
    Amount,
    Balance,
    Claim,
    Cost,
    as_read,
    balance,
)
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.rules.standing import line_origin

CLAIMS = (DutyKind.CLAIM, DutyKind.BALANCE)


@dataclass(frozen=True)
class PlanSheet:
    """A plan, its costs, its lines with their steps, the duties that these make.

    `reads_all` whether the reader reads all of it, `reads_others` all of the other plans too.
    """

    plan: FundingPlan
    costs: Sequence[CostLine]
    lines: Sequence[FundingLine]
    duties: Mapping[int, Sequence[Duty]]
    reads_all: bool
    reads_others: bool = True

    @cached_property
    def sections(self) -> list[str]:
        """The sections where something stands, the investment first; it alone when none does."""
        used = {one.section for one in self.costs} | {one.section for one in self.lines}
        return [one for one in SECTIONS if one in used] or [Section.INVESTMENT]

    @cached_property
    def read_costs(self) -> list[Cost]:
        """The costs as readings see them."""
        return [cost_of(one) for one in self.costs]

    @cached_property
    def own_last(self) -> list[FundingLine]:
        """The lines, own money after the others, year after year."""
        years = {one.pk: one.year for one in self.lines if one.kind == LineKind.OWN}
        return sorted(self.lines, key=lambda one: years.get(one.pk, 0))

    @property
    def read_lines(self) -> list[Amount]:
        """The lines as readings see them."""
        return [amount_of(one) for one in self.own_last]

    def balance(self, section: str) -> Balance:
        """What a section lacks, of what this reader reads."""
        return balance(section, self.read_costs, self.read_lines)

    def eligible(self, section: str) -> int:
        """The costs of a section that may be helped: the base of every rate, in cents."""
        rows = [one for one in self.costs if one.section == section and one.is_eligible]
        return sum(one.amount_cents for one in rows)

    def claims(self, section: str) -> list[Claim]:
        """What will be claimed of what was granted, and is not paid yet, by the year of its day."""
        return [
            Claim(duty.due_on.year, duty.at_stake_cents)
            for line in self.lines
            if line.section == section and line.state in SURE
            for duty in self.duties.get(line.pk, ())
            if duty.kind in CLAIMS and duty.due_on and duty.at_stake_cents
            if not _is_paid(line, duty)
        ]

    def expected_duties(self, section: str) -> list[tuple[FundingLine, Duty]]:
        """What the lines make due and is open; nothing is claimed of what nobody granted."""
        return [
            (line, duty)
            for line in self.lines
            if line.section == section
            for duty in self.duties.get(line.pk, ())
            if is_expected(line.state, duty)
        ]

    def requests_due(self, section: str) -> list[tuple[FundingLine, date]]:
        """The lines still to be asked for of which one says until when: a duty, or its source."""
        duties = [
            (line, duty.due_on)
            for line, duty in self.expected_duties(section)
            if duty.kind == DutyKind.CALL and duty.due_on and line.state == MoneyState.EXPECTED
        ]
        return [*duties, *((line, on) for line, _number, on in self.closings(section))]

    def closings(self, section: str) -> list[tuple[FundingLine, int, date]]:
        """The lines still to be asked for, whose source says until when and no duty does."""
        return [
            (line, line.source.pk, line.source.closes_on)
            for line in self.lines
            if line.section == section and line.source and line.source.closes_on
            if is_closing(line.state, self.duties.get(line.pk, ()))
        ]


def plan_sheet(access: Access, plan: FundingPlan) -> PlanSheet:
    """The plan with all that this reader reads of it; a constant number of queries."""
    rows = with_steps(access, readable.lines(access).filter(plan=plan).order_by("pk"))
    costs = readable.cost_items(access, [plan])
    return PlanSheet(
        plan=plan,
        costs=costs,
        lines=with_rests(rows, costs),
        duties=line_duties(access, [one.pk for one in rows]),
        reads_all=access.is_in_team or plan.post_id is not None or readable.owns(access, plan),
        reads_others=access.is_in_team,
    )


def with_rests(lines: Sequence[FundingLine], costs: Iterable[CostLine]) -> Sequence[FundingLine]:
    """These lines of any plans, each remainder counting what their reader may read of it."""
    costs_of: dict[int, list[Cost]] = defaultdict(list)
    lines_of: dict[int, list[FundingLine]] = defaultdict(list)
    for cost in costs:
        costs_of[cost.plan_id].append(cost_of(cost))
    for line in lines:
        lines_of[line.plan_id].append(line)
    for number, rows in lines_of.items():
        read = as_read(costs_of[number], [amount_of(one) for one in rows])
        for line, amount in zip(rows, read, strict=True):
            line.counted_cents = amount.counted
    return lines


def with_steps(access: Access, rows: QuerySet[FundingLine]) -> list[FundingLine]:
    """These lines that the reader reads, with their standing steps that it reads; two queries."""
    return list(rows.prefetch_related(Prefetch("steps", readable.steps_beside(access), "standing")))


def standing_steps(line: FundingLine) -> list[LineStep]:
    """The steps that `with_steps` read."""
    return getattr(line, "standing", [])


def is_expected(state: str, duty: Duty) -> bool:
    """Whether what a line of this state makes due waits; nobody claims what was not granted."""
    return duty.is_open and (duty.kind not in CLAIMS or state in SURE)


def is_closing(state: str, dues: Iterable[Duty]) -> bool:
    """Whether the closing of its source says when a line is to be asked for, and no duty does."""
    return state == MoneyState.EXPECTED and all(one.kind != DutyKind.CALL for one in dues)


def line_duties(access: Access, lines: Iterable[int]) -> dict[int, list[Duty]]:
    """What the lines of these numbers make due, as the reader reads it; one query."""
    numbers = {line_origin(one): one for one in lines}
    result: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties(access).filter(origin__in=numbers, waived_on__isnull=True):
        result[numbers[duty.origin]].append(duty)
    return result


def short_funder(line: FundingLine) -> str:
    """The short name of who pays, or what the money is."""
    if line.funder is None:
        return str(line.get_kind_display())
    return short_name(line.funder)


def short_name(body: Organisation) -> str:
    """What a bar has room for: its short name, or of a commune the place alone."""
    if body.kind == OrganisationKind.COMMUNE and body.commune:
        return body.commune
    return body.short_name or body.name


def short_names(numbers: Iterable[int | None]) -> dict[int, str]:
    """The short names of these structures, by their number; one query."""
    bodies = Organisation.objects.filter(pk__in={one for one in numbers if one})
    of_names = bodies.only("kind", "commune", "short_name", "name")
    return {one.pk: short_name(one) for one in of_names}


def amount_of(line: FundingLine) -> Amount:
    """The line as readings see it."""
    return Amount(
        name=short_funder(line),
        section=line.section,
        year=line.year,
        kind=line.kind,
        status=line.status,
        state=line.state,
        counted=line.counted_cents,
        paid=line.paid_cents or 0,
        granted=line.granted_cents,
        is_remainder=line.is_remainder,
        reads_rest=getattr(line, "reads_rest", False),
    )


def cost_of(line: CostLine) -> Cost:
    """The cost as readings see it."""
    return Cost(line.section, line.year, line.amount_cents, line.spent_cents, line.label)


def _is_paid(line: FundingLine, duty: Duty) -> bool:
    """Whether money came since this claim was sent."""
    if duty.done_on is None:
        return False
    return any(
        one.kind == MoneyState.PAID and one.on >= duty.done_on for one in standing_steps(line)
    )
