"""Plans of money, as the import wizard and the export read them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.money import euros_words
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, TableImport
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.trade.funding.choices import Basis, MoneyState
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.services import settle
from maillage.trade.funding.money_table.columns import RATE, SPEC, TOTAL
from maillage.trade.funding.money_table.matching import match_operations
from maillage.trade.funding.money_table.reading import read_operations
from maillage.trade.funding.money_table.rows import LineRead, Operation
from maillage.trade.funding.money_table.rows_out import plan_rows_out
from maillage.trade.funding.money_table.writing import write_operations

WORD = "plans"


@dataclass(frozen=True)
class MoneyImport(TableImport[Operation]):
    """A table of money understood, as the wizard reads it."""

    word = WORD

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many plans would be opened, how many are there, how many lines are read."""
        rows = self.table.valid_rows
        same = sum(one.existing is not None for one in rows)
        lines = sum(not line.is_left_out for one in rows for line in one.lines)
        return [
            Figure("plans à ouvrir", len(rows) - same),
            Figure("lignes de financement lues", lines),
            Figure("plans déjà ouverts", same, "beside"),
        ]

    def notice(self, workspace_id: int) -> str:
        """Who reads what comes in."""
        return _(
            "Ce qui est pressenti ou demandé sera lu par l’équipe projet ; ce qui est accordé, "
            "versé ou refusé, par tous."
        )

    def describe_row(self, one: Operation) -> Becoming:
        """The plan that an operation becomes."""
        basis = dict(Basis.choices).get(one.basis, "")
        cost = f"{euros_words(one.cost)} {basis}".strip() if one.cost else _("coût à dire")
        lines = [line for line in one.lines if not line.is_left_out]
        who = ngettext("un financement", "%(n)s financements", len(lines)) % {"n": len(lines)}
        return Becoming(one.title, tuple(filter(None, (one.owner, cost, who if lines else ""))))

    def plain(self, one: Operation) -> Plain:
        """What one operation says, by field."""
        return {
            "operation": one.title,
            "owner": one.owner or None,
            "cost_cents": one.cost or None,
            "basis": str(Basis(one.basis).label) if one.basis else None,
            "costs": [
                {
                    "label": cost.label or None,
                    "section": cost.section or None,
                    "year": cost.year,
                    "cents": cost.cents,
                }
                for cost in one.costs
                if cost.label or len(one.costs) > 1
            ],
            "lines": [_plain_line(line) for line in one.lines],
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Opens the plans and completes those that are there; inside journal.write only."""
        return write_operations(self.table, order)


def _plain_line(one: LineRead) -> Plain:
    return {
        "funder": one.funder or None,
        "scheme": one.scheme or None,
        "kind": one.kind.value,
        "section": one.section or None,
        "year": one.year,
        "state": one.state.value,
        "expected_cents": one.cents.get(MoneyState.EXPECTED),
        "requested_cents": one.cents.get(MoneyState.REQUESTED),
        "granted_cents": one.cents.get(MoneyState.GRANTED),
        "paid_cents": one.cents.get(MoneyState.PAID),
    }


def plan_money(workbook: Workbook, answers: Answers, tell: Progress) -> MoneyImport:
    """A workbook understood as plans of money of the cooperation."""
    table = read_operations(workbook, answers.mapping)
    access = reader_of(answers.cooperation_id, answers.author_id)
    if access is not None:
        match_operations(table.rows, access, answers.refused)
    tell(len(table.rows), len(table.rows))
    return MoneyImport(table)


def settle_plans(cooperation_id: int) -> None:
    """What is left to each owner follows the lines that went; inside journal.write only."""
    for plan in FundingPlan.objects.filter(cooperation=cooperation_id).order_by("pk"):
        settle(plan)


MONEY_TABLE = Target(
    "financements",
    "Plans de financement",
    SPEC.labels,
    frozenset(),
    plan_money,
    plan_rows_out,
    settle=settle_plans,
    rank=12,
    leads_to=leads_to_page("Ouvrir les plans de financement", "funding:funding_plan"),
    brings="vos plans de financement",
    purpose="ce que coûte chaque opération, qui paie, où en est chaque demande",
    pages={"fundingplan": "funding:plan"},
    leaf="construction.partnerships.funding",
    english="funding",
    only_in=frozenset({RATE.name, TOTAL.name, "amount", "own_share", "cost_ht", "cost_ttc"}),
)
