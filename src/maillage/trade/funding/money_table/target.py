"""Plans of money, as the import wizard and the export read them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.core.money import euros_words
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.import_wizard.queries import records_of
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, TableImport
from maillage.foundation.exchange.targets.targets import (
    Alternative,
    Answers,
    Becoming,
    Figure,
    Outcome,
    TableRead,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.trade.funding.choices import Basis, MoneyState
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.services import settle
from maillage.trade.funding.money_table.alternatives import compare_plans
from maillage.trade.funding.money_table.columns import RATE, SPEC, TOTAL
from maillage.trade.funding.money_table.matching import match_operations
from maillage.trade.funding.money_table.reading import read_operations
from maillage.trade.funding.money_table.rows import Entry, LineRead, Operation
from maillage.trade.funding.money_table.rows_out import plan_rows_out
from maillage.trade.funding.money_table.same_titles import plan_of
from maillage.trade.funding.money_table.shared_units import UnitQuestions
from maillage.trade.funding.money_table.shown import tables_shown, waiting_words
from maillage.trade.funding.money_table.writing import write_operations

WORD = "plans"


@dataclass(frozen=True)
class MoneyImport(TableImport[Operation]):
    """A table of money understood, as the wizard reads it."""

    word = WORD
    choices: tuple[Alternative, ...] = ()

    @property
    def rows_read(self) -> int:
        """How many rows say something: those of lists, and those of two halves that give a sum."""
        halves = [one for one in self.table.rows if one.is_whole_sheet]
        return len(self.table.read.rows) + sum(max(len(one.rows), 1) - 1 for one in halves)

    @property
    def rows_behind(self) -> int:
        """How many rows say more of an operation of which a row is to be corrected."""
        wrong = {row_of(one.cell) for one in self.problems if one.severity is Severity.ERROR}
        rows = (one.rows_of_list for one in self.table.rows if one.is_stopped)
        return len(set().union(*rows) - wrong)

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many plans would be opened, how many sums come in, how many are there already."""
        rows = self.table.valid_rows
        same = {one.existing.pk for one in rows if one.existing}
        opened = {plan_of(one) for one in rows if one.existing is None}
        costs = [cost for one in rows for cost in one.costs]
        lines = [line for one in rows for line in one.lines]
        there = sum(each.entry == Entry.THERE for one in rows for each in one.sums)
        return [
            Figure("plans à ouvrir", len(opened)),
            Figure("dépenses à entrer", sum(one.enters for one in costs)),
            Figure("financements à entrer", sum(one.enters for one in lines)),
            Figure("plans déjà ouverts", len(same), "beside"),
            *([Figure("sommes déjà là", there, "beside")] if there else []),
        ]

    def alternatives(self, workspace_id: int) -> list[Alternative]:
        """Which structure pays, where words may be several; where a plan has other sums."""
        return list(self.choices)

    def notice(self, workspace_id: int) -> str:
        """Who reads what comes in; or that nothing does."""
        rows = self.table.valid_rows
        if rows and not self.choices and not any(map(_enters, rows)):
            return _("Tout ce que dit ce fichier est déjà dans vos plans : rien n’y changera.")
        words = _(
            "Ce qui est pressenti ou demandé sera lu par l’équipe projet ; ce qui est accordé, "
            "versé ou refusé, par tous."
        )
        without_answer = []
        if any(one.is_of_post for one in rows):
            posts = _(
                "Le plan d’un poste n’est lu que par les chargés de coopération, son employeur et "
                "ses financeurs."
            )
            without_answer.append(posts)
        if any(one.lacks_year for one in rows):
            year = _("Là où le fichier ne dit aucune année, c’est %(year)s.")
            without_answer.append(year % {"year": timezone.localdate().year})
        lent = sorted({one.lent_year for one in rows if one.lent_year})
        if lent:
            year = _("Où une opération ne dit qu’une année, elle vaut pour toutes ses sommes.")
            without_answer.append(year)
        if any(one.lacks_section for one in rows):
            without_answer.append(_("Sans section dite, c’est l’investissement."))
        without_answer += _empty_words(rows)
        return " ".join([words, *without_answer])

    def tables(self) -> list[TableRead]:
        """Each cost and each line understood, with the structure that its name became."""
        return tables_shown(self.table.rows, self.problems)

    def becomes(self, sheet: str, row: int) -> list[Becoming]:
        """What one row tells; each row of two halves tells of their one plan."""
        halves = [one for one in self.table.rows if one.is_whole_sheet and one.row.sheet == sheet]
        whole = [one for one in halves if one.row.row <= row][-1:] or halves[:1]
        listed = [one for one in self.table.rows if one.listed and one.listed.sheet == sheet]
        whole = whole or [one for one in listed if one.listed and one.listed.row == row]
        return [self.describe_row(one) for one in whole] or super().becomes(sheet, row)

    def describe_row(self, one: Operation) -> Becoming:
        """The plan that an operation becomes."""
        basis = dict(Basis.choices).get(one.basis, "")
        cost = f"{euros_words(one.cost)} {basis}".strip() if one.cost else _("coût à dire")
        count = len(one.lines)
        who = ngettext("un financement", "%(n)s financements", count) % {"n": count}
        parts = [str(one.organisation or one.owner), cost, who if count else ""]
        return Becoming(one.title, tuple(filter(None, parts)))

    def plain(self, one: Operation) -> Plain:
        """What one operation says, by field."""
        return {
            "operation": one.written_title,
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
                if cost.label or cost.year or len(one.costs) > 1
            ],
            "lines": [_plain_line(line) for line in one.lines],
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Opens the plans and completes those that are there; inside journal.write only."""
        outcome = write_operations(self.table, order)
        left = [one for one in self.choices if one.waits(order.refused)]
        words = (
            _left_out_words(self.table.valid_rows),
            waiting_words(self.table.rows, self.problems),
        )
        left_out = " ".join(filter(None, words))
        return replace(outcome, unanswered=tuple(map(str, left)), left_out=left_out)


def _enters(one: Operation) -> bool:
    """Whether something of an operation is written."""
    return one.existing is None or any(each.enters for each in one.sums)


def _left_out_words(rows: Sequence[Operation]) -> str:
    """How much of the plans that entered did not, for who pays it is not settled."""
    left = sum(line.most for one in rows for line in one.lines if line.is_left_out)
    words = _(
        "%(sum)s de financements n’y sont pas : la structure qui les paie n’est pas dite, ou pas "
        "dans l’annuaire."
    )
    return words % {"sum": euros_words(left)} if left else ""


def _empty_words(rows: Sequence[Operation]) -> list[str]:
    """Which plans open with nothing in them; nothing where all have something."""
    empty = [one for one in rows if one.existing is None and not any(s.enters for s in one.sums)]
    if not empty:
        return []
    words = ngettext("%(names)s s’ouvre sans ligne.", "%(names)s s’ouvrent sans ligne.", len(empty))
    names = french.listed([f"« {french.inner_quotes(one.title)} »" for one in empty])
    return [words % {"names": names}]


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


def plan_money(workbook: Workbook, answers: Answers, report: Progress) -> MoneyImport:
    """A workbook understood as plans of money of the cooperation."""
    units = UnitQuestions(answers.refused)
    table = read_operations(workbook, answers.mapping, units)
    access = reader_of(answers.cooperation_id, answers.author_id)
    choices = list(units.questions)
    if access is not None:
        for one in table.rows:
            one.lend_year()
        choices += match_operations(table.rows, access, answers.refused)
        choices += compare_plans(table.rows, access, answers.refused)
    if all(one.row.is_refused for one in table.rows):  # a unit alone lets nothing in
        choices = [
            replace(one, lets_in=one.lets_in and one not in units.questions) for one in choices
        ]
    report(len(table.rows), len(table.rows))
    return MoneyImport(table, tuple(choices))


def settle_plans(cooperation_id: int) -> None:
    """What is left to each owner follows the lines that went; inside journal.write only."""
    for plan in FundingPlan.objects.filter(cooperation=cooperation_id).order_by("pk"):
        settle(plan)


def plan_or_plans(access: Access, run: int) -> PageLink | None:
    """The plan that this import filled, or the register of all when they are several."""
    came = readable.plans(access).filter(pk__in=records_of(access, run).records)
    numbers = list(came.order_by().values_list("pk", flat=True)[:2])
    if len(numbers) == 1:
        url = address("funding:plan", access.cooperation.slug, numbers[0])
        return PageLink(_("Ouvrir le plan de financement"), url)
    return leads_to_page("Ouvrir les plans de financement", "funding:funding_plan")(access, run)


MONEY_TABLE = Target(
    "financements",
    "Plans de financement",
    SPEC.labels,
    frozenset(),
    plan_money,
    plan_rows_out,
    settle=settle_plans,
    rank=12,
    leads_to=plan_or_plans,
    brings="vos plans de financement",
    purpose="ce que coûte chaque opération, qui paie, où en est chaque demande",
    pages={"fundingplan": "funding:plan", "post": "plan:post"},
    leaf="construction.partnerships.funding",
    english="funding",
    only_in=frozenset({RATE.name, TOTAL.name, "amount", "own_share", "cost_ht", "cost_ttc"}),
)
