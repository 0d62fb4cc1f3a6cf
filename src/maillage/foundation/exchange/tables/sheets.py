"""What did we understand of each sheet: its tables, its columns, or why it is left aside?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from maillage.core.numbers import read_number
from maillage.core.ods_out import column_letters
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import CHOICE, Column, columns_of
from maillage.foundation.exchange.tables.groups import groups_of
from maillage.foundation.exchange.tables.kinds import Kind, kind_of
from maillage.foundation.exchange.tables.people_helped import people_of
from maillage.foundation.exchange.tables.rows import SheetRows, Table, sheet_rows
from maillage.foundation.exchange.tables.slots import NAME_FIELDS, Slot, slots_of, with_slots

# The choice of each column by its letters; HEADER_ROW is the row pointed at, or nothing.
SheetChoice = dict[str, str]
HEADER_ROW = "header_row"
LEFT_ASIDE = "laissée de côté à votre demande"
_FEWEST = 2
_IDENTIFYING = (NAME_FIELDS | {"organisation_name", "commune", "email", "contact_details"}) - {
    "civility"
}
Mapping = dict[str, SheetChoice]


@dataclass(slots=True)
class MappedTable:
    """A table whose columns have a field; `of_row` are those that speak of the whole row.

    `has_seats` says whether its people sit as titulaires or suppléants; `guesses` are its columns
    before any choice.
    """

    table: Table
    columns: list[Column]
    guesses: Sequence[Column] = ()
    slots: list[Slot] = field(init=False)
    of_row: dict[str, list[int]] = field(init=False)
    has_seats: bool = field(init=False)
    _fields: frozenset[str] = field(init=False)
    _capitals: dict[int, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.slots = slots_of(self.columns)
        self._fields = frozenset(column.field for column in self.columns)
        self.of_row = {}
        for column in self.columns:
            if not column.slot:
                self.of_row.setdefault(column.field, []).append(column.number)
        seats = {"titulaire", "suppléant"} & {slot.role for slot in self.slots}
        self.has_seats = bool(seats) or self.has("titulaire_suppleant")

    def has(self, name: str) -> bool:
        """Whether a column holds this field, for the row or for one of its people."""
        return name in self._fields

    def is_in_capitals(self, sheet: Sheet, number: int) -> bool:
        """Whether most rows write this column in capitals."""
        if number not in self._capitals:
            texts = [sheet.text(row, number) for row in self.table.records]
            written = [text for text in texts if text]
            count = sum(map(str.isupper, written))
            self._capitals[number] = count >= _FEWEST and count * 2 > len(written)
        return self._capitals[number]


@dataclass(slots=True)
class SheetReading:
    """One sheet understood; `reason` says in French why it is ignored.

    `pointed` is the row of headers that the officer pointed at; a sheet of people helped
    `is_refused`; one `asks_people` whose people may be partners, or people helped.
    """

    sheet: Sheet
    rows: SheetRows
    tables: list[MappedTable] = field(default_factory=list)
    reason: str | None = None
    pointed: int | None = None
    is_refused: bool = False
    asks_people: bool = False

    @property
    def kind(self) -> Kind | None:
        """What kind of table it is, by the columns of its tables."""
        return kind_of(column for mapped in self.tables for column in mapped.columns)

    @property
    def is_used(self) -> bool:
        return self.reason is None

    @property
    def has_headers(self) -> bool:
        """Whether a row of headers tells its columns, by which a file of the same form is met."""
        return bool(self.tables) and bool(self.tables[0].table.header_row)

    @property
    def columns(self) -> list[Column]:
        """The columns of the first table, then those of a table beside or under it alone."""
        column_by_number = {c.number: c for mapped in reversed(self.tables) for c in mapped.columns}
        return [column for _, column in sorted(column_by_number.items())]


def read_sheets(
    workbook: Workbook,
    wanted: frozenset[str],
    mapping: Mapping | None = None,
    after_sheet: Callable[[], None] = lambda: None,
) -> list[SheetReading]:
    """Each sheet of the workbook, with the chosen mapping where there is one.

    A mapping gives, per sheet, the choice of each column by its letters: a field, `field:slot`
    or `ignored`, and the row of headers pointed at; a sheet mapped to nothing is left aside.
    `after_sheet` may stop the reading.
    """
    readings = []
    for sheet in workbook.sheets:
        readings.append(read_sheet(sheet, wanted, (mapping or {}).get(sheet.name)))
        after_sheet()
    return readings


def read_sheet(sheet: Sheet, wanted: frozenset[str], choice: SheetChoice | None) -> SheetReading:
    """One sheet, with what was chosen for it."""
    pointed = _row_pointed(choice)
    rows = sheet_rows(sheet, pointed)
    columns = [with_slots(columns_of(sheet, table, wanted)) for table in rows.tables]
    people = people_of(sheet, rows, columns)
    if people.signs:
        return SheetReading(sheet, SheetRows(), reason=_helped(people.signs), is_refused=True)
    tables = [
        MappedTable(table, _chosen(guessed, choice), guessed)
        for table, guessed in zip(rows.tables, columns, strict=True)
    ]
    reason = _reason_to_ignore(sheet, tables, choice)
    return SheetReading(sheet, rows, tables, reason, pointed, asks_people=people.is_open)


def _row_pointed(choice: SheetChoice | None) -> int | None:
    return read_number((choice or {}).get(HEADER_ROW, ""))


def _helped(headers: Iterable[str]) -> str:
    listed = ", ".join(f"« {header} »" for header in headers)
    return (
        f"des personnes aidées y figurent ({listed}), qui n’ont pas leur place dans un annuaire de "
        "partenaires (RGPD, articles 5 et 9)"
    )


def _reason_to_ignore(
    sheet: Sheet, tables: list[MappedTable], choice: SheetChoice | None
) -> str | None:
    """Why a sheet is left aside; a sheet that the officer ticked is not, once it has headers.

    The officer left aside what would be read otherwise; of the rest its own reason is said.
    """
    if not sheet.rows:
        return "feuille vide"
    if not tables:
        return "aucune ligne d’en-tête reconnue"
    if choice:
        return None
    if sheet.hidden:
        return "feuille masquée"
    fields = {column.field for mapped in tables for column in mapped.columns}
    if not fields & _IDENTIFYING:
        return "aucune colonne de structure ou de personne"
    return LEFT_ASIDE if choice == {} else None


def _chosen(guessed: list[Column], choice: SheetChoice | None) -> list[Column]:
    if choice is None:
        return guessed
    return [_choose(column, choice.get(column.letters)) for column in guessed]


def _choose(column: Column, wanted: str | None) -> Column:
    if wanted is None or column.is_refused:
        return column
    name, _, slot = wanted.partition(":")
    if name == column.field:
        return replace(column, slot=int(slot or 0), is_chosen=True)
    return replace(column, field=name or IGNORED, slot=int(slot or 0), reason=CHOICE, doubt="")


def choice_of(column: Column) -> str:
    """The written choice of a column: `field` or `field:slot`."""
    return f"{column.field}:{column.slot}" if column.slot else column.field


def guessed_mapping(readings: list[SheetReading]) -> Mapping:
    """The mapping that gives these readings back."""
    return {reading.sheet.name: _choice(reading) for reading in readings if reading.is_used}


def _choice(reading: SheetReading) -> SheetChoice:
    choice = {c.letters: choice_of(c) for c in reading.columns if not c.is_refused}
    return choice | _pointed_choice(reading)


def _pointed_choice(reading: SheetReading) -> SheetChoice:
    return {} if reading.pointed is None else {HEADER_ROW: str(reading.pointed)}


def group_ranges(reading: SheetReading) -> dict[str, str]:
    """Each group of the first table with the range of its columns, for the report."""
    ranges: dict[str, str] = {}
    for mapped in reading.tables[:1]:
        for group in groups_of(reading.sheet, mapped.table):
            name = f"{column_letters(group.left)}:{column_letters(group.right)}"
            ranges[group.text] = f"{name} (as = {group.role})" if group.role else name
    return ranges
