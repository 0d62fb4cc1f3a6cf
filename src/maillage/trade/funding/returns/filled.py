"""A return once filled: its tables with what is noted, and what each row still lacks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core.books_out import Formula, Shown
from maillage.core.money import euros, in_euros
from maillage.core.ods_out import column_letters
from maillage.core.tables_out import Value
from maillage.trade.funding.returns.kinds import (
    EUROS,
    ISO,
    POINT,
    CellValue,
    Column,
    Part,
    Return,
    Row,
)

Sources = Mapping[str, Callable[[], Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a row lacks: its name, in which table, the page that corrects it, what to do."""

    name: str
    table: str
    url: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do, and the rows that lack it, each once, with the page that corrects it."""

    sentence: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A table with its rows, each cell as it will be written; `sums` of its columns, in cents."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def headers(self) -> list[str]:
        """The heads of its columns."""
        return [one.head for one in self.columns]

    @property
    def cells(self) -> list[list[Value]]:
        """Its rows, as a file holds them."""
        return [
            [written(one, row.values.get(one.key)) for one in self.columns] for row in self.rows
        ]

    @property
    def lines(self) -> list[list[Shown]]:
        """Its rows as a spreadsheet holds them: what adds up their columns is a sum of its own."""
        return [
            [self._cell(one, cell, place) for one, cell in zip(self.columns, cells, strict=True)]
            for place, cells in enumerate(self.cells, start=2)
        ]

    def _cell(self, column: Column, cell: Value, place: int) -> Shown:
        if not column.across or not isinstance(cell, float):
            return cell
        keys = [one.key for one in self.columns]
        first, last = (column_letters(keys.index(one) + 1) for one in column.across.split())
        return Formula((f"{first}{place}:{last}{place}",), cell)

    @property
    def sums(self) -> dict[str, int]:
        """The sum of each column that has one, in cents."""
        return {
            one.key: sum(
                value for row in self.rows if isinstance(value := row.values.get(one.key), int)
            )
            for one in self.columns
            if one.sum
        }

    @property
    def total(self) -> list[Shown]:
        """Its last row, whose sums the file makes; nothing where nothing adds up."""
        sums = self.sums
        if not sums or not self.rows:
            return []
        cells: list[Shown] = [
            _formula(place, len(self.rows), sums[one.key]) if one.sum else None
            for place, one in enumerate(self.columns, start=1)
        ]
        return [_("Total"), *cells[1:]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A return with its tables, what is lacking row by row, what is to be written by hand."""

    form: Return
    parts: Sequence[FilledPart]
    lacks: Sequence[Lack]
    by_hand: Sequence[str]

    @property
    def to_do(self) -> list[ToDo]:
        """What is lacking, by what there is to do."""
        rows: dict[str, dict[tuple[str, str], None]] = {}
        for one in self.lacks:
            rows.setdefault(one.sentence, {})[one.name, one.url] = None
        return [ToDo(sentence, list(names)) for sentence, names in rows.items()]

    @property
    def count(self) -> int:
        """How many rows it has."""
        return sum(len(one.rows) for one in self.parts)


def fill(form: Return, sources: Sources, year: int) -> Filled:
    """The return, each table filled by the rows of its name."""
    parts = [_part(one, sources[one.rows](), year) for one in form.parts]
    return Filled(
        form,
        parts,
        [lack for one in parts for lack in _lacks(one, year)],
        [column.hand for one in parts if one.rows for column in one.columns if column.hand],
    )


def written(column: Column, value: CellValue) -> Value:
    """The value, as the unit of its column writes it."""
    if value is None:
        return None
    if column.unit == EUROS and isinstance(value, int):
        return in_euros(value) if value else None
    if column.unit == POINT and isinstance(value, int):
        return f"{euros(value):.2f}"
    if column.unit == ISO and isinstance(value, date):
        return value.isoformat()
    return value


def _part(one: Part, rows: Sequence[Row], year: int) -> FilledPart:
    return FilledPart(one.title.format(year=year), one.columns, rows)


def _lacks(one: FilledPart, year: int) -> list[Lack]:
    return [
        Lack(row.name, one.title, url, sentence)
        for row in one.rows
        for sentence, url in _row_lacks(one, row, year)
    ]


def _row_lacks(one: FilledPart, row: Row, year: int) -> list[tuple[str, str]]:
    """What the row itself lacks, then its cells, each with the page that corrects it."""
    faults = [(column.fault(row, year), column.page) for column in one.columns]
    return [
        *((sentence, row.url) for sentence in row.lacks),
        *((words, str(row.values.get(page) or row.url)) for words, page in faults if words),
    ]


def _formula(place: int, rows: int, cents: int) -> Formula:
    letters = column_letters(place)
    return Formula((f"{letters}2:{letters}{rows + 1}",), float(Decimal(cents) / 100))
