"""A plan as a file: its costs, then who pays, with sums that the spreadsheet makes."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.books_out import Formula, Sheet, Shown
from maillage.core.money import euros
from maillage.core.ods_out import column_letters
from maillage.core.table_files import book_response, table_response
from maillage.core.tables_out import Value
from maillage.trade.funding.choices import OF_AMOUNTS, MoneyState, Section
from maillage.trade.funding.funding_plan.ledger import PayRow, Sum, pay_rows
from maillage.trade.funding.funding_plan.models import CostLine, FundingPlan
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet

COST_SUM, FIRST_SUM = 5, 5  # the columns of the cost, and before the sums of who pays


def plan_file(kind: str, sheet: PlanSheet) -> HttpResponse:
    """The plan as a file to keep, `kind` being xlsx, ods or csv."""
    name = f"plan-{slugify(str(sheet.plan))[:60]}"
    if kind == "csv":
        return table_response(kind, name, str(sheet.plan), *plan_table(sheet))
    return book_response(kind, name, plan_book(sheet))


def plan_table(sheet: PlanSheet) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
    """The headers and the rows of both halves; what the reader does not read is blank."""
    headers = (
        *(_("Section"), _("Partie"), _("Dépense ou financeur"), _("Précision"), _("Année")),
        *(_("État"), _("Acte"), _("Coût"), *_amount_heads(), _("Part du coût, en %")),
    )
    return headers, [row for one in sheet.sections for row in _table_rows(sheet, one)]


def plan_book(sheet: PlanSheet) -> list[Sheet]:
    """What the plan is, then for each section what it costs and who pays."""
    pages = [_first_page(sheet)]
    for section in sheet.sections:
        alone = len(sheet.sections) == 1
        where = "" if alone else f", {Section(section).label}"
        pages += [_cost_page(sheet, section, where), _pay_page(sheet, section, where)]
    return pages


def read_words(*, reads_all: bool) -> str:
    """What a file of money holds: all that is noted, or what its reader reads."""
    if reads_all:
        return _("tout ce qui est noté")
    return _("ce que voit le lecteur qui a fait ce fichier : ce qui est sûr, et ce qui est à lui")


def _first_page(sheet: PlanSheet) -> Sheet:
    plan: FundingPlan = sheet.plan
    read = read_words(reads_all=sheet.reads_all)
    return Sheet(
        _("Plan"),
        (_("Plan de financement"), str(plan)),
        [
            (_("Maître d’ouvrage"), str(plan.owner)),
            (_("Montants"), _("en euros %(basis)s") % {"basis": plan.get_basis_display()}),
            (_("Fait le"), timezone.localdate()),
            (_("Contenu"), read),
        ],
    )


def _cost_page(sheet: PlanSheet, section: str, where: str) -> Sheet:
    heads = (_("Dépense"), _("D’où vient le montant"), _("Daté du"), _("Année"))
    rows: list[Sequence[Shown]] = [
        (one.label, _source(one), one.dated_on, one.year, euros(one.amount_cents))
        for one in _costs(sheet, section)
    ]
    total = [_sum_of(rows, COST_SUM)] if rows else []
    basis = str(sheet.plan.get_basis_display())
    return Sheet(
        _("Dépenses") + where,
        (*heads, _("Montant %(basis)s") % {"basis": basis}),
        [*rows, *([(_("Total"), None, None, None, *total)] if rows else [])],
    )


def _pay_page(sheet: PlanSheet, section: str, where: str) -> Sheet:
    years = {one.pk: one.year for one in sheet.lines}
    cost = sheet.balance(section).cost
    rows: list[Sequence[Shown]] = [
        (
            *(one.name, one.label, years[one.number], _state(one), one.act),
            *(_euros(sum) for sum in _amounts(one)),
            share_of(one.counted.cents, cost),
        )
        for one in pay_rows(sheet, section, may_edit=False)
    ]
    columns = range(FIRST_SUM + 1, FIRST_SUM + len(_amount_heads()) + (2 if cost else 1))
    total = (_("Total"), None, None, None, None, *(_sum_of(rows, one) for one in columns))
    return Sheet(
        _("Financeurs") + where,
        (
            *(_("Financeur"), _("Au titre de"), _("Année"), _("État"), _("Acte")),
            *(*_amount_heads(), _("Part du coût, en %")),
        ),
        [*rows, *([total] if rows else [])],
    )


def _sum_of(rows: Sequence[Sequence[Shown]], column: int) -> Formula:
    """The sum of a column, made by the file; rows begin under the head."""
    letters = column_letters(column)
    given = [row[column - 1] for row in rows]
    value = sum(float(one) for one in given if isinstance(one, int | float | Decimal))
    return Formula((f"{letters}2:{letters}{len(rows) + 1}",), value)


def _table_rows(sheet: PlanSheet, section: str) -> list[Sequence[Value]]:
    name, cost = french.capital(str(Section(section).label)), sheet.balance(section).cost
    rows: list[Sequence[Value]] = [
        (
            *(name, _("Dépense"), one.label, _source(one), one.year, None, None),
            *(euros(one.amount_cents), None, None, None, None, None, None),
        )
        for one in _costs(sheet, section)
    ]
    years = {one.pk: one.year for one in sheet.lines}
    return rows + [
        (
            *(name, _("Financement"), row.name, row.label, years[row.number], _state(row)),
            *(
                row.act,
                None,
                *(_euros(one) for one in _amounts(row)),
                share_of(row.counted.cents, cost),
            ),
        )
        for row in pay_rows(sheet, section, may_edit=False)
    ]


def _costs(sheet: PlanSheet, section: str) -> list[CostLine]:
    return [one for one in sheet.costs if one.section == section]


def _source(cost: CostLine) -> str:
    return cost.source_note or french.capital(str(cost.get_source_display()))


def _amount_heads() -> tuple[str, ...]:
    return (*(french.capital(str(one.label)) for one in OF_AMOUNTS), _("Retenu"))


def _state(row: PayRow) -> str:
    return str(MoneyState(row.state).label)


def _amounts(row: PayRow) -> tuple[Sum, ...]:
    return (row.expected, row.requested, row.granted, row.paid, row.counted)


def _euros(one: Sum) -> Value:
    return None if one.cents is None else euros(one.cents)


def share_of(cents: int | None, cost: int) -> Decimal | None:
    """Out of a hundred of the cost, to the tenth; None where nothing is said of one of them."""
    if not cost or cents is None:
        return None
    return round(Decimal(cents) * 100 / cost, 1)
