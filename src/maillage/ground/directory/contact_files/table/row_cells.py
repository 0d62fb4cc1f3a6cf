"""What do the columns of one record say, field by field?"""

from collections.abc import Iterator, Sequence

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.foundation.exchange.tables.slots import Slot
from maillage.ground.directory.contact_files.table.answers import FileAnswers

# « T », then « S » under it: what tells how somebody sits names no other structure.
_OF_THE_PERSON = frozenset({"titulaire_suppleant", "elected_or_technician", "voice"})


class RowCells:
    """The cells of one record, asked by field for the row or for one of its slots.

    `structure_beside` is the structure that the cell of its function also named; a row
    `is_under_head` when it names somebody of the structure of a row above. The `titles` of its
    sheet are those that hold an address or a number.
    """

    is_under_head: bool = False

    answers: FileAnswers = FileAnswers()

    structure_beside: RecordCell | None = None

    titles: Sequence[str] = ()

    def __init__(
        self,
        sheet: Sheet,
        mapped: MappedTable,
        row: int,
        cells: dict[int, RecordCell],
        problems: Problems,
    ) -> None:
        self.sheet = sheet
        self.row = row
        self.mapped = mapped
        self._cells = cells
        self._problems = problems
        self._of_row = {
            name: list(self._filled(numbers)) for name, numbers in mapped.of_row.items()
        }

    @property
    def has_department(self) -> bool:
        """Whether the row speaks of a part of its structure, which may have its own numbers."""
        return self.of_row("department") is not None

    @property
    def says_whose(self) -> bool:
        """Whether the cell that names the structure of the row is written: « habitante »."""
        by_commune = not self.mapped.has("organisation_name")
        return self.of_row("commune" if by_commune else "organisation_name") is not None

    def of_row(self, name: str) -> RecordCell | None:
        """First filled cell of a field that speaks of the whole row."""
        filled = self._of_row.get(name)
        return filled[0] if filled else None

    def of_slot(self, slot: Slot, name: str) -> RecordCell | None:
        """First filled cell of a field in a slot."""
        return self._first(slot.columns.get(name, ()))

    def of_either(self, slot: Slot, name: str) -> RecordCell | None:
        """The slot's own cell, or the row's."""
        if name in slot.columns:
            return self.of_slot(slot, name)
        return self.of_row(name)

    def notes_of(self, slot: Slot) -> RecordCell | None:
        """The remarks that speak of the people of a slot: its own, or those of a row of one."""
        alone = len(self.mapped.slots) == 1
        return self.of_either(slot, "notes") if alone else self.of_slot(slot, "notes")

    def first_of(self, numbers: Sequence[int]) -> RecordCell | None:
        """First filled cell of these columns."""
        return self._first(numbers)

    def all_of_slot(self, slot: Slot, *names: str) -> Iterator[RecordCell]:
        """Filled cells of several fields in a slot, in the order of the fields."""
        for name in names:
            yield from self._filled(slot.columns.get(name, ()))

    def all_of_row(self, *names: str) -> Iterator[RecordCell]:
        """Filled cells of several fields of the row."""
        for name in names:
            yield from self._of_row.get(name, ())

    def cell(self, number: int) -> RecordCell | None:
        return self._cells.get(number)

    def blank_structure_cell(self) -> RecordCell | None:
        """The empty cell of the structure, when all that stands before the people is empty too."""
        slots = [column.number for column in self.mapped.columns if column.slot]
        before = [
            column
            for column in self.mapped.columns
            if column.number in self._cells
            and column.number < min(slots, default=0)
            and column.field not in _OF_THE_PERSON
        ]
        if any(not self._cells[column.number].is_blank for column in before):
            return None
        names = {"organisation_name", "commune"}
        return next((self._cells[c.number] for c in before if c.field in names), None)

    def blank_cell(self, field: str) -> RecordCell | None:
        """The empty cell of the only column of a field, of which nothing was told."""
        numbers = [column.number for column in self.mapped.columns if column.field == field]
        cell = self._cells.get(numbers[0]) if len(numbers) == 1 else None
        is_explained = cell and any(
            self.has_remark(code, cell)
            for code in ("structure_missing", "empty_marker", "idem_unresolved")
        )
        return cell if cell and cell.is_blank and not is_explained else None

    def remark(
        self,
        cell: RecordCell,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str | None = None,
    ) -> None:
        """Adds a remark on a cell, with the value as the file holds it."""
        number = next(
            n for n, record_cell in self._cells.items() if record_cell.place == cell.place
        )
        raw = self.sheet.raw(self.row, number)
        raw = cell.text if raw is None else raw
        self._problems.add(Problem(code, severity, cell.place, raw, message, suggestion))

    def has_remark(self, code: str, cell: RecordCell) -> bool:
        return self._problems.has(code, cell.place)

    def _first(self, numbers: Sequence[int]) -> RecordCell | None:
        for number in numbers:
            cell = self._cells.get(number)
            if cell and cell.text:
                return cell
        return None

    def _filled(self, numbers: Sequence[int]) -> Iterator[RecordCell]:
        for number in numbers:
            cell = self._cells.get(number)
            if cell and cell.text:
                yield cell
