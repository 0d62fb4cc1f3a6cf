"""A table of readings understood, as the import wizard reads and shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import TableImport
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Figure,
    Outcome,
    WriteOrder,
)
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.reading_tables.services import RecordSpec, write_reading_table
from maillage.ground.actors.reading_tables.table.grid import read_reading_table
from maillage.ground.actors.reading_tables.table.reading import (
    CurrentReadings,
    ReadingRow,
    Spec,
    check,
)


@dataclass(frozen=True)
class ReadingsImport(TableImport[ReadingRow]):
    """A table of readings, what it is read with, and the record that each row becomes."""

    spec: Spec
    record: RecordSpec

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many readings would be noted, and how many are known already."""
        word = self.spec.word
        return [
            Figure(f"{word} à noter", sum(one.is_new for one in self.table.rows)),
            Figure(f"{word} déjà connues", sum(one.is_recorded for one in self.table.valid_rows)),
        ]

    def describe_row(self, one: ReadingRow) -> Becoming:
        """The reading that one row, or one cell of a matrix, tells."""
        value = self.spec.shown_value(one.value) if one.value is not None else ""
        day = _("le %(day)s") % {"day": french.long_date(one.on)} if one.on else ""
        source = str(SourceKind(one.kind).label)
        words = (value, day, source, one.who, one.said)
        return Becoming(one.about, tuple(part for part in words if part))

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything; inside journal.write only."""
        return write_reading_table(self.table, self.spec, self.record, order)

    def expected(self) -> dict[str, object]:
        """The plain shape of what the table says."""
        return {
            self.spec.word: [
                {
                    "actor": one.names[0],
                    "on": one.names[1],
                    "value": one.value,
                    "day": one.on.isoformat() if one.on else "",
                    "source": one.kind,
                }
                for one in self.table.rows
            ]
        }


def plan_readings(
    workbook: Workbook,
    answers: Answers,
    report: Progress,
    table: tuple[Spec, RecordSpec],
    visible_to: Callable[[Access], CurrentReadings],
) -> ReadingsImport:
    """A workbook understood as a table of these readings, a row each or a matrix."""
    spec, remaining_spec = table
    access = reader_of(answers.cooperation_id, answers.author_id)
    current = visible_to(access) if access else CurrentReadings()
    read = read_reading_table(workbook, current, spec, answers.mapping)
    check(read.rows, current, spec, timezone.localdate())
    report(len(read.rows), len(read.rows))
    return ReadingsImport(read, spec, remaining_spec)
