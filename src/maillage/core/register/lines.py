"""What does a register show of one row, whoever looks at it?"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import compress


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it shows, and how it lies in the table or in the card."""

    shown: str
    css: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its key: the cell that names it, where it opens, the others."""

    key: Hashable
    name: str
    url: str
    cells: tuple[Cell, ...]

    def with_cells(self, stay: Sequence[bool]) -> "Line":
        """The row with those of its cells that stay."""
        return replace(self, cells=tuple(compress(self.cells, stay)))


Recall = Callable[[Hashable, Callable[[], Sequence[Line]]], Sequence[Line]]
