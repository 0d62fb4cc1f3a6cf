"""How is a row of an officer's table read, cell by cell, and where is it said to be wrong?"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.foundation.exchange.cells.problems import (
    NAME_REQUIRED,
    Problem,
    Problems,
    Remark,
    Severity,
)
from maillage.foundation.exchange.cells.text import one_line, without_unseen
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.periods import back_to_school
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import (
    BY_HEADER,
    BY_VALUES,
    ELSEWHERE,
    REFUSED,
    UNKNOWN,
    Column,
    role_of_column,
)
from maillage.foundation.exchange.tables.field_columns import fields_by_number
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.records import RecordCell, repeated_words, too_long
from maillage.foundation.exchange.tables.sheets import Mapping, SheetReading, guessed_mapping
from maillage.foundation.exchange.tables.signs import Signs
from maillage.foundation.exchange.vocabulary.words import header_key, is_word, waits

UNREADABLE = frozenset({"date_invalid", "date_unreadable"})
LEFT_OUT = "value_left_out"
LACKING = "row_lacks"
COLUMN_LACKS = "column_lacks"
NO_STRUCTURE = "aucune colonne de structure ou de personne"
ROW_REFUSED = "row_refused"
VALUE_KEPT = "value_kept"
FEWEST_VALUES = 2
NOTHING: tuple[object, ...] = ("", None, [], (), {})
Read_co = TypeVar("Read_co", covariant=True)


@dataclass(slots=True)
class TableRow:
    """One row: its cells by field, and whether something forbids to write it.

    `lacking` are the required fields that no column of its table gives: said once, at the header.
    `origin` is its sheet, where it is a whole line of it. `is_accounted` when only its fields read
    its cells: what gives nothing is said, but for `blanks`, whose words mean that there is nothing.
    """

    sheet: str
    row: int
    cells: dict[str, RecordCell]
    headers: dict[str, str]
    problems: Problems
    is_refused: bool = False
    asides: list[str] = field(default_factory=list)
    lacking: frozenset[str] = frozenset()
    origin: Sheet | None = None
    is_accounted: bool = False
    blanks: set[str] = field(default_factory=set)

    def read(self, column: "Field[Read_co]") -> Read_co:
        """What the field says in this row; refused in its words when it is required and blank."""
        if column.name in self.lacking:
            self.is_refused = True
        elif column.required is not None and not self.text(column.name):
            self.refuse(column.name, str(column.required))
        result = column.read(self, column.name)
        if self.is_accounted and result in NOTHING and self._is_lost(column.name):
            self.warn(column.name, _("Rien n’est lu de cette case : dites-le autrement."))
        return result

    def _is_lost(self, name: str) -> bool:
        """Whether a cell says something of which neither a value nor a remark is left."""
        cell, text = self.cells.get(name), self.text(name)
        is_blank = not any(map(str.isalnum, text)) or waits(text) or name in self.blanks
        is_blank = is_blank or is_word("empty", text) or is_word("no", text)
        return cell is not None and not is_blank and not self.problems.mention(cell.place)

    def text(self, name: str, longest: int = 0) -> str:
        """What a cell says on one line; one that says too much is refused."""
        cell = self.cells.get(name)
        text = one_line(without_unseen(cell.text)) if cell else ""
        if longest and len(text) > longest:
            self.refuse(name, too_long(longest).message)
            return text[:longest]
        return text

    def day(self, name: str) -> date | None:
        """The day of a cell; one that cannot be read is refused."""
        cell = self.cells.get(name)
        if cell is None or cell.is_blank or cell.value is None:
            return None
        reading = read_date(cell.value)
        if reading.date is None or reading.code in UNREADABLE or reading.precision != "day":
            self.refuse(name, _("Cette date ne se lit pas : écrivez-la 30/04/2026."))
            return None
        return reading.date

    def start(self, name: str) -> date | None:
        """The day since which something is, the first of a month or a year, which is said."""
        if self.text(name) and not any(map(str.isdecimal, self.text(name))):
            self.warn(name, _("Ce n’est pas une date : cette case est laissée."))
            return None
        cell = self.cells.get(name)
        if cell and cell.value and (first := back_to_school(cell.value)):
            return first
        reading = read_date(cell.value) if cell and not cell.is_blank and cell.value else None
        if reading is None or reading.date is None or reading.precision not in {"month", "year"}:
            return self.day(name)
        self.warn(name, _("Lu %(day)s.") % {"day": french.long_date(reading.date)})
        return reading.date

    def choice(self, name: str, meaning: Callable[[str], str], why: str) -> str:
        """What the words of a cell mean; refused for this reason when they mean nothing."""
        text = self.text(name)
        result = meaning(text) if text else ""
        if text and not result:
            self.refuse(name, why)
        return result

    def column(self, *names: str) -> str:
        """The first of these fields that the table has, or the first of them."""
        return next((name for name in names if name in self.cells), names[0])

    def refuse(self, name: str, words: str, leads_to: str = "", lacks: str = "") -> None:
        """Says what forbids to write the row, where it is mended, the name that it cannot lack."""
        self.is_refused = True
        code = NAME_REQUIRED if lacks else ROW_REFUSED
        self._remark(name, Remark(code, Severity.ERROR, words, leads_to=leads_to, name=lacks))

    def refuse_repeated(self, first: int, *names: str) -> None:
        """Says that row `first` tells the same, at the first of these fields that the table has."""
        self.refuse(self.column(*names), repeated_words(first))

    def warn(self, name: str, words: str) -> None:
        """Says what the officer should look at; the row is written."""
        self._remark(name, Remark("row_looked_at", Severity.WARNING, words))

    def suggest(self, name: str, code: str, words: str, value: str | None = None) -> None:
        """Says what the officer may answer, by the gesture of this code; the row is written.

        The `value` is what the gesture is about, where the cell holds other words too.
        """
        self._remark(name, Remark(code, Severity.WARNING, words, value))

    def leave_out(self, name: str, words: str) -> None:
        """Says why the value of a cell is not kept; the rest of the row is written."""
        self._remark(name, Remark(LEFT_OUT, Severity.ERROR, words))

    def inform(self, name: str, words: str) -> None:
        """Says what is understood, which nobody has to look at."""
        self._remark(name, Remark("row_understood", Severity.INFO, words))

    def keep(self, name: str, text: str) -> None:
        """Says that what is known stays, where the file tells something else."""
        words = _("Maillage a noté « %(known)s » : c’est ce qui est gardé.") % {"known": text}
        self._remark(name, Remark(VALUE_KEPT, Severity.WARNING, words))

    def put_aside(self, name: str, words: str) -> None:
        """Keeps for the remarks of the row what its cell says and its column does not take."""
        self.asides.append(f"{self.headers.get(name, '')} : {self.text(name)}".removeprefix(" : "))
        self.warn(name, words)

    def compare(self, name: str, read: Value, value: Value) -> None:
        """Says that what is known stays, when the cell says another thing."""
        if read and value and read != value:
            words_ = french.number(value) if isinstance(value, Decimal) else str(value)
            self.keep(name, french.long_date(value) if isinstance(value, date) else words_)

    def _remark(self, name: str, remark: Remark) -> None:
        cell = self.cells.get(name)
        if cell is not None:
            if cell.whole:
                about = f"« {one_line(cell.text)} » : {remark.message}"
                remark = replace(remark, message=about)
            self.problems.add_sentence(remark.at(cell.place, cell.whole or cell.text))
            return
        first = next(iter(self.cells.values()))
        code = LACKING if remark.severity is Severity.ERROR else remark.code
        remark = replace(remark, code=code, suggestion=None)
        self.problems.add_sentence(remark.at(first.place, ""))


@dataclass(frozen=True)
class Field(Generic[Read_co]):
    """A column of a table: its label, how its cells are read, and what else may head it.

    `required` is said of a row that leaves it blank; `is_carried` says that, written once, it
    stands for the rows under it, `is_headed` that a section alone may say it; `others` are the
    fields of the vocabulary that mean the same in this table, where no column is headed by the
    field itself and most of the values fit; « family_name:suppléant » is a name under that role.
    `tells` says that values are its own, whatever heads them. `titles` head it in this table,
    whatever they head in another: « Document » is what is due, « Objet » what an action is.
    """

    name: str
    label: str
    read: Callable[[TableRow, str], Read_co]
    required: Promise | None = None
    is_carried: bool = False
    is_headed: bool = False
    others: tuple[str, ...] = ()
    fits: Callable[[str], bool] = bool
    tells: Callable[[str], bool] | None = None
    titles: tuple[str, ...] = ()

    def is_titled_by(self, column: Column) -> bool:
        """Whether the header of a column is one of its titles in this table."""
        is_free = not column.is_decided and not column.is_refused
        return is_free and header_key(column.header) in map(header_key, self.titles)

    def is_meant_under_role(self, column: Column) -> bool:
        """Whether a column is this one by its header and the role over it."""
        return f"{column.field}:{role_of_column(column)}" in self.others

    def is_meant_by(self, column: Column) -> bool:
        """Whether a column headed by another word is this one."""
        samples = column.samples
        fitting = sum(map(self.fits, samples))
        return column.field in self.others and (not samples or 2 * fitting > len(samples))

    def is_shown_by(self, column: Column) -> bool:
        """Whether the values of a column that no known word heads are those of this one."""
        is_unknown = column.field == IGNORED and column.reason == UNKNOWN and not column.is_chosen
        if self.tells is None or not is_unknown or len(column.samples) < FEWEST_VALUES:
            return False
        return all(map(self.tells, column.samples))


def words(longest: int = 0) -> Callable[[TableRow, str], str]:
    """Reads the words of a cell, refused beyond so many letters."""
    return lambda row, name: row.text(name, longest)


def choice(meaning: Callable[[str], str], why: str | Promise) -> Callable[[TableRow, str], str]:
    """Reads what the words of a cell mean, refused for this reason when they mean nothing."""
    return lambda row, name: row.choice(name, meaning, str(why))


@dataclass(frozen=True)
class TableSpec:
    """What an officer's table is: its fields in order, and those one of which a sheet must have.

    `lacking` is said of a sheet that has none of these. `over` is what only a title or a section
    says: the month of the days under it. `sections` say what the words of a section, and of
    nothing else, give to the rows under it, where no column does: the commune, the funder. Each of
    `several` may have several columns, each of which says something of its own. `goes_on` is the
    field that a row leaves blank to say more of the record above: what it says else ends nothing.
    The `signs` of a field tell it where no known header does; `amounts` read what totals add.
    A row of one cell that cannot be a `record`, by the field that records say, heads others.
    """

    fields: Sequence[Field[object]]
    rests_on: frozenset[str] = frozenset()
    lacking: str = NO_STRUCTURE
    over: frozenset[str] = frozenset()
    sections: Map[str, Callable[[str], str]] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    goes_on: str = ""
    signs: Map[str, Signs] = field(default_factory=dict)
    amounts: Map[str, Callable[[str], Decimal | None]] = field(default_factory=dict)
    record: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each field, by name."""
        return {one.name: one.label for one in self.fields}

    @cached_property
    def carried(self) -> frozenset[str]:
        """The fields that stand for the rows under them."""
        return frozenset(one.name for one in self.fields if one.is_carried)

    @cached_property
    def needs_more(self) -> bool:
        """Whether a record must say something else than what it is."""
        return any(one.required is not None and one.name != self.record for one in self.fields)

    @cached_property
    def headed(self) -> frozenset[str]:
        """The fields that a title or a section may say."""
        return self.carried | self.over | {one.name for one in self.fields if one.is_headed}

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The fields of the vocabulary that a column of this table may be headed by."""
        return frozenset({name for one in self.fields for name in (one.name, *one.others)})

    def fitted(self, name: str, fits: Callable[[str], bool]) -> "TableSpec":
        """The same table, one field of which is told by its values: those that fit."""
        fields = [replace(one, fits=fits) if one.name == name else one for one in self.fields]
        return replace(self, fields=fields)

    def shown_by_values(self, name: str, tells: Callable[[str], bool]) -> "TableSpec":
        """The same table, one field of which is known by its values alone."""
        fields = [replace(one, tells=tells) if one.name == name else one for one in self.fields]
        return replace(self, fields=fields)

    def called(self, header: str) -> str:
        """The field of this table that a title may give, by what labels it: « Lieu : »."""
        match = match_header(header)
        field = match.field if match and match.exact else ""
        fields = (one for one in self.fields if one.name in self.headed and field)
        return next((one.name for one in fields if field in (one.name, *one.others)), "")

    @cached_property
    def titles(self) -> frozenset[str]:
        """The keys of the titles that head fields in this table, their labels among them."""
        return frozenset(header_key(t) for one in self.fields for t in (one.label, *one.titles))

    def heads(self, header: str) -> bool:
        """Whether a text heads a field of this table."""
        match = match_header(header)
        is_own = match is not None and match.exact and match.field in self.wanted
        is_own = is_own or header_key(header) in self.titles
        return is_own or any(one.heads(header) for one in self.signs.values())

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, those that mean a field of this table by another name being that field."""
        name_by_number = fields_by_number(self.fields, columns)
        return [self._settled(column, name_by_number) for column in columns]

    def _settled(self, column: Column, name_by_number: dict[int, str]) -> Column:
        name = name_by_number.get(column.number, column.field)
        if name != IGNORED and column.reason == UNKNOWN:
            reason = BY_HEADER if header_key(column.header) in self.titles else BY_VALUES
            return replace(column, field=name, slot=0, reason=reason)
        if name in self.labels and column.reason == ELSEWHERE:
            return replace(column, field=name, slot=0, reason=BY_HEADER, elsewhere="")
        if name in self.labels or name == IGNORED or name in REFUSED:
            return replace(column, field=name, slot=0)
        return replace(column, field=IGNORED, reason=ELSEWHERE)


def plain_spec(labels: Iterable[tuple[str, str]]) -> TableSpec:
    """A table whose fields are words, by name and label."""
    return TableSpec([Field(name, label, words()) for name, label in labels])


class ParsedRow(Protocol):
    """One row, understood, with the row of the file."""

    row: TableRow


AnyParsedRow = TypeVar("AnyParsedRow", bound=ParsedRow)


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The sheets understood, their rows, and what is to be looked at."""

    readings: list[SheetReading]
    rows: list[TableRow]
    problems: Problems


@dataclass(slots=True)
class Table(Generic[AnyParsedRow]):
    """A workbook understood as a table: the rows read, and what each of them tells."""

    read: RowsRead
    rows: list[AnyParsedRow]

    @property
    def readings(self) -> list[SheetReading]:
        """The sheets understood."""
        return self.read.readings

    @property
    def mapping(self) -> Mapping:
        """The columns chosen or guessed."""
        return guessed_mapping(self.read.readings)

    @property
    def problems(self) -> list[Problem]:
        """What the officer should look at."""
        return self.read.problems.listed()

    @property
    def valid_rows(self) -> list[AnyParsedRow]:
        """The rows that will be written, or that are known already."""
        return [one for one in self.rows if not one.row.is_refused]
