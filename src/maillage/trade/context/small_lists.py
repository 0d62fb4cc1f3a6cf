"""A list that an officer keeps, a row for each record: what it adds to what is known."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Generic, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, TableImport, plain_value
from maillage.foundation.exchange.targets.targets import Becoming, Figure, Outcome, WriteOrder

Record = TypeVar("Record", bound=Model)
Listed = TypeVar("Listed", bound=Model)
Links = Mapping[str, Sequence[Model]]
BETWEEN = re.compile(r"\s?[;/]\s?|\s?,\s")


@dataclass(slots=True)
class ListRow(Generic[Record]):
    """One row: the record that it says, what it is tied to, and the one known by its name."""

    row: TableRow
    record: Record
    values: Mapping[str, object]
    links: Links = field(default_factory=dict)
    existing: Record | None = None

    @property
    def blanks(self) -> dict[str, object]:
        """What the row says of the fields that are still empty."""
        return {
            name: value
            for name, value in self.values.items()
            if value not in ("", None) and getattr(self.existing, name) in ("", None)
        }


@dataclass(frozen=True)
class ListImport(TableImport[ListRow[Record]], Generic[Record]):
    """A small list understood, as the wizard reads it; each says how a record is written."""

    noun: ClassVar[str] = ""

    @abstractmethod
    def keep(self, access: Access, one: ListRow[Record]) -> Record:
        """The record of a row, written with what it is tied to; inside journal.write only."""

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many records would be added, completed, and stay as they are."""
        rows = self.table.valid_rows
        same = [one for one in rows if one.existing is not None]
        completed = [one for one in same if one.blanks]
        return [
            Figure(f"{self.noun} à ajouter", len(rows) - len(same)),
            Figure(f"{self.noun} à compléter", len(completed)),
            Figure(f"{self.noun} déjà connus", len(same) - len(completed), "beside"),
        ]

    def describe_row(self, one: ListRow[Record]) -> Becoming:
        """The record that one row says, and what it is tied to."""
        tied = (str(record) for records in one.links.values() for record in records)
        return Becoming(str(one.record), tuple(tied))

    def plain(self, one: ListRow[Record]) -> Plain:
        """The record that one row says, by field."""
        return {name: _plain(value) for name, value in one.values.items()}

    def write(self, order: WriteOrder) -> Outcome:
        """Writes what is new and fills what is blank; inside journal.write only."""
        access = reader_of(order.cooperation.pk, order.author.pk)
        added = completed = 0
        for one in self.table.valid_rows:
            if one.existing is None and access is not None:
                self.keep(access, one)
                added += 1
            elif one.existing is not None and (blanks := one.blanks):
                for name, value in blanks.items():
                    setattr(one.existing, name, value)
                one.existing.save()
                completed += 1
        return Outcome(
            (Figure(f"{self.noun} ajoutés", added), Figure(f"{self.noun} complétés", completed))
        )


def _plain(value: object) -> str | int | float | None:
    if value is None or isinstance(value, str | int | date):
        return plain_value(value)
    return str(value)


def last_day_of(row: TableRow, name: str) -> date | None:
    """The last day of what a cell says; refused when it is no day and no period."""
    cell = row.cells.get(name)
    if cell is None or cell.is_blank or cell.value is None:
        return None
    due = due_day(cell.value, timezone.localdate())
    return due.day or row.day(name)


def by_names(records: Iterable[Listed], *names: str) -> dict[str, Listed]:
    """The records by each of these names, folded; the first of a name wins."""
    result: dict[str, Listed] = {}
    for one in records:
        for name in names:
            if key := folded(getattr(one, name)):
                result.setdefault(key, one)
    return result


def listed_in(row: TableRow, name: str, records: Mapping[str, Listed]) -> list[Listed]:
    """The records that a cell names, one after the other; an unknown name is said and left."""
    results: list[Listed] = []
    whole = row.text(name)
    names = [whole] if folded(whole) in records else filter(None, BETWEEN.split(whole))
    for text in names:
        if record := records.get(folded(text)):
            results.append(record)
        else:
            sentence = _("« %(name)s » n’est pas connu ici : cette mention est laissée.")
            row.warn(name, sentence % {"name": text})
    return results


def refuse_repeated(rows: Sequence[ListRow[Record]], column: str) -> None:
    """Says of each row that names what a row above it names already."""
    first: dict[str, int] = {}
    for one in rows:
        key = folded(str(one.record))
        if key in first:
            one.row.refuse_repeated(first[key], column)
        first.setdefault(key, one.row.row)
