"""The two halves of a plan as its page and its file show them: who pays, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.french import NBSP
from maillage.core.money import bare_euros, euros_words
from maillage.trade.context.duties.models import Duty
from maillage.trade.funding.choices import MoneyState
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, LineStep
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet, standing_steps
from maillage.trade.funding.funding_plan.words import step_words

NONE = "–"
# The step that says most of where a line stands, from the end.
TELLS = (
    *(MoneyState.LAPSED, MoneyState.REFUSED, MoneyState.GRANTED),
    *(MoneyState.REQUESTED, MoneyState.EXPECTED, MoneyState.PAID),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of the ledger: its words, a dash for none."""

    cents: int | None

    @property
    def words(self) -> str:
        """« 144 000 », or a dash."""
        return NONE if self.cents is None else bare_euros(self.cents)

    @property
    def is_void(self) -> bool:
        """Whether nothing is said."""
        return self.cents is None


@dataclass(frozen=True, slots=True)
class PayRow:
    """A line: who pays, at what stage, each of its amounts, the act, what follows."""

    number: int
    name: str
    label: str
    state: str
    expected: Sum
    requested: Sum
    granted: Sum
    paid: Sum
    counted: Sum
    share: str
    act: str
    follows: str
    warning: str = ""
    may_edit: bool = False

    @property
    def repeated(self) -> list[str]:
        """The stages whose amount a later stage has too: a phone leaves them out."""
        stages = ("expected", "requested", "granted", "paid")
        shown = [one for one in stages if not getattr(self, one).is_void]
        return [one for one, after in pairwise(shown) if getattr(self, one) == getattr(self, after)]


@dataclass(frozen=True, slots=True)
class PayTotals:
    """The sums of what is shown."""

    expected: Sum
    requested: Sum
    granted: Sum
    paid: Sum
    counted: Sum


@dataclass(frozen=True, slots=True)
class CostRow:
    """An item: what its amount rests on, each of its years, its total."""

    label: str
    source: str
    dated: str
    years: Sequence[tuple[int, Sum, int]]
    total: Sum
    is_eligible: bool = True


def pay_rows(sheet: PlanSheet, section: str, *, may_edit: bool) -> list[PayRow]:
    """The lines of a section, own money last."""
    rows = [one for one in sheet.own_last if one.section == section]
    cost = sheet.balance(section).cost
    years = {one.year for one in rows}
    return [_pay_row(sheet, one, cost, len(years) > 1, may_edit=may_edit) for one in rows]


def _pay_row(
    sheet: PlanSheet, line: FundingLine, cost: int, shows_year: bool, *, may_edit: bool
) -> PayRow:
    reads_requests = getattr(line, "reads_requests", False)
    step = step_to_show(standing_steps(line))
    share = ""
    if cost and line.counted_cents:
        share = f"{french.number(Decimal(line.counted_cents) * 100 / cost, 1)}{NBSP}%"
    return PayRow(
        number=line.pk,
        name=_funder_name(line),
        label=_label(line, shows_year=shows_year),
        state=line.state,
        expected=Sum(line.expected_cents if reads_requests else None),
        requested=Sum(line.requested_cents if reads_requests else None),
        granted=Sum(line.granted_cents),
        paid=Sum(line.paid_cents),
        counted=Sum(line.counted_cents),
        share=share,
        act=_act_words(line, step),
        follows=follow_words(standing_steps(line), sheet.duties.get(line.pk, ())),
        warning=warning_words(line) if reads_requests else "",
        may_edit=may_edit,
    )


def _act_words(line: FundingLine, step: LineStep | None) -> str:
    """Under which act a line stands; of own money nobody voted, that it is to be."""
    if line.kind == "own" and line.granted_cents is None and line.counted_cents:
        return _("À voter")
    return step_words(step)


def warning_words(line: FundingLine) -> str:
    """What does not fit in the sums of a line; empty when all does."""
    granted, paid, counted = line.granted_cents, line.paid_cents, line.counted_cents
    if line.is_remainder:
        if granted is None or granted == counted:
            return ""
        words = _("Voté %(granted)s, il faut %(counted)s.")
        return words % {"granted": euros_words(granted), "counted": euros_words(counted)}
    if paid and granted is None:
        return _("Versé sans accord noté : notez l’acte, seul ce versement compte.")
    if paid and granted is not None and paid > granted:
        return _("Versé %(sum)s de plus qu’accordé.") % {"sum": euros_words(paid - granted)}
    return ""


def _funder_name(line: FundingLine) -> str:
    if line.funder is None:
        return french.capital(str(line.get_kind_display()))
    return line.funder.name


def _label(line: FundingLine, *, shows_year: bool) -> str:
    kind = french.capital(str(line.get_kind_display()))
    label = line.label or (kind if line.funder else "")
    if line.is_remainder and getattr(line, "reads_rest", False):
        label = ", ".join(filter(None, (label, "le reste")))
    return ", ".join(filter(None, (label, str(line.year) if shows_year else "")))


def step_to_show(steps: Sequence[LineStep]) -> LineStep | None:
    """The step that says where a line stands."""
    by_kind = {one.kind: one for one in steps}
    return next((by_kind[kind] for kind in TELLS if kind in by_kind), None)


def follow_words(steps: Sequence[LineStep], dues: Sequence[Duty]) -> str:
    """What comes next: what the line makes due first, else what its last step noted."""
    if steps and steps[-1].note:
        return steps[-1].note
    first = next((one for one in dues if one.is_open), None)
    if first is None or first.due_on is None:
        return ""
    return f"{first.label}, {french.long_date(first.due_on)}"


def pay_totals(rows: Sequence[PayRow]) -> PayTotals:
    """The sums of these rows: what is not shown is not in them."""

    def total(name: str) -> Sum:
        given = [getattr(one, name).cents for one in rows]
        cents = [one for one in given if one is not None]
        return Sum(sum(cents) if cents else None)

    return PayTotals(
        *(total(name) for name in ("expected", "requested", "granted", "paid", "counted"))
    )


def cost_years(sheet: PlanSheet, section: str) -> list[int]:
    """The years in which something is spent."""
    return sorted({one.year for one in sheet.costs if one.section == section})


def cost_rows(sheet: PlanSheet, section: str) -> list[CostRow]:
    """The items of a section: one row for each label, a column for each year."""
    years = cost_years(sheet, section)
    by_label: dict[str, list[CostLine]] = {}
    for one in sheet.costs:
        if one.section == section:
            by_label.setdefault(one.label, []).append(one)
    return [_cost_row(label, rows, years) for label, rows in by_label.items()]


def _cost_row(label: str, rows: Sequence[CostLine], years: Sequence[int]) -> CostRow:
    by_year = {one.year: one for one in rows}
    first = rows[0]
    return CostRow(
        label=label,
        source=first.source_note or french.capital(str(first.get_source_display())),
        dated=french.long_date(first.dated_on) if first.dated_on else "",
        years=[
            (
                year,
                Sum(by_year[year].amount_cents if year in by_year else None),
                (by_year[year].pk or 0) if year in by_year else 0,
            )
            for year in years
        ],
        total=Sum(sum(one.amount_cents for one in rows)),
        is_eligible=all(one.is_eligible for one in rows),
    )


def year_totals(sheet: PlanSheet, section: str) -> list[tuple[int, Sum]]:
    """What is spent in each year."""
    return [
        (
            year,
            Sum(
                sum(
                    one.amount_cents
                    for one in sheet.costs
                    if one.section == section and one.year == year
                )
            ),
        )
        for year in cost_years(sheet, section)
    ]
