"""What does a tool say of its matrix? Its heads, its cells, what rows and columns tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from maillage.analysis.wording import signed
from maillage.core.tables_out import Value

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row tells: a few words, a precision, and the mark that goes with them.

    What it says `calls` for somebody.
    """

    words: str
    note: str = ""
    family: str = ""
    value: str = ""
    calls: bool = False


@dataclass(frozen=True, slots=True)
class RowHead:
    """A row: its key (without "~"), its name, a precision, its page, and what it tells."""

    key: str
    label: str
    note: str = ""
    url: str = ""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column: its key (without "~"), its name, a precision, its page, and what it tells.

    `count` is how many of its cells hold something, among all rows, where a page needs it.
    """

    key: str
    label: str
    note: str = ""
    url: str = ""
    reading: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its word, a date or precision, its mark, and its value in an export.

    `choice` is the option it holds; `due` calls for the reader; `strength` goes from -4 to 4;
    `explained` is said under the table when the cell is chosen. `stance` is a position from -4 to
    4, drawn as a signed number and a bar that leans; `silent` says that nobody took one. `is_main`
    is what the reading of the page says; `is_blank` is written at another place of the matrix.
    `links` are what the cell counts, each with its page, in place of its count once it is chosen.
    """

    word: str
    note: str = ""
    family: str = ""
    value: str = ""
    choice: str = ""
    due: bool = False
    strength: int | None = None
    exported: Value = None
    explained: str = ""
    stance: int | None = None
    silent: bool = False
    is_main: bool = False
    is_blank: bool = False
    links: tuple[tuple[str, str], ...] = ()

    @property
    def signed(self) -> str:
        """The stance as it is written: +2, 0, −3; nothing without one."""
        return "" if self.stance is None else signed(self.stance)


@dataclass(frozen=True, slots=True)
class Option:
    """What a cell may be given: what is sent, and what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix: only the cells on screen are asked to `cells`, by their rows and columns.

    A place that `cells` leaves out shows `empty`. Without `options` the reader may not write.
    More columns than `most_columns` are read in windows, where it is given. Its ways to the other
    windows call its rows and its columns by the plurals `rows_are` and `columns_are`. A window has
    `most_rows` of its rows; or it begins at one of `starts`, up to the next, and its first columns
    are the `own_columns` that its rows fill.
    """

    caption: str
    filename: str
    row_title: str
    rows: Sequence[RowHead]
    columns: Sequence[ColumnHead]
    cells: Callable[[Sequence[str], Sequence[str]], Mapping[Place, Cell]]
    empty: Cell
    row_note: str = ""
    reading_title: str = ""
    reading_note: str = ""
    foot_title: str = ""
    options: tuple[Option, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    most_columns: int = 0
    most_rows: int = 40
    starts: Sequence[int] = ()
    own_columns: int = 0
    rows_are: str = ""
    columns_are: str = ""

    @property
    def has_readings(self) -> bool:
        """True when rows tell something."""
        return bool(self.reading_title)

    def row(self, key: str) -> RowHead | None:
        return next((row for row in self.rows if row.key == key), None)

    def column(self, key: str) -> ColumnHead | None:
        return next((column for column in self.columns if column.key == key), None)
