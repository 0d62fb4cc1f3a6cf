"""A table of commitments, as the import wizard and the export read it."""

from dataclasses import dataclass

from django.utils import timezone

from maillage.core import french
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import (
    Plain,
    TableImport,
    plain_value,
)
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.trade.governance.bodies.queries.body_table import existing_places
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.queries.commitment_table import (
    commitment_rows_out,
    existing_commitments,
)
from maillage.trade.governance.commitments.rules import amount_words
from maillage.trade.governance.commitments.services import write_commitment_table
from maillage.trade.governance.commitments.table.reading import (
    SPEC,
    CommitmentRow,
    pair,
    read_commitment_table,
)


@dataclass(frozen=True)
class CommitmentsImport(TableImport[CommitmentRow]):
    """A table of commitments understood, as the wizard reads it."""

    word = "engagements"

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many commitments would be noted and completed, and how many stay as they are."""
        rows = self.table.valid_rows
        commitment_rows = [one for one in rows if one.existing is not None]
        completed = [one for one in commitment_rows if one.adds_step or one.fills()]
        return [
            Figure("engagements à noter", len(rows) - len(commitment_rows)),
            Figure("engagements à compléter", len(completed)),
            Figure("engagements déjà connus", len(commitment_rows) - len(completed)),
        ]

    def describe_row(self, one: CommitmentRow) -> Becoming:
        """The commitment that one row tells."""
        title = f"{one.organisation}, {one.label}"
        state = str(CommitmentState(one.state).label) if one.state else ""
        amount = amount_words(one.kind, one.quantity, one.unit)
        due = f"pour le {french.long_date(one.due_on)}" if one.due_on else ""
        person = one.person.name if one.person else ""
        return Becoming(
            title, tuple(part for part in (state, amount, due, person, one.act_number) if part)
        )

    def plain(self, one: CommitmentRow) -> Plain:
        """The commitment that one row says, by field."""
        return {
            "organisation": one.place.name if one.place else one.organisation,
            "label": one.label,
            "kind": one.kind,
            "quantity": plain_value(one.quantity),
            "unit": one.unit or None,
            "due_on": plain_value(one.due_on),
            "due_text": one.due_text or None,
            "person": one.person.name if one.person else None,
            "state": one.state or None,
            "act_number": one.act_number or None,
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything, compared again with what is known; inside journal.write only."""
        access = reader_of(order.cooperation.pk, order.author.pk)
        pair(self.table.valid_rows, existing_commitments(access) if access else [])
        return write_commitment_table(self.table, order)


def plan_commitments(workbook: Workbook, answers: Answers, report: Progress) -> CommitmentsImport:
    """A workbook understood as a table of commitments of the cooperation."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    commitments = existing_commitments(access) if access else []
    places = (
        existing_places(access.cooperation_id, [one.key[0] for one in commitments])
        if access
        else []
    )
    table = read_commitment_table(
        workbook, places, commitments, answers.mapping, timezone.localdate()
    )
    report(len(table.rows), len(table.rows))
    return CommitmentsImport(table)


COMMITMENTS = Target(
    "engagements",
    "Engagements pris",
    SPEC.labels,
    frozenset(),
    plan_commitments,
    commitment_rows_out,
    rank=2,
    leads_to=leads_to_page("Ouvrir les engagements", "governance:commitments"),
    brings="vos engagements",
    purpose="qui s’engage à quoi : jours, euros, locaux, pour quand",
    pages={"commitment": "governance:commitment"},
)
