"""Contributions, as the import wizard and the export read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.money import euros_typed, euros_words
from maillage.core.shell import PageLink
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.import_wizard.queries import records_of
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, TableImport, plain_value
from maillage.foundation.exchange.targets.targets import (
    Alternative,
    Answers,
    Becoming,
    Figure,
    Outcome,
    TableRead,
    Target,
    WriteOrder,
)
from maillage.trade.funding.contribution_table.columns import (
    CALLED,
    CALLED_ON,
    ORGANISATION,
    ORIGIN,
    PLANNED,
    PRECISION,
    RECEIVED,
    RECEIVED_ON,
    SPEC,
)
from maillage.trade.funding.contribution_table.joining import join_rows
from maillage.trade.funding.contribution_table.matching import match_contributions
from maillage.trade.funding.contribution_table.reading import ContributionRead, read_contributions
from maillage.trade.funding.contribution_table.receipts import receipts_of
from maillage.trade.funding.contribution_table.shown import contributions_shown, origins_around
from maillage.trade.funding.contribution_table.two_sums import sum_questions, take_sums
from maillage.trade.funding.contribution_table.writing import write_contributions
from maillage.trade.funding.contributions import queries
from maillage.trade.funding.contributions.table import BEFORE, YEARS
from maillage.trade.funding.money_table.columns import TOTAL, YEAR
from maillage.trade.funding.money_table.rows import Entry

WORD = "contributions"


@dataclass(frozen=True)
class ContributionsImport(TableImport[ContributionRead]):
    """A table of contributions understood, as the wizard reads it."""

    word = WORD
    choices: tuple[Alternative, ...] = ()

    @property
    def rows_read(self) -> int:
        """How many rows say something, but for the titles over others."""
        sections = {
            (reading.sheet.name, number)
            for reading in self.readings
            for mapped in reading.tables
            for number in mapped.table.sections
        }
        return sum((one.sheet, one.row) not in sections for one in self.table.read.rows)

    def alternatives(self, workspace_id: int) -> list[Alternative]:
        """Which sum is right, where the file says several."""
        return list(self.choices)

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many contributions would be added, how many are there."""
        rows = [one for one in self.table.valid_rows if not one.waits]
        same = [one for one in rows if one.existing is not None]
        completed = sum(one.completes for one in same)
        wrong = sum(one.has_fault and not one.completes for one in same)
        receipts = sum(map(_entering, rows))
        return [
            Figure("contributions à ajouter", len(rows) - len(same)),
            Figure("contributions à compléter", completed),
            *([Figure("versements à noter", receipts)] if receipts else []),
            Figure("versements à confirmer", sum(len(one.waiting) for one in same), "asked"),
            Figure("contributions déjà notées", len(same) - completed - wrong, "same"),
        ]

    def notice(self, workspace_id: int) -> str:
        """Who reads what comes in, and what is noted where no day or no origin is said."""
        words = _(
            "Ce qui est reçu ne sera lu que par vous et par la structure qui paie. Sans « Appelée "
            "le » ni « Reçue le », le jour noté est celui de l’import."
        )
        around = [words, *origins_around(self.table.rows)]
        rows = (one for one in self.table.valid_rows if one.existing is None)
        if not all(one.origin or one.over for one in rows):
            around.append(_("D’où vient une somme sans origine reste à dire."))
        return " ".join(around)

    def tables(self) -> list[TableRead]:
        """Each contribution understood, with the sums that came."""
        return contributions_shown(self.table.rows)

    def describe_row(self, one: ContributionRead) -> Becoming:
        """The contribution that a row becomes, with the sums that this row says."""
        own = {name: one.cents[name] for name, row in one.rows.items() if row is one.row}
        names = ((PLANNED, _("prévue")), (CALLED, _("appelée")), (RECEIVED, _("reçue")))
        sums = [(word, own.get(name.name)) for name, word in names]
        parts = [f"{word} {euros_words(cents)}" for word, cents in sums if cents is not None]
        return Becoming(one.title, tuple(parts if one.year else [_("année à dire"), *parts]))

    def plain(self, one: ContributionRead) -> Plain:
        """What one contribution says, by field."""
        return {
            "organisation": one.name,
            "year": one.year,
            "planned_cents": one.cents.get(PLANNED.name),
            "called_cents": one.cents.get(CALLED.name),
            "received_cents": one.received,
            "called_on": plain_value(one.days.get(CALLED_ON.name)),
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Adds the contributions and completes those that are there; in journal.write only."""
        outcome = write_contributions(self.table, order)
        left = tuple(str(one) for one in self.choices if one.waits(order.refused))
        return replace(outcome, unanswered=outcome.unanswered + left)


def _entering(one: ContributionRead) -> int:
    """How many sums that came are written."""
    return sum(entry == Entry.NEW for _came, entry in receipts_of(one))


def plan_contributions(
    workbook: Workbook, answers: Answers, report: Progress
) -> ContributionsImport:
    """A workbook understood as contributions of the cooperation."""
    table = read_contributions(workbook, answers.mapping)
    access = reader_of(answers.cooperation_id, answers.author_id)
    if access is None:
        table.rows = join_rows(table.rows)
        take_sums(table.rows, answers.refused)
    else:
        table.rows = match_contributions(table.rows, access, answers.refused)
    either = (question for one in table.valid_rows for question in one.either)
    choices = (*sum_questions(table.rows, answers.refused), *either)
    report(len(table.rows), len(table.rows))
    return ContributionsImport(table, choices)


def contribution_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The contributions that this access reads, one row each; what it does not read is blank."""
    years = set(queries.every_contribution(access).values_list("year", flat=True))
    table = queries.year_table(access, years, timezone.localdate())
    for one in sorted((each for row in table.rows.values() for each in row), key=lambda o: o.pk):
        state = table.standings[one.pk]
        calls = [call.called_on for call in one.calls_read if call.cancelled_on is None]
        reads = state.received is not None
        values: dict[str, Value] = {
            ORGANISATION.name: one.organisation.name,
            YEAR.name: str(one.year),
            ORIGIN.name: str(one.get_origin_display()),
            PRECISION.name: one.origin_text,
            PLANNED.name: _typed(one.planned_cents),
            CALLED.name: _typed(state.called or None),
            CALLED_ON.name: min(calls, default=""),
            RECEIVED.name: _typed(state.received if calls or state.received else None),
            RECEIVED_ON.name: max(
                (receipt.on for receipt in one.receipts_read if reads), default=""
            ),
        }
        yield [values[name] for name in fields]


def _typed(cents: int | None) -> Value:
    return "" if cents is None else euros_typed(cents)


def years_entered(access: Access, run: int) -> PageLink:
    """The page of contributions, from the first year that this import entered if it is not shown.

    That page opens on the years around today.
    """
    made = records_of(access, run).made.get("contribution", ())
    came = queries.every_contribution(access).filter(pk__in=made)
    years = set(came.values_list("year", flat=True))
    url = address("funding:contributions", access.cooperation.slug)
    usual = range(first := timezone.localdate().year - BEFORE, first + YEARS)
    if not years <= set(usual):
        url = f"{url}?de={min(years)}"
    return PageLink(_("Ouvrir les contributions"), url)


CONTRIBUTION_TABLE = Target(
    WORD,
    "Contributions",
    SPEC.labels,
    frozenset(),
    plan_contributions,
    contribution_rows_out,
    rank=13,
    leads_to=years_entered,
    brings="vos contributions",
    purpose="ce que chaque structure paie par an : appelé, reçu",
    pages={"contribution": "funding:contribution", "costsharing": "funding:sharing"},
    leaf="construction.partnerships.funding",
    only_in=frozenset({TOTAL.name}),
)
