"""Can this table be computed on? If not: which row, which column, which rule?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from numbers import Real
from typing import TYPE_CHECKING

from maillage.analysis.wording import counted

if TYPE_CHECKING:
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

    Array = NDArray[float64]
    Mask = NDArray[bool_]
    Places = NDArray[int64]

Cells = Sequence[Sequence[float | None]]
Vector = tuple[float, ...]
Matrix = tuple[Vector, ...]


@dataclass(frozen=True)
class Table:
    """What a table is called on screen, and the whole numbers its cells may hold."""

    name: str
    rule: str
    low: int
    high: int


def read_cells(cells: Cells, table: Table, rows: Sequence[str], columns: Sequence[str]) -> "Array":
    """The table as an array; a silent cell (`None`) is NaN.

    Raises ValueError, in French, naming the row, the column and the rule, for a table of another
    shape, or a cell that is not a whole number within the limits of the table.
    """
    import numpy as np

    _check_shape(cells, table, rows, columns)
    array = _numbers(cells).reshape(len(rows), len(columns))
    silent = np.array([[value is None for value in row] for row in cells], dtype=bool)
    for row, column in np.argwhere(_not_allowed(array, table) & ~silent.reshape(array.shape)):
        raise refused_cell(
            table.name,
            (row, rows[row]),
            (column, columns[column]),
            cells[row][column],
            table.rule,
        )
    return array


def read_weights(weights: Sequence[float], name: str, rows: Sequence[str]) -> Vector:
    """One finite number of at least 0 per row; raises ValueError naming the row and the rule."""
    if len(weights) != len(rows):
        raise ValueError(
            f"{name} : {counted(len(weights), 'valeur')} pour {counted(len(rows), 'nom')}. "
            "Règle : une valeur par nom."
        )
    for index, (row, weight) in enumerate(zip(rows, weights, strict=True), start=1):
        if not is_amount(weight):
            raise ValueError(
                f"{name}, ligne {index} ({row}) : {weight}. Règle : un nombre, 0 ou plus."
            )
    return tuple(map(float, weights))


def is_amount(value: object) -> bool:
    """True for a finite number of at least 0.

    >>> is_amount(0.5), is_amount(-1), is_amount(float("nan")), is_amount(None)
    (True, False, False, False)
    """
    return isinstance(value, int | float | Real) and isfinite(value) and float(value) >= 0


def distinct_names(names: Sequence[str], kind: str) -> tuple[str, ...]:
    """The names as a tuple; raises ValueError when one is written twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{kind} : « {name} » est écrit deux fois. Règle : un nom par ligne.")
        seen.add(name)
    return tuple(names)


def refused_cell(
    table: str, row: tuple[int, str], column: tuple[int, str], value: object, rule: str
) -> ValueError:
    """The error of one cell; rows and columns are given as (index from 0, name)."""
    return ValueError(
        f"{table}, ligne {row[0] + 1} ({row[1]}), colonne {column[0] + 1} ({column[1]}) : {value}. "
        f"Règle : {rule}"
    )


def as_vector(array: "Array") -> Vector:
    """A one-dimensional array as a tuple of floats."""
    return tuple(array.tolist())


def as_matrix(array: "Array") -> Matrix:
    """A two-dimensional array as a tuple of rows."""
    return tuple(map(tuple, array.tolist()))


def _check_shape(cells: Cells, table: Table, rows: Sequence[str], columns: Sequence[str]) -> None:
    if len(cells) != len(rows):
        raise ValueError(
            f"{table.name} : {counted(len(cells), 'ligne')} pour {counted(len(rows), 'nom')}. "
            "Règle : une ligne par nom."
        )
    for index, (name, row) in enumerate(zip(rows, cells, strict=True), start=1):
        if len(row) != len(columns):
            raise ValueError(
                f"{table.name}, ligne {index} ({name}) : {counted(len(row), 'colonne')} au lieu de "
                f"{len(columns)}. Règle : une colonne par nom."
            )


def _numbers(cells: Cells) -> "Array":
    import numpy as np

    try:
        return np.array(cells, dtype=float)
    except (TypeError, ValueError):  # a cell is not a number: it will be refused by its place
        return np.array(
            [[value if isinstance(value, Real) else nan for value in row] for row in cells],
            dtype=float,
        )


def _not_allowed(array: "Array", table: Table) -> "Mask":
    import numpy as np

    allowed: Mask = (array >= table.low) & (array <= table.high) & (array == np.floor(array))
    return ~allowed
