"""What does a register show of one row, whoever looks at it?"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from django.utils.safestring import SafeString

from maillage.core.raised import escaped


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it shows, how it lies in the table, how the card of a phone calls it."""

    shown: str
    css: str
    label: str = ""

    @property
    def drawn(self) -> SafeString:
        """The cell as the table draws it, its label where it has something to show."""
        css = f' class="{self.css}"' if self.css else ""
        label = f' data-label="{escaped(self.label)}"' if self.label and self.shown else ""
        return SafeString(f'<td role="cell"{css}{label}>{escaped(self.shown)}</td>')


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below it share; `level` is 0 for the widest."""

    level: int
    shown: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its key: the cell that names it, where it opens, the others, what stands above.

    What stands `under` its name leads elsewhere.
    """

    key: Hashable
    name: str
    url: str
    cells: tuple[Cell, ...]
    lead: Cell | None = None
    headings: tuple[Heading, ...] = ()
    under: str = ""

    @property
    def drawn(self) -> SafeString:
        """The cells after its name: written here, a page holds hundreds of them."""
        return SafeString("".join(cell.drawn for cell in self.cells))

    def with_cells(self, stay: Sequence[bool]) -> "Line":
        """The row with those of its cells that stay."""
        return replace(self, cells=tuple(compress(self.cells, stay)))


def sections(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, apart under each of the widest headings."""
    made: list[list[Line]] = []
    for line in lines:
        if not made or any(one.level == 0 for one in line.headings):
            made.append([])
        made[-1].append(line)
    return made


Recall = Callable[[Hashable, Callable[[], Sequence[Line]]], Sequence[Line]]
