"""A plan as a file: its costs, then who pays, in the columns of the page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros
from maillage.core.tables_out import Value
from maillage.trade.funding.choices import OF_AMOUNTS, Section
from maillage.trade.funding.funding_plan.ledger import PayRow, Sum, pay_rows
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet

Table = tuple[Sequence[str], Sequence[Sequence[Value]]]


def plan_table(sheet: PlanSheet) -> Table:
    """The headers and the rows of both halves; what the reader does not read is blank."""
    headers = (
        *(_("Section"), _("Partie"), _("Dépense ou financeur"), _("Précision"), _("Année")),
        *(
            _("Coût"),
            *(french.capital(str(one.label)) for one in OF_AMOUNTS),
            _("Retenu"),
        ),
    )
    return headers, [row for one in sheet.sections for row in _section(sheet, one)]


def _section(sheet: PlanSheet, section: str) -> list[Sequence[Value]]:
    name = french.capital(str(Section(section).label))
    costs: list[Sequence[Value]] = [
        (
            *(name, _("Dépense"), one.label, one.source_note or str(one.get_source_display())),
            *(one.year, euros(one.amount_cents), None, None, None, None, None),
        )
        for one in sheet.costs
        if one.section == section
    ]
    years = {one.pk: one.year for one in sheet.lines}
    return costs + [
        (
            *(name, _("Financement"), row.name, row.label, years[row.number], None),
            *(_euros(one) for one in _amounts(row)),
        )
        for row in pay_rows(sheet, section, may_edit=False)
    ]


def _amounts(row: PayRow) -> tuple[Sum, ...]:
    return (row.expected, row.requested, row.granted, row.paid, row.counted)


def _euros(one: Sum) -> Value:
    return None if one.cents is None else euros(one.cents)
