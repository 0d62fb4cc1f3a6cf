"""A table of meetings and attendance, as the wizard reads, shows and writes it."""

from dataclasses import dataclass

from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Cooperation
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
from maillage.trade.governance.meetings.queries.sitting_table import (
    existing_sittings,
    sitting_rows,
)
from maillage.trade.governance.meetings.services.sitting_table import write_sitting_table
from maillage.trade.governance.meetings.table.columns import ONLY_IN, SPEC
from maillage.trade.governance.meetings.table.reading import read_sitting_table
from maillage.trade.governance.meetings.table.rows import (
    ExistingSittings,
    SittingRow,
    SittingTable,
)


@dataclass(frozen=True)
class SittingsImport(TableImport[SittingRow]):
    """A table of meetings understood, as the wizard reads it."""

    word = "seances"
    table: SittingTable

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many meetings would be made, and presences noted or known already."""
        rows = [one for one in self.table.valid_rows if one.seat and one.standing]
        count = sum(one.is_recorded for one in rows)
        return [
            Figure("séances à créer", sum(not one.meeting for one in self.table.sittings)),
            Figure("présences à noter", len(rows) - count),
            Figure("séances déjà connues", sum(bool(one.meeting) for one in self.table.sittings)),
            Figure("présences déjà connues", count),
        ]

    def describe_row(self, one: SittingRow) -> Becoming:
        """What one row says of a meeting."""
        body = one.body.name if one.body else one.body_name
        title = f"{body}, {french.long_date(one.day)}" if one.day else body
        label = one.seat.label if one.seat else one.organisation
        seated = " : ".join(part for part in (label, one.words) if part)
        hours = str(one.hours or "")
        words = (seated, one.note, hours, one.place, one.title)
        return Becoming(title, tuple(part for part in words if part))

    def plain(self, one: SittingRow) -> Plain:
        """What one row says of a meeting, by field."""
        return {
            "body": one.body.name if one.body else one.body_name,
            "day": plain_value(one.day),
            "starts_at": plain_value(one.hours.starts_at) if one.hours else None,
            "ends_at": plain_value(one.hours.ends_at) if one.hours else None,
            "place": one.place or None,
            "title": one.title or None,
            "organisation": (one.seat.name or one.seat.label) if one.seat else None,
            "standing": one.standing or None,
            "note": one.note or None,
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything; inside journal.write only."""
        return write_sitting_table(self.table, order)


def plan_sittings(workbook: Workbook, answers: Answers, report: Progress) -> SittingsImport:
    """A workbook understood as the meetings of the cooperation and their attendance."""
    number = answers.cooperation_id
    cooperation = Cooperation.objects.filter(pk=number).first() if number else None
    existing = existing_sittings(cooperation) if cooperation else ExistingSittings()
    table = read_sitting_table(workbook, existing, answers.mapping, timezone.localdate())
    report(len(table.rows), len(table.rows))
    return SittingsImport(table)


SITTINGS = Target(
    "seances",
    "Séances et présences",
    SPEC.labels,
    frozenset(),
    plan_sittings,
    sitting_rows,
    rank=3,
    leads_to=leads_to_page("Ouvrir les séances", "governance:meetings"),
    brings="vos séances et présences",
    purpose="quand une instance s’est réunie, qui était présent, excusé ou absent",
    pages={"meeting": "governance:meeting"},
    only_in=ONLY_IN,
)
