"""Is a structure written once for the rows under it a layout, or has somebody left it out?"""

from itertools import pairwise

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.ground.directory.contact_files.table.row_cells import RowCells

_LEAST, _MANY = 2, 4
_BY_BLOCKS = "Structure écrite une fois par bloc : reprise sur les lignes vides en dessous."
_ASKED = (
    "Structure vide, alors que cette colonne la répète d’une ligne à l’autre : cette personne "
    "entre sans structure. Écrivez-la si vous la connaissez."
)


class StructureBlocks:
    """Says of each table whose structures are not repeated what is understood of it.

    Where no structure is ever repeated, blanks are a layout; many blanks among structures that
    are repeated are doubtful, and told once; a blank among filled cells is told on its row. Where
    these repeat theirs, nothing says that the one above is carried down: it is asked, but in
    a table of seats, where a deputy is written under whom they replace.
    """

    def __init__(self) -> None:
        self._ways: dict[int, str] = {}
        self._done: set[int] = set()

    def carries(self, row: RowCells, cell: RecordCell, above: str) -> bool:
        """Whether the structure above is that of a row whose cell is blank; told at this cell."""
        table = id(row.mapped)
        if table not in self._ways:
            self._ways[table] = _way(row.sheet, row.mapped)
        way = self._ways[table]
        if way == "asked":
            row.remark(cell, "structure_missing", Severity.WARNING, _ASKED)
        elif way == "by_row" or table not in self._done:
            self._done.add(table)
            _remark_above(row, cell, above, way)
        return way != "asked"


def _remark_above(row: RowCells, cell: RecordCell, above: str, way: str) -> None:
    """Says at the blank cell of a row from where its structure comes."""
    if way == "blocks":
        row.remark(cell, "structure_above", Severity.INFO, _BY_BLOCKS, above)
        return
    first = "celle de la ligne du dessus"
    if way == "doubtful":
        first = "ici et plus bas, celle de la ligne du dessus"
    row.remark(
        cell, "structure_above", Severity.WARNING,
        f"Structure non répétée : {first}, « {above} ». "
        "Si ce n’est pas elle, écrivez la bonne, ou « sans structure ».",
        above,
    )  # fmt: skip


def _way(sheet: Sheet, mapped: MappedTable) -> str:
    fields = ("organisation_name", "commune")
    number = next(numbers[0] for name in fields if (numbers := mapped.of_row.get(name)))
    texts = [sheet.text(row, number) for row in mapped.table.records]
    filled = [text for text in texts if text]
    blanks = len(texts) - len(filled)
    repeats = any(one == other for one, other in pairwise(filled))
    if blanks < _LEAST or blanks * _MANY < len(texts):
        return "asked" if repeats and not mapped.has_seats else "by_row"
    return "doubtful" if repeats else "blocks"
