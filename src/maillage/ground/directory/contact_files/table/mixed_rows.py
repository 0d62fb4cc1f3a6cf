"""« CAF », then « Mme ROY » under it, in one column: who is a structure, who is somebody of it?"""

from dataclasses import replace

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.people_cells import is_vacant, read_people
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.header_rows import names_somebody
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.foundation.exchange.tables.slots import NAME_FIELDS, with_slots
from maillage.foundation.exchange.tables.value_looks import is_person_text, is_surely_somebody
from maillage.ground.directory.contact_files.table.organisation_names import name_parts

_NAMING = frozenset({"organisation_name", "person_name"})
_OTHERS = (NAME_FIELDS | {"organisation_name", "commune"}) - {"civility"}
_OF_PEOPLE = {"email_organisation": "email", "phone_organisation": "phone"}
_OF_STRUCTURES = {
    "email": "email_organisation",
    "email_secondary": "email_organisation",
    "phone": "phone_organisation",
    "mobile": "phone_organisation",
}


class MixedRows:
    """The rows of a table whose one column of names holds structures and, under each, its people.

    A row that heads others tells no function; most of those under it do, in a column or beside
    the name. The contacts and the address of a head are its own. Elsewhere a cell of structures
    that surely names somebody is read as a person, who acts where the cell says, or nowhere.
    """

    def __init__(self, sheet: Sheet, mapped: MappedTable) -> None:
        self._mapped = mapped
        self._people: MappedTable | None = None
        self._heads: MappedTable | None = None
        self._under = frozenset[int]()
        self._somebody = frozenset[int]()
        naming = [column for column in mapped.columns if column.field in _OTHERS]
        if len(naming) == 1 and naming[0].field in _NAMING:
            self._part(sheet, naming[0].number)
        if not self._under and [one.field for one in naming] == ["organisation_name"]:
            self._take_out_people(sheet, naming[0].number)

    def mapped_of(self, row: int) -> MappedTable:
        """The table as this row is read: of structures, of people, or of both."""
        is_somebody = row in self._under or row in self._somebody
        return (self._people if is_somebody else self._heads) or self._mapped

    def is_under(self, row: int) -> bool:
        """Whether this row names somebody of the structure above."""
        return row in self._under

    def _part(self, sheet: Sheet, number: int) -> None:
        records = self._mapped.table.records
        functions = [c.number for c in self._mapped.columns if c.field == "function"]
        under = [row for row in records if _is_somebody(sheet.text(row, number))]
        heads = [row for row in records if row not in set(under) and sheet.text(row, number)]
        with_function = sum(_tells_function(sheet, row, number, functions) for row in under)
        sections = self._mapped.table.sections
        first = min([*heads, *sections], default=0)
        if not heads or not under or first > under[0] or with_function * 2 <= len(under):
            return
        bodies = [sheet.text(row, number) for row in heads] + list(sections.values())
        has_body = any(name_parts(text).kind for text in bodies)
        if has_body and not any(sheet.text(row, f) for row in heads for f in functions):
            self._under = frozenset(under)
            self._people = self._as("person_name", number, _OF_PEOPLE)
            self._heads = self._as("organisation_name", number, _OF_STRUCTURES)

    def _take_out_people(self, sheet: Sheet, number: int) -> None:
        records = self._mapped.table.records
        people = [row for row in records if is_surely_somebody(sheet.text(row, number))]
        if people:
            self._somebody = frozenset(people)
            self._people = self._as("person_name", number, {})

    def _as(self, field: str, number: int, twins: dict[str, str]) -> MappedTable:
        """The same table, its column of names holding this field and its contacts their owner's."""
        columns = [_as(column, field, number, twins) for column in self._mapped.columns]
        return MappedTable(self._mapped.table, with_slots(columns))


def _as(column: Column, field: str, number: int, twins: dict[str, str]) -> Column:
    if column.number == number:
        return replace(column, field=field, slot=0)
    is_of_nobody = field == "organisation_name" and column.field in {"function", "civility"}
    other = IGNORED if is_of_nobody else twins.get(column.field, column.field)
    return replace(column, field=other, slot=0)


def _is_somebody(text: str) -> bool:
    if name_parts(text).kind:
        return False
    return names_somebody(text) or is_person_text(text) or is_vacant(text) or _is_titled(text)


def _is_titled(text: str) -> bool:
    return is_function(text) and any(one.name.given for one in read_people(text).people)


def _tells_function(sheet: Sheet, row: int, number: int, functions: list[int]) -> bool:
    return is_function(sheet.text(row, number)) or any(sheet.text(row, f) for f in functions)
