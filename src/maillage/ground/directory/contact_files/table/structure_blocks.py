"""Is a structure written once for the rows under it a layout, or has somebody left it out?"""

from itertools import pairwise

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.ground.directory.contact_files.table.row_cells import RowCells

_LEAST, _MANY = 2, 4
_BY_BLOCKS = "Structure écrite une fois par bloc : reprise sur les lignes vides en dessous."


class StructureBlocks:
    """Says of each table whose structures are not repeated what is understood of it.

    Where no structure is ever repeated, blanks are a layout; many blanks among structures that
    are repeated are doubtful, and told once; a blank among filled cells is told on its row.
    """

    def __init__(self) -> None:
        self._ways: dict[int, str] = {}
        self._done: set[int] = set()

    def remark(self, row: RowCells, cell: RecordCell, above: str) -> None:
        """Says at the blank cell of a row from where its structure comes."""
        table = id(row.mapped)
        if table not in self._ways:
            self._ways[table] = _way(row.sheet, row.mapped)
        way = self._ways[table]
        if way != "by_row" and table in self._done:
            return
        self._done.add(table)
        if way == "blocks":
            row.remark(cell, "structure_above", Severity.INFO, _BY_BLOCKS, above)
            return
        first, whose = "celle de la ligne du dessus", "ces personnes"
        if way == "doubtful":
            first, whose = "ici et plus bas, celle de la ligne du dessus", "ces blocs"
        row.remark(
            cell, "structure_above", Severity.WARNING,
            f"Structure non répétée : {first}, « {above} ». "
            f"Écrivez-la sur chaque ligne, ou séparez {whose}.",
            above,
        )  # fmt: skip


def _way(sheet: Sheet, mapped: MappedTable) -> str:
    fields = ("organisation_name", "commune")
    number = next(numbers[0] for name in fields if (numbers := mapped.of_row.get(name)))
    texts = [sheet.text(row, number) for row in mapped.table.records]
    filled = [text for text in texts if text]
    blanks = len(texts) - len(filled)
    if blanks < _LEAST or blanks * _MANY < len(texts):
        return "by_row"
    repeats = any(one == other for one, other in pairwise(filled))
    return "doubtful" if repeats else "blocks"
