"""« Maire, Commune de Vaux »: which structure stands in the cell of a function?"""

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.tables.value_looks import parts_of
from maillage.ground.directory.contact_files.table.mentions import Mentions
from maillage.ground.directory.contact_files.table.organisation_names import (
    initials,
    name_parts,
    names_one_body,
)

_SHORT = 2
_TWO_IN_ONE = (
    "Fonction et structure dans une même colonne : les deux sont lues. Mettez plutôt la structure "
    "dans une colonne « Structure »."
)


class FunctionStructures:
    """Parts the functions of a table from the structures beside them, where no column names any."""

    def __init__(
        self, reading: SheetReading, mapped: MappedTable, mentions: Mentions, problems: Problems
    ) -> None:
        self._problems = problems
        self._is_reported = False
        columns = [column.number for column in mapped.columns if column.field == "function"]
        has_structures = mapped.has("organisation_name") or mapped.has("commune")
        self._number = columns[0] if len(columns) == 1 and not has_structures else None
        self._acronyms = {initials(one.name) for one in mentions.organisations}
        for row in mapped.table.records if self._number is not None else ():
            texts = parts_of(reading.sheet.text(row, self._number or 0))
            self._acronyms |= {initials(text) for text in texts if _names_a_body(text)}

    def parted(
        self, cells: dict[int, RecordCell]
    ) -> tuple[dict[int, RecordCell], RecordCell | None]:
        """The cells of a row, the function without its structure, then this; told once."""
        cell = cells.get(self._number or 0)
        structure = self._structure_in(cell.text) if cell else None
        if cell is None or structure is None:
            return cells, None
        others = [part for part in parts_of(cell.text) if part != structure]
        function = one_line(", ".join(others))
        if function and not self._is_reported:
            self._is_reported = True
            self._problems.add(
                Problem(
                    "structure_in_function", Severity.WARNING, cell.place, cell.text, _TWO_IN_ONE,
                    structure,
                )
            )  # fmt: skip
        left = cell._replace(text=function, value=function)
        return cells | {self._number or 0: left}, cell._replace(text=structure)

    def _structure_in(self, text: str) -> str | None:
        parts = parts_of(text)
        return next(
            (one for one in parts if _names_a_body(one)),
            next((one for one in parts if len(parts) > 1 and self._is_acronym(one)), None),
        )

    def _is_acronym(self, text: str) -> bool:
        """« CCVF », where the file also names « CC du Val Fleuri »."""
        return len(text) > _SHORT and text.isupper() and folded(text) in self._acronyms


def _names_a_body(text: str) -> bool:
    parts = name_parts(text)
    alone = names_one_body(parts.kind) and len(text) > _SHORT
    return parts.kind is not None and (bool(parts.core) or alone) and not is_function(text)
