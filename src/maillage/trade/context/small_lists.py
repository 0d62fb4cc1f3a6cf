"""A list that an officer keeps, a row for each record: what it adds to what is known."""

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import gt
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.versions import Versioned, claim_version
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.periods import back_to_school, due_day
from maillage.foundation.exchange.tables.accounting import report_left
from maillage.foundation.exchange.tables.blocks import Heads
from maillage.foundation.exchange.tables.parsed_rows import (
    NOTHING,
    RowsRead,
    TableRow,
    TableSpec,
)
from maillage.foundation.exchange.tables.remarks import add_shape_remarks
from maillage.foundation.exchange.tables.repeats import take_once
from maillage.foundation.exchange.tables.sheets import Mapping as ColumnMapping
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.tables.unread import report_second_columns, report_unread_columns
from maillage.foundation.exchange.tables.value_looks import has_legal_word, opens_as_structure
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, TableImport, plain_value
from maillage.foundation.exchange.targets.targets import Becoming, Figure, Outcome, WriteOrder
from maillage.foundation.exchange.vocabulary.words import is_word, waits
from maillage.trade.context.listed_people import BRACKETS
from maillage.trade.context.value_kinds import is_endless

Record = TypeVar("Record", bound=Versioned)
Listed = TypeVar("Listed", bound=Model)
Links = Mapping[str, Sequence[Model]]
BETWEEN = re.compile(r"\s?[;/+]\s?|\s?,\s|(?<!\s)[^\S\n]*\n\s*(?=[A-ZÀ-Ý])")
DASH = re.compile(r"\s[-–—]\s")
# Words beside a year that tell no first day of it.
LATER = re.compile(r"\b(?:fin|mi|printemps|ete|automne|hiver|d'ici|avant|jusqu'(?:a|en|au))\b")
UNREAD = lazy("Cette colonne n’est pas lue : dites-la parmi les colonnes si elle compte.")
SECOND = lazy("Une autre colonne dit déjà cela : celle-ci n’est lue que là où l’autre est vide.")
CROSSED = lazy("Avec la date déjà notée, la fin viendrait avant le début : la case est laissée.")
UNREAD_DAY = lazy("Cette date ne se lit pas : la case est laissée.")
NO_SUCH_DAY = lazy("Cette date n’existe pas : écrivez le dernier jour.")
KEPT = frozenset({"row", "record", "values", "links", "existing"})


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

    @property
    def is_completing(self) -> bool:
        """Whether a known record takes something of the row."""
        return bool(self.blanks)

    def complete_from(self, other: "ListRow[Record]") -> None:
        """Takes what another row says of the same thing where this one says nothing."""
        self.values = _filled(self.values, other.values)
        self.links = _filled(self.links, other.links)
        for name, value in self.values.items():
            setattr(self.record, name, value)
        for name in (one.name for one in fields(self) if one.name not in KEPT):
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, Mapping):
                setattr(self, name, _filled(mine, theirs))
            elif mine in NOTHING:
                setattr(self, name, theirs)


