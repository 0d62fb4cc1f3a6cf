"""Which part of a matrix is on screen? All of a small one, a window of a large one."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.matrix.description import Cell, ColumnHead, Matrix, Place, RowHead
from maillage.core.numbers import read_number
from maillage.core.sheet import Line

WHOLE = 1_200
COLUMNS = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of rows or columns, from `start` (0 first) to `stop` (left out), among `total`."""

    start: int
    stop: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first one, as it is read."""
        return self.start + 1

    @property
    def is_whole(self) -> bool:
        """True when nothing lies outside."""
        return self.stop - self.start == self.total

    def words(self, noun: str) -> str:
        """« fiches 1 à 40 sur 2 000 », « fiches : 2 001 sur 2 001 » where one is left."""
        last, total = french.number(self.stop), french.number(self.total)
        place = {"noun": noun, "first": french.number(self.first), "last": last, "total": total}
        if self.stop == self.first:
            return _("%(noun)s : %(last)s sur %(total)s") % place
        return _("%(noun)s %(first)s à %(last)s sur %(total)s") % place


@dataclass(frozen=True, slots=True)
class Window:
    """The rows, columns and cells on screen, the chosen place, and the ways to the others."""

    matrix: Matrix
    rows: Sequence[RowHead]
    columns: Sequence[ColumnHead]
    cells: Mapping[Place, Cell]
    row_span: Span
    column_span: Span
    chosen: Place | None
    parameters: tuple[tuple[str, str], ...]

    @property
    def is_tall(self) -> bool:
        """True when the table scrolls inside its own box, under its head."""
        return len(self.rows) > 15

    @property
    def rows_words(self) -> str:
        """Which rows are on screen."""
        return self.row_span.words(self.matrix.rows_are or _("lignes"))

    @property
    def columns_words(self) -> str:
        """Which columns are on screen."""
        return self.column_span.words(self.matrix.columns_are or _("colonnes"))

    @property
    def columns_before(self) -> str:
        """The address of the columns before, or nothing."""
        return self._columns_at(self.column_span.start - COLUMNS)

    @property
    def columns_after(self) -> str:
        """The address of the columns after, or nothing."""
        return self._columns_at(self.column_span.stop)

    @property
    def rows_before(self) -> str:
        """The address of the rows before, or nothing."""
        return self._rows_at(_rows_before(self.matrix, self.row_span.start))

    @property
    def rows_after(self) -> str:
        """The address of the rows after, or nothing."""
        return self._rows_at(self.row_span.stop)

    @property
    def here(self) -> str:
        """The query string of this window."""
        return self.address(self.row_span.start, self.column_span.start)

    @property
    def asking(self) -> str:
        """The query string of this window, ready for one more word."""
        return self.here if self.here == "?" else f"{self.here}&"

    @property
    def chosen_row(self) -> RowHead | None:
        return self.matrix.row(self.chosen[0]) if self.chosen else None

    @property
    def chosen_column(self) -> ColumnHead | None:
        return self.matrix.column(self.chosen[1]) if self.chosen else None

    @property
    def chosen_cell(self) -> Cell | None:
        return self.cells.get(self.chosen, self.matrix.empty) if self.chosen else None

    @property
    def lines_by_column(self) -> list[tuple[ColumnHead, list[Line]]]:
        """What each column on screen holds, as a list; a column that holds nothing is left out."""
        lists = [(column, self._lines_of(column)) for column in self.columns]
        return [(column, lines) for column, lines in lists if lines]

    def _lines_of(self, column: ColumnHead) -> list[Line]:
        pairs = ((row, self.cells.get((row.key, column.key))) for row in self.rows)
        return [
            Line(
                row.label,
                ", ".join(filter(None, (cell.word, cell.note))),
                row.url,
                cell.family,
                cell.value,
            )
            for row, cell in pairs
            if cell is not None
        ]

    def address(self, row: int, column: int) -> str:
        """The query string of the window that starts at this row and column."""
        moved = [("lignes", row + 1), ("colonnes", column + 1)]
        return f"?{urlencode([*self.parameters, *((key, at) for key, at in moved if at > 1)])}"

    def _columns_at(self, start: int) -> str:
        if start >= self.column_span.total or self.column_span.start == max(start, 0):
            return ""
        return self.address(self.row_span.start, max(start, 0))

    def _rows_at(self, start: int) -> str:
        if start >= self.row_span.total or self.row_span.start == max(start, 0):
            return ""
        # The columns of other rows are others where each window has its own.
        column = 0 if self.matrix.starts else self.column_span.start
        return self.address(max(start, 0), column)


def open_window(matrix: Matrix, parameters: Mapping[str, str]) -> Window:
    """The window that the address asks for; it moves to show the chosen cell."""
    chosen = read_place(matrix, parameters.get("case", ""))
    row_span, column_span = _spans(matrix, parameters, chosen)
    rows = matrix.rows[row_span.start : row_span.stop]
    columns = matrix.columns[column_span.start : column_span.stop]
    keys = [row.key for row in rows], [column.key for column in columns]
    ours = {"lignes", "colonnes", "case", "export"}
    return Window(
        matrix=matrix,
        rows=rows,
        columns=columns,
        cells=matrix.cells(*keys) if rows and columns else {},
        row_span=row_span,
        column_span=column_span,
        chosen=chosen,
        parameters=tuple((key, value) for key, value in parameters.items() if key not in ours),
    )


def read_place(matrix: Matrix, written: str) -> Place | None:
    """The place written "row~column", if the matrix has it."""
    row, tilde, column = written.partition("~")
    return (row, column) if tilde and matrix.row(row) and matrix.column(column) else None


def _spans(
    matrix: Matrix, parameters: Mapping[str, str], chosen: Place | None
) -> tuple[Span, Span]:
    rows, columns = len(matrix.rows), len(matrix.columns)
    is_narrow = not matrix.most_columns or columns <= matrix.most_columns
    if rows * columns <= WHOLE and is_narrow:
        return Span(0, rows, rows), Span(0, columns, columns)
    row, column = _number(parameters.get("lignes", "")), _number(parameters.get("colonnes", ""))
    if chosen:
        place = [one.key for one in matrix.rows].index(chosen[0])
        row = place if matrix.starts else _around(place, row, matrix.most_rows)
        place = [one.key for one in matrix.columns].index(chosen[1])
        column = _around(place, column, COLUMNS, matrix.own_columns)
    size = COLUMNS if column else matrix.own_columns or COLUMNS
    return _row_span(matrix, row), _span(column, size, columns)


def _around(place: int, start: int, size: int, first: int = 0) -> int:
    """Where the window of this place starts; the first window has `first` where it is given."""
    if place < first:
        return 0
    is_seen = start <= place < start + size and (start or not first)
    return start if is_seen else (place - first) // size * size + first


def _row_span(matrix: Matrix, row: int) -> Span:
    rows, starts = len(matrix.rows), matrix.starts
    if not starts:
        return _span(row, matrix.most_rows, rows)
    place = bisect(starts, row)
    return Span(starts[place - 1], starts[place] if place < len(starts) else rows, rows)


def _rows_before(matrix: Matrix, start: int) -> int:
    if not matrix.starts:
        return start - matrix.most_rows
    return matrix.starts[max(0, bisect(matrix.starts, start) - 2)]


def _span(start: int, size: int, total: int) -> Span:
    start = min(start, max(0, total - 1))
    return Span(start, min(start + size, total), total)


def _number(written: str) -> int:
    return (read_number(written, 6) or 1) - 1
