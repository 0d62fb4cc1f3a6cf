"""What do the plans that are there have already of what a table of money says?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from maillage.core.french import capital
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.trade.funding.choices import FROM_OWNER, GONE, OF_AMOUNTS, SURE, MoneyState, Section
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.money_table.rows import NO_ITEM, CostRead, LineRead, Steps

MORE_WORD = lazy("%(what)s, complément")


@dataclass(frozen=True, slots=True)
class PlanThere:
    """A plan with its costs, its lines, and the day of the agreement of each, by number."""

    plan: FundingPlan
    costs: Sequence[CostLine]
    lines: Sequence[FundingLine]
    granted_on: Mapping[int, date]

    @property
    def cost(self) -> int:
        """What it costs, in cents, all sections and years."""
        return sum(one.amount_cents for one in self.costs)

    @property
    def section(self) -> str:
        """The section of all its sums; nothing when they are of both, or when it has none."""
        sections = {one.section for one in self.costs} | {one.section for one in self.lines}
        return sections.pop() if len(sections) == 1 else ""

    def costs_like(self, read: CostRead) -> list[CostLine]:
        """Its costs of this item, of the section and the year that the file says."""
        label = folded(read.label or str(NO_ITEM))
        return [
            one
            for one in self.costs
            if folded(one.label) == label
            and read.section in {"", one.section}
            and read.year in {None, one.year}
        ]

    def has_cost(self, read: CostRead) -> bool:
        """Whether a second cost would be the same item, in the same section and year."""
        year = read.year or timezone.localdate().year
        section = read.section or Section.INVESTMENT
        return any(one.year == year and one.section == section for one in self.costs_like(read))

    def lines_of(self, read: LineRead) -> list[FundingLine]:
        """Its lines of whom the file says that they pay."""
        if read.kind in FROM_OWNER:
            return [one for one in self.lines if one.kind == read.kind]
        if read.organisation is None:
            return [one for one in self.lines if one.kind == read.kind and one.funder is None]
        number, is_owner = read.organisation.pk, read.organisation.pk == self.plan.owner_id
        return [
            one
            for one in self.lines
            if one.funder_id == number and (is_owner or one.kind not in FROM_OWNER)
        ]

    def has_line(self, read: LineRead) -> bool:
        """Whether a second line would be of the same funder, scheme, section and year."""
        year = read.year or timezone.localdate().year
        section = read.section or Section.INVESTMENT
        same = (read.kind, folded(read.scheme), section, year)
        rows = self.lines_of(read)
        return any((one.kind, folded(one.label), one.section, one.year) == same for one in rows)


def plans_there(access: Access, plans: Iterable[FundingPlan]) -> Mapping[int, PlanThere]:
    """These plans with what each has, by number; three queries, none for no plan."""
    every = {one.pk: one for one in plans}
    costs: dict[int, list[CostLine]] = defaultdict(list)
    lines: dict[int, list[FundingLine]] = defaultdict(list)
    days: dict[int, date] = {}
    if every:
        for cost in readable.costs(access).filter(plan__in=every).order_by("pk"):
            costs[cost.plan_id].append(cost)
        for line in readable.lines(access).filter(plan__in=every).order_by("pk"):
            lines[line.plan_id].append(line)
        granted = readable.steps(access).filter(kind=MoneyState.GRANTED, line__plan__in=every)
        days.update(granted.values_list("line", "on"))
    return {pk: PlanThere(plan, costs[pk], lines[pk], days) for pk, plan in every.items()}


def narrowed(read: LineRead, lines: Sequence[FundingLine]) -> Iterator[list[FundingLine]]:
    """The lines that a line of the file may be, from what is said most closely to the least."""
    placed = [
        one for one in lines if read.section in {"", one.section} and read.year in {None, one.year}
    ]
    same = [one for one in placed if is_alike(read.scheme, one.label)]
    exact = [one for one in same if folded(one.label) == folded(read.scheme)]
    for some in (exact, same):
        yield [one for one in some if one.kind == read.kind]
        yield some


def is_alike(scheme: str, label: str) -> bool:
    """Whether two names may be of one scheme: one of them says nothing, or is in the other.

    >>> is_alike("DETR", "DETR 2026"), is_alike("", "DSIL"), is_alike("DETR", "DSIL")
    (True, True, False)
    """
    one, other = folded(scheme), folded(label)
    return one in other or other in one


def agree(read: LineRead, lines: Sequence[FundingLine]) -> bool:
    """Whether these lines say together what the file says: the same amounts, no state further."""
    alike = [one for one in lines if (one.state in GONE) == bool(read.ended)]
    if not alike or (read.ended and any(one.state != read.ended for one in alike)):
        return False
    return all(_is_same(state, cents, alike) for state, cents in read.cents.items())


def _is_same(state: MoneyState, cents: int, lines: Sequence[FundingLine]) -> bool:
    sums = [_sum_from(one, state) for one in lines]
    if any(one is None for one in sums):
        return False
    return cents in {sum(filter(None, sums)), sum(one.counted_cents for one in lines)}


def _sum_from(line: FundingLine, state: MoneyState) -> int | None:
    """The amount of this state, else of the first that is further; None when it is not reached."""
    if line.is_remainder and line.granted_cents is None and state == MoneyState.EXPECTED:
        return line.counted_cents
    reached = OF_AMOUNTS[OF_AMOUNTS.index(state) :]
    return next((cents for one in reached if (cents := sum_of(line, one)) is not None), None)


def sum_of(line: FundingLine, state: MoneyState) -> int | None:
    """The amount that a line has under this state, in cents; None for none."""
    cents: int | None = getattr(line, f"{state.value}_cents")
    return cents


def further_steps(read: LineRead, line: FundingLine) -> Steps:
    """The steps that the file says and the line has not: none that is behind its state.

    What was granted once is granted again, for another sum, on the day that the file gives only.
    """
    steps: Steps = []
    level = _level(line)
    for state in OF_AMOUNTS[level:]:
        cents, noted = read.cents.get(state), sum_of(line, state)
        if cents is None or cents == noted:
            continue
        if state != MoneyState.PAID:
            is_again = noted is not None and state == MoneyState.GRANTED
            if not is_again or read.day(state) is not None:
                steps.append((state, cents))
        elif cents > (noted or 0):
            steps.append((state, cents - (noted or 0)))
    if read.ended and line.state != read.ended and not line.paid_cents:
        steps.append((read.ended, None))
    return steps


def corrected_steps(read: LineRead, line: FundingLine) -> Steps:
    """The step of a line again, for what the file says; none once it is granted, or refused.

    An agreement is never made of a sum that the file does not say to be granted.
    """
    is_settled = line.state in (*GONE, *SURE) or line.paid_cents or read.ended
    if is_settled or read.most == line.counted_cents:
        return []
    return [(MoneyState(line.state), read.most)]


def more_of(there: PlanThere, read: LineRead, lines: Sequence[FundingLine]) -> LineRead | None:
    """What a file expects beyond lines of which some is granted, as a line beside them; or None.

    The years of these lines are taken where the file says none.
    """
    is_granted = any(one.state in SURE for one in lines)
    is_fixed = not any(one.is_remainder for one in lines)
    is_of_them = all(is_alike(read.scheme, one.label) for one in lines)
    cents = read.most - sum(one.counted_cents for one in lines)
    is_expected = read.state == MoneyState.EXPECTED and cents > 0
    if not (is_granted and is_fixed and is_of_them and is_expected):
        return None
    more = replace(
        read,
        scheme=str(MORE_WORD) % {"what": read.scheme or capital(str(read.kind.label))},
        section=read.section or lines[-1].section,
        year=read.year or max(one.year for one in lines),
        cents={MoneyState.EXPECTED: cents},
    )
    return None if there.has_line(more) else more


def _level(line: FundingLine) -> int:
    """From which state on something may still be noted of a line."""
    granted = OF_AMOUNTS.index(MoneyState.GRANTED)
    is_over = line.state in GONE
    return granted if is_over else min(granted, OF_AMOUNTS.index(MoneyState(line.state)))
