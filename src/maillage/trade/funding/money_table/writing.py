"""Plans are opened from a table, and those that are there completed; nothing is overwritten."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Figure, Outcome, WriteOrder
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import WITHOUT_FUNDER, Basis, LineKind, MoneyState, Section
from maillage.trade.funding.funding_plan import services
from maillage.trade.funding.funding_plan.models import (
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.money_table.matching import FROM_OWNER
from maillage.trade.funding.money_table.rows import AMOUNTS, CostRead, LineRead, Operation
from maillage.trade.plan.engineering.employers import employer_made

ORDER = tuple(reversed(AMOUNTS))
NO_ITEM = _("Coût de l’opération")
UNDATED = _("Jour de l’import : le %(source)s n’en dit pas.")


def write_operations(table: Table[Operation], order: WriteOrder) -> Outcome:
    """Writes the operations that nothing stops; inside journal.write only."""
    access = reader_of(order.cooperation.pk, order.author.pk)
    if access is None:
        return Outcome(())
    writer = _Writer(access, order.source)
    for one in table.valid_rows:
        writer.write(one)
    return Outcome(
        (
            Figure("plans ouverts", len(writer.opened)),
            Figure("dépenses ajoutées", writer.spent),
            Figure("financements ajoutés", writer.added),
            Figure("plans complétés", len(writer.completed - writer.opened)),
        ),
        records=tuple(sorted(writer.plans)),
        made={"fundingplan": tuple(sorted(writer.opened))},
    )


class _Writer:
    """What one import opens, adds and completes."""

    def __init__(self, access: Access, source: str) -> None:
        self.access, self.source, self.today = access, source, timezone.localdate()
        self.opened, self.completed, self.plans = set[int](), set[int](), set[int]()
        self.added = self.spent = 0

    def write(self, one: Operation) -> None:
        """The plan of an operation, its costs, its lines, then what is left to its owner."""
        plan = one.existing or self._open(one)
        self.plans.add(plan.pk)
        for cost in one.costs:
            self._cost(plan, cost)
        for line in one.lines:
            if not line.is_left_out:
                self._line(plan, one, line)
        services.settle(plan)

    def _open(self, one: Operation) -> FundingPlan:
        same = FundingPlan.objects.filter(
            cooperation=self.access.cooperation_id, action=one.action, label=_label(one)
        ).first()
        if same is not None:
            return same
        owner = one.organisation or employer_made(self.access, one.owner)
        plan = FundingPlan(
            action=one.action, label=_label(one), owner=owner, basis=one.basis or Basis.NET
        )
        services.add_plan_inside(self.access, plan)
        self.opened.add(plan.pk)
        return plan

    def _cost(self, plan: FundingPlan, read: CostRead) -> None:
        """A cost that is not there; one of the same item and year stays as it is."""
        values = {
            "section": read.section or Section.INVESTMENT,
            "label": read.label or NO_ITEM,
            "year": read.year or self.today.year,
        }
        if not plan.costs.filter(**values).exists():
            CostLine(plan=plan, amount_cents=read.cents, **values).save()
            self.spent += 1
            self.completed.add(plan.pk)

    def _line(self, plan: FundingPlan, one: Operation, read: LineRead) -> None:
        funder = self._funder(plan, read)
        values = {
            "kind": read.kind,
            "funder": funder,
            "label": read.scheme[:120],
            "section": read.section or Section.INVESTMENT,
            "year": read.year or self.today.year,
        }
        line = plan.lines.filter(**values).first()
        if line is None:
            line = FundingLine(plan=plan, is_remainder=_takes_the_rest(plan, one, read), **values)
            line.ends_on = read.ends_on
            steps = [] if line.is_remainder else self._steps(read, [])
            services.add_line_inside(self.access, line, steps)
            services.keep_duties(self.access, line)
            self.added += 1
            self.completed.add(plan.pk)
            return
        standing = list(line.steps.filter(replaced_at__isnull=True).values_list("kind", flat=True))
        steps = [] if line.is_remainder else self._steps(read, standing)
        if steps:
            services.add_steps_inside(self.access, line, steps)
            self.completed.add(plan.pk)

    def _funder(self, plan: FundingPlan, read: LineRead) -> Organisation | None:
        if read.kind in WITHOUT_FUNDER:
            return None
        if read.kind in FROM_OWNER:
            return plan.owner
        return read.organisation or employer_made(self.access, read.funder)

    def _steps(self, read: LineRead, standing: list[str]) -> list[LineStep]:
        """The steps that the table says and the line has not, the first to happen first."""
        kinds = [(one, read.cents[one]) for one in ORDER if one in read.cents]
        steps = [self._step(read, kind, cents) for kind, cents in kinds if kind not in standing]
        if read.ended and read.ended not in standing:
            steps.append(self._step(read, read.ended, None))
        return steps

    def _step(self, read: LineRead, kind: MoneyState, cents: int | None) -> LineStep:
        day = read.day(kind)
        is_dated = day is not None and day <= self.today
        on: date = day if day is not None and is_dated else self.today
        note = "" if is_dated else UNDATED
        return LineStep(
            kind=kind,
            on=on,
            amount_cents=cents,
            act_number=read.act if kind == MoneyState.GRANTED else "",
            note=note % {"source": self.source} if note else "",
            means=Means.MAIL,
        )


def _label(one: Operation) -> str:
    return "" if one.action else one.title[:160]


def _takes_the_rest(plan: FundingPlan, one: Operation, read: LineRead) -> bool:
    """Whether own money is just what the others leave: it follows them, then."""
    if read.kind != LineKind.OWN or set(read.cents) - {MoneyState.EXPECTED}:
        return False

    def counts(other: LineRead | CostRead) -> bool:
        is_of_year = read.section != Section.OPERATING or other.year == read.year
        return other.section == read.section and is_of_year

    cost = sum(each.cents for each in one.costs if counts(each))
    lines = [each for each in one.lines if counts(each) and not each.ended]
    is_alone = sum(each.kind == LineKind.OWN for each in one.lines if counts(each)) == 1
    has_rest = plan.lines.filter(is_remainder=True, section=read.section or Section.INVESTMENT)
    return is_alone and cost == sum(each.most for each in lines) and not has_rest.exists()