def _filled(mine: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> dict[Any, Any]:
    """The values of one row, its blanks being those of another."""
    return {
        name: theirs.get(name, value) if value in NOTHING else value for name, value in mine.items()
    }


@dataclass(frozen=True)
class ListImport(TableImport[ListRow[Record]], Generic[Record]):
    """A small list understood, as the wizard reads it; each says how a record is written."""

    noun: ClassVar[str] = ""
    is_feminine: ClassVar[bool] = False

    @abstractmethod
    def keep(self, access: Access, one: ListRow[Record]) -> Record:
        """The record of a row, written with what it is tied to; inside journal.write only."""

    def complete(self, access: Access, one: ListRow[Record], existing: Record) -> None:
        """Fills what is blank in a known record; inside journal.write only."""
        blanks = one.blanks
        claim_version(existing, existing.version)
        for name, value in blanks.items():
            setattr(existing, name, value)
        existing.save()

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many records would be added, completed, and stay as they are."""
        rows = self.table.valid_rows
        same = [one for one in rows if one.existing is not None]
        completed = [one for one in same if one.is_completing]
        return [
            Figure(f"{self.noun} à ajouter", len(rows) - len(same)),
            Figure(f"{self.noun} à compléter", len(completed)),
            Figure(f"{self.noun} déjà connu{self._plural}", len(same) - len(completed), "same"),
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
            elif one.existing is not None and access is not None and one.is_completing:
                self.complete(access, one, one.existing)
                completed += 1
        figures = ("ajouté", added), ("complété", completed)
        return Outcome(
            tuple(Figure(f"{self.noun} {word}{self._plural}", count) for word, count in figures)
        )

    @property
    def _plural(self) -> str:
        return "es" if self.is_feminine else "s"


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
    if due.day and (due.is_guess or due.is_vague):
        row.warn(name, _("Lu %(day)s.") % {"day": french.long_date(due.day)})
    return due.day or row.day(name)


def read_list(
    workbook: Workbook,
    spec: TableSpec,
    mapping: ColumnMapping | None,
    heads: Heads | None = None,
    *,
    is_read_by_row: bool = True,
) -> RowsRead:
    """The rows of a list, with what it tells by its look: what is hidden, struck, refused.

    What no row takes is said too, unless the table also reads cells otherwise than by its rows.
    """
    read = read_rows(workbook, spec, mapping, heads)
    for reading in read.readings:
        if reading.is_used:
            add_shape_remarks(reading, read.problems)
            is_read = (lambda _one: False) if spec.signs else (lambda one: one.is_twin)
            report_unread_columns(reading, read.problems, UNREAD, is_read)
            report_second_columns(reading, read.problems, SECOND, spec.several)
    if is_read_by_row:
        report_left(read, spec)
    return read


def end_in(row: TableRow, name: str) -> date | None:
    """The last day of what ends; none when it has no end, and asked when the words are no day."""
    text = folded(row.text(name))
    if not text or is_endless(text) or is_word("vacant", text):
        row.blanks.add(name)
        return None
    cell = row.cells[name]
    due = due_day(cell.value or "", timezone.localdate())
    if due.is_impossible:
        row.leave_out(name, str(NO_SUCH_DAY))
    elif due.day is None:
        row.leave_out(name, _("Ce n’est pas un dernier jour : la case est laissée."))
    elif due.is_guess or due.is_vague:
        row.warn(name, _("Lu %(day)s.") % {"day": french.long_date(due.day)})
    return due.day


def first_in(row: TableRow, name: str) -> date | None:
    """The first day of what a cell says; left aside, with why, when it is no day."""
    cell = row.cells.get(name)
    if cell is None or cell.is_blank or cell.value is None or is_word("vacant", cell.text):
        return None
    first = back_to_school(cell.value)
    reading = read_date(cell.value)
    day = first or (None if LATER.search(folded(cell.text)) else reading.date)
    if day is None:
        row.leave_out(name, str(UNREAD_DAY))
    elif first is None and (reading.precision != "day" or reading.code == "date_with_text"):
        report = row.warn if reading.code == "date_with_text" else row.inform
        report(name, _("Lu %(day)s.") % {"day": french.long_date(day)})
    return day


def body_over(words: str) -> str:
    """The structure that a section names; nothing for one that speaks of something else.

    >>> body_over("CC du Lac"), body_over("Petite enfance")
    ('CC du Lac', '')
    """
    return words if has_legal_word(words) or opens_as_structure(words) else ""


def unless_waited(longest: int = 0) -> Callable[[TableRow, str], str]:
    """Reads the words of a cell, nothing of those that wait for a name."""
    return lambda row, name: "" if waits(row.text(name)) else row.text(name, longest)


def by_names(records: Iterable[Listed], *names: str) -> dict[str, Listed]:
    """The records by each of these names, folded; the first of a name wins."""
    result: dict[str, Listed] = {}
    for one in records:
        for name in names:
            if key := folded(getattr(one, name)):
                result.setdefault(key, one)
    return result


def apart_words(name: str, other: object) -> str:
    """What is asked of a name that only a structure of another cooperation bears."""
    words = _(
        "« %(name)s » : dans l’annuaire de l’espace, seule une autre coopération a %(other)s. "
        "Cochez si c’est la même structure ; sinon écrivez son nom entier dans le fichier."
    )
    return words % {"name": name, "other": french.with_article(str(other))}


def listed_in(row: TableRow, name: str, records: Mapping[str, Listed] | None) -> list[Listed]:
    """The records that a cell names, one after the other; an unknown name is said and left.

    Without a directory, None, nothing is unknown.
    """
    results: list[Listed] = []
    if records is None:
        return results
    cell = row.cells.get(name)
    for text in names_in(cell.text if cell else "", records):
        if record := records.get(folded(text)) or records.get(folded(BRACKETS.sub("", text))):
            results.append(record)
        else:
            sentence = _("« %(name)s » n’est pas connu ici : cette mention est laissée.")
            row.warn(name, sentence % {"name": text})
    return results


def names_in(whole: str, records: Mapping[str, object]) -> list[str]:
    """The names that a cell lists, by lines, strokes and commas; by a dash between single words.

    >>> names_in("Caf + Département", {}), names_in("ARS - Caf", {}), names_in("CC - Le Lac", {})
    (['Caf', 'Département'], ['ARS', 'Caf'], ['CC - Le Lac'])
    """
    if folded(whole) in records:
        return [one_line(whole)]
    sides = DASH.split(whole)
    if len(sides) > 1 and all(folded(side) in records or " " not in side for side in sides):
        return sides
    return [one_line(text) for text in BETWEEN.split(whole) if text]


def refuse_repeated(
    rows: Sequence[ListRow[Record]],
    column: str,
    key_of: Callable[[ListRow[Record]], Sequence[object]] = lambda one: (),
) -> None:
    """Says of each row that names what a row above it names already, all that is its key alike.

    One that repeats it word for word is left out; what to take of the others is asked.
    """
    first: dict[Sequence[object], TableRow] = {}
    for one in rows:
        label = folded(str(one.record))
        key = (label, *key_of(one))
        if not label:
            continue
        if key in first:
            take_once(one.row, first[key], column)
        first.setdefault(key, one.row)


def leave_crossed(
    rows: Sequence[ListRow[Record]],
    ends: Mapping[str, Sequence[str]],
    is_crossed: Callable[[Any, Any], bool] = gt,
    why: str | Promise = CROSSED,
) -> None:
    """Leaves out what would cross what a known record says already, and says why.

    `ends` are its first and its last day, or its least and its most, each with the columns that
    may say it.
    """
    for one in rows:
        blanks = one.blanks if one.existing else {}
        own = [name for name in ends if name in blanks]
        first, last = (blanks.get(name) or getattr(one.existing, name, None) for name in ends)
        if own and first is not None and last is not None and is_crossed(first, last):
            one.row.leave_out(one.row.column(*ends[own[0]]), str(why))
            one.values = {name: one.values[name] for name in one.values if name not in own}
