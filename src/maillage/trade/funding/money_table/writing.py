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
from maillage.trade.funding.choices import (
    FROM_OWNER,
    WITHOUT_FUNDER,
    Basis,
    LineKind,
    MoneyState,
    Section,
)
from maillage.trade.funding.funding_plan import services
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan, LineStep
from maillage.trade.funding.money_table.plans_there import further_steps
from maillage.trade.funding.money_table.rows import (
    AMOUNTS,
    LONGEST_LABEL,
    NO_ITEM,
    CostRead,
    LineRead,
    Operation,
    Steps,
)
from maillage.trade.plan.engineering.employers import employer_made

ORDER = tuple(reversed(AMOUNTS))
UNDATED = _("Jour de l’import : le %(source)s n’en dit pas.")


def write_operations(table: Table[Operation], order: WriteOrder) -> Outcome:
    """Writes the operations that nothing stops; inside journal.write only."""
    access = reader_of(order.cooperation.pk, order.author.pk)
    if access is None:
        return Outcome(())
    writer = _Writer(access, order.source)
    for one in table.valid_rows:
        writer.write(one)
    writer.fix_rests()
    return Outcome(
        (
            Figure("plans ouverts", len(writer.opened)),
            Figure("dépenses ajoutées", writer.spent),
            Figure("financements ajoutés", writer.added),
            *(one for one in writer.changes if one.number),
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
        self.added = self.spent = self.corrected = self.advanced = 0
        self.rests: list[tuple[FundingLine, LineRead]] = []

    @property
    def changes(self) -> tuple[Figure, ...]:
        """How much of what was there the answers have changed."""
        return (
            Figure("dépenses corrigées", self.corrected),
            Figure("financements actualisés", self.advanced),
        )

    def write(self, one: Operation) -> None:
        """The plan of an operation, its costs, its lines, then what is left to its owner."""
        plan = one.existing or self._open(one)
        self.plans.add(plan.pk)
        for cost in one.costs:
            if cost.enters:
                self._cost(plan, cost)
        for line in sorted(one.lines, key=lambda each: each.kind == LineKind.OWN):
            if line.stands and line.enters:
                self._advance(line.stands, line, line.steps)
            elif line.enters:
                self._line(plan, line)
        services.settle(plan)

    def fix_rests(self) -> None:
        """Writes what own money was read to be, where other rows have left it another rest."""
        for line, read in self.rests:
            line.refresh_from_db()
            if line.counted_cents != read.most:
                self._without_rest(line, read, [])

    def _open(self, one: Operation) -> FundingPlan:
        same = FundingPlan.objects.filter(
            cooperation=self.access.cooperation_id,
            action=one.action,
            post=one.post,
            label=_label(one),
        ).first()
        if same is not None:
            return same
        owner = one.organisation or employer_made(self.access, one.owner)
        plan = FundingPlan(
            action=one.action,
            post=one.post,
            label=_label(one),
            owner=owner,
            basis=one.basis or Basis.NET,
        )
        services.add_plan_inside(self.access, plan)
        self.opened.add(plan.pk)
        return plan

    def _cost(self, plan: FundingPlan, read: CostRead) -> None:
        """A cost that is not there, or the amount of the one that it corrects."""
        if read.stands is not None:
            read.stands.amount_cents = read.cents
            read.stands.save()
            self.corrected += 1
            self.completed.add(plan.pk)
            return
        values = {
            "section": read.section or Section.INVESTMENT,
            "label": read.label or str(NO_ITEM),
            "year": read.year or self.today.year,
        }
        if not plan.costs.filter(**values).exists():
            CostLine(plan=plan, amount_cents=read.cents, **values).save()
            self.spent += 1
            self.completed.add(plan.pk)

    def _line(self, plan: FundingPlan, read: LineRead) -> None:
        values = {
            "kind": read.kind,
            "funder": self._funder(plan, read),
            "label": read.scheme[:120],
            "section": read.section or Section.INVESTMENT,
            "year": read.year or self.today.year,
        }
        same = plan.lines.filter(**values).first()
        if same is not None:
            self._advance(same, read, further_steps(read, same))
            return
        line = FundingLine(plan=plan, **values)
        line.is_remainder = _takes_the_rest(line, read)
        line.ends_on = read.ends_on
        steps = [] if line.is_remainder else self._steps(read, _all_steps(read))
        services.add_line_inside(self.access, line, steps)
        services.keep_duties(self.access, line)
        if line.is_remainder:
            self.rests.append((line, read))
        self.added += 1
        self.completed.add(plan.pk)

    def _advance(self, line: FundingLine, read: LineRead, steps: Steps) -> None:
        """More of a line that is there."""
        if steps:
            self._without_rest(line, read, steps)
            services.keep_duties(self.access, line)
            self.advanced += 1
            self.completed.add(line.plan_id)

    def _without_rest(self, line: FundingLine, read: LineRead, steps: Steps) -> None:
        """The steps of a line, which no longer takes the rest when less or more is expected."""
        every = steps or _all_steps(read)
        is_expected = every[0][0] == MoneyState.EXPECTED
        if line.is_remainder and is_expected and line.counted_cents != read.most:
            line.is_remainder = False
        services.add_steps_inside(self.access, line, self._steps(read, every))

    def _funder(self, plan: FundingPlan, read: LineRead) -> Organisation | None:
        if read.kind in WITHOUT_FUNDER:
            return None
        if read.kind in FROM_OWNER:
            return plan.owner
        return read.organisation or employer_made(self.access, read.funder)

    def _steps(self, read: LineRead, steps: Steps) -> list[LineStep]:
        return [self._step(read, kind, cents) for kind, cents in steps]

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
    return "" if one.action or one.post else one.title[:LONGEST_LABEL]


def _all_steps(read: LineRead) -> Steps:
    """The steps that a line says, the first to happen first."""
    steps: Steps = [(one, read.cents[one]) for one in ORDER if one in read.cents]
    return [*steps, (read.ended, None)] if read.ended else steps


def _takes_the_rest(line: FundingLine, read: LineRead) -> bool:
    """Whether own money is just what the lines of the plan leave: it follows them, then."""
    if read.kind != LineKind.OWN or set(read.cents) - {MoneyState.EXPECTED}:
        return False
    own = line.plan.lines.filter(kind=LineKind.OWN, section=line.section)
    if line.section == Section.OPERATING:
        own = own.filter(year=line.year)
    return not own.exists() and services.left_for(line) == read.most
