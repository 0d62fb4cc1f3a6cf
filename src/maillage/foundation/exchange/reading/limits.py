"""How large a file is accepted, and what is said beyond?"""

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.workbook import Area

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 80 * 1024 * 1024
MAX_PACKING_RATIO = 150
MAX_ENTRIES = 2_000
MAX_ROWS = 100_000
MAX_COLUMNS = 400
MAX_CELLS = 1_500_000
MAX_SHEETS = 60
MAX_MERGES = 20_000
MAX_MERGED_ROWS = 1_000_000


def check_size(size: int) -> None:
    """Refuses an empty file or one beyond the accepted weight."""
    if size == 0:
        raise UnreadableFileError("Ce fichier est vide. Enregistrez-le à nouveau puis déposez-le.")
    if size > MAX_FILE_BYTES:
        weight = f"{size / 1024 / 1024:.0f}"
        raise UnreadableFileError(
            f"Ce fichier pèse {weight} Mo, la limite est de 20 Mo. "
            "Gardez seulement les feuilles utiles, sans images, puis déposez-le à nouveau."
        )


def too_many_cells() -> UnreadableFileError:
    """The refusal of a sheet that no contact list needs."""
    return UnreadableFileError(
        "Une feuille dépasse 100 000 lignes ou 400 colonnes remplies. "
        "Copiez le tableau utile dans un fichier neuf, puis déposez-le."
    )


class CellCount:
    """Counts the cells kept while a file is read, and stops it beyond the limit."""

    def __init__(self) -> None:
        self.cells = 0
        self.merges = 0
        self.merged_rows = 0

    def add(self, row: int, column: int) -> None:
        self.cells += 1
        if row > MAX_ROWS or column > MAX_COLUMNS or self.cells > MAX_CELLS:
            raise too_many_cells()

    def merge(self, area: Area) -> Area:
        """Counts a merged area, and the rows under its first one."""
        self.merges += 1
        self.merged_rows += max(min(area.bottom, MAX_ROWS) - area.top, 0)
        if self.merges > MAX_MERGES or self.merged_rows > MAX_MERGED_ROWS:
            raise UnreadableFileError(
                "Ce fichier compte trop de cellules fusionnées. "
                "Défusionnez-les dans votre tableur, puis déposez-le à nouveau."
            )
        return area
