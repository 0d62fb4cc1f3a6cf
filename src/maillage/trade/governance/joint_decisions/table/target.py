"""A table of deliberations, as the import wizard and the export read it."""

from dataclasses import dataclass

from django.utils import timezone

from maillage.core import french
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
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
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.queries.councils import (
    council_rows,
    existing_councils,
)
from maillage.trade.governance.joint_decisions.rules import counts_words
from maillage.trade.governance.joint_decisions.services.council_table import (
    settle_decisions,
    write_council_table,
)
from maillage.trade.governance.joint_decisions.table.reading import (
    ONLY_IN,
    SPEC,
    CouncilRow,
    read_council_table,
)


@dataclass(frozen=True)
class CouncilsImport(TableImport[CouncilRow]):
    """A table of deliberations understood, as the wizard reads it."""

    word = "deliberations"

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many votes would be noted, and how many councils are known by them already."""
        rows = self.table.valid_rows
        fresh = [one for one in rows if one.vote and one.council and not one.council.vote]
        existing_rows = [one for one in rows if one.vote and one.council and one.council.vote]
        return [
            Figure("votes à noter", len(fresh)),
            Figure("votes déjà connus", len(existing_rows)),
            Figure("conseils reconnus", len(rows)),
        ]

    def describe_row(self, one: CouncilRow) -> Becoming:
        """What one row says of a council."""
        title = one.council.label if one.council else one.organisation
        vote = str(Vote(one.vote).label) if one.vote else ""
        session = one.dates.get("session_on")
        day = f"conseil du {french.long_date(session)}" if session else ""
        words = (vote, counts_words(one.counts), day, one.reserves, one.act_number)
        return Becoming(title, tuple(part for part in words if part))

    def plain(self, one: CouncilRow) -> Plain:
        """What one row says of a council, by field."""
        vote = Vote.DEFERRED.value if one.postponed else one.vote
        return {
            "decision": one.council.title if one.council else one.question or None,
            "organisation": one.council.name if one.council else one.organisation,
            "vote": vote or None,
            "session_on": plain_value(one.voted_on),
            "planned": plain_value(one.planned),
            "for": one.counts.votes_for,
            "against": one.counts.votes_against,
            "abstentions": one.counts.abstentions,
            "act_number": one.act_number or None,
            "reserves": one.reserves or None,
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything; inside journal.write only."""
        return write_council_table(self.table, order)


def plan_councils(workbook: Workbook, answers: Answers, report: Progress) -> CouncilsImport:
    """A workbook understood as a table of deliberations of the cooperation."""
    councils = existing_councils(answers.cooperation_id) if answers.cooperation_id else []
    table = read_council_table(workbook, councils, answers.mapping, timezone.localdate())
    report(len(table.rows), len(table.rows))
    return CouncilsImport(table)


DELIBERATIONS = Target(
    "deliberations",
    "Suivi des délibérations",
    SPEC.labels,
    frozenset(),
    plan_councils,
    council_rows,
    settle=settle_decisions,
    rank=1,
    leads_to=leads_to_page("Ouvrir les décisions conjointes", "governance:joint_decisions"),
    brings="votre suivi des délibérations",
    purpose="ce que chaque conseil a voté, quel jour, par quel acte",
    only_in=ONLY_IN,
)
