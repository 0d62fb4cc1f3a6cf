"""Which columns has the table, and what stands in each of its cells?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import add
from typing import TypeVar

from maillage.trade.funding.funding_plan.rules.checks import Check
from maillage.trade.funding.maquette.chosen import BOTH, BY_YEAR, Chosen
from maillage.trade.funding.maquette.readings import (
    AFTER,
    BEFORE,
    MEASURES,
    NO_PARTS,
    OWN,
    PUBLIC,
    REST,
    Cell,
    Entry,
    Operation,
    Parts,
    Payer,
    Span,
    gathered,
    measured,
    operations,
    payers,
    span,
)
from maillage.trade.funding.maquette.words import (
    NO_AXIS,
    NO_SCHEME,
    OTHERS,
    scheme_count_words,
    year_word,
)

# Beyond as many rows, axes are closed: each opens alone, or all of them once asked for.
MOST_ROWS = 100
# Beyond as many rows, axes are folded; a table wider than the screen scrolls in a box, its heads
# and its total in sight.
MANY_ROWS = 15
# A funder of more schemes has them counted, not named.
MOST_SCHEMES = 3


# A payer or all of them, a year or all of them.
Place = tuple[str, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: whose sums, of which years; None is all of them."""

    label: str
    full: str
    payers: frozenset[str] | None
    place: int | None
    is_edge: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The head of a few columns: a funder, with what it pays under; or of one alone."""

    label: str
    columns: Sequence[Column]
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """An axis and its operations; `is_closed` when only its sums are shown."""

    axis: str
    rows: Sequence[Operation]
    is_closed: bool

    @property
    def name(self) -> str:
        """The words of the axis."""
        return self.axis or str(NO_AXIS)


@dataclass(frozen=True)
class Table:
    """The operations of a reader, those asked for, and the columns in which they stand."""

    chosen: Chosen
    every: Sequence[Operation]
    this_year: int
    reads_all: bool
    plan_urls: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[Operation]:
        """The operations asked for."""
        return self.chosen.narrowed(self.every)

    @cached_property
    def open_rows(self) -> list[Operation]:
        """The operations that call for something, among those that the other questions ask for."""
        wanted = replace(self.chosen, is_open=False).narrowed(self.every)
        return [one for one in wanted if one.is_open]

    @cached_property
    def entries(self) -> list[Entry]:
        """The sums of the operations asked for."""
        return [entry for one in self.rows for entry in one.seen]

    @cached_property
    def span(self) -> Span:
        """The years of the columns."""
        return span(self.entries, self.chosen.year, self.this_year)

    @cached_property
    def every_payer(self) -> list[Payer]:
        """Who pays."""
        return payers(self.entries)

    @cached_property
    def payers(self) -> list[Payer]:
        """Who pays, each in a column or gathered in the last."""
        rows = self.every_payer
        return rows if self.chosen.shows_all else gathered(rows, str(OTHERS))

    @cached_property
    def view(self) -> str:
        """Which columns: by funder and year, by funder, by year."""
        years = {one.year for one in self.entries} or {self.this_year}
        return self.chosen.usual_view(self.every_payer, max(years) - min(years) + 1)

    @cached_property
    def groups(self) -> list[Group]:
        """The heads of the columns."""
        if self.view == BY_YEAR:
            return [Group(one.label, (one,)) for one in self._years(None, "")]
        if self.view == BOTH:
            return [
                Group(one.name, tuple(self._years(one, f"{one.name} ")), one.key == REST)
                for one in self.payers
            ]
        return [
            Group(
                one.name, (Column("", one.name, frozenset(one.keys), None, True),), one.key == REST
            )
            for one in self.payers
        ]

    def _years(self, payer: Payer | None, name: str) -> Iterator[Column]:
        keys = frozenset(payer.keys) if payer else None
        for rank, place in enumerate(self.span.places):
            word = year_word(place, BEFORE, AFTER)
            yield Column(word, f"{name}{word}", keys, place, is_edge=rank == 0)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        return [one for group in self.groups for one in group.columns]

    @property
    def is_long(self) -> bool:
        """Whether its heads and its total would be lost from sight, were all its rows shown."""
        return len(self.rows) > MANY_ROWS

    @cached_property
    def bands(self) -> list[Band]:
        """The operations, axis by axis."""
        by_axis: dict[str, list[Operation]] = defaultdict(list)
        for one in self.rows:
            by_axis[one.head.axis].append(one)
        several = len(by_axis) > 1 and not self.chosen.opens_all
        closed = several and len(self.rows) > MOST_ROWS
        return [Band(axis, rows, closed) for axis, rows in by_axis.items()]

    @property
    def is_closed(self) -> bool:
        """Whether its axes show their sums alone."""
        return any(one.is_closed for one in self.bands)

    def cells(self, rows: Sequence[Operation]) -> list[Cell | None]:
        """What stands in each column of these operations."""
        has_parts = self.chosen.measure == MEASURES[0]
        placed: dict[Place, list[int]] = {}
        for one in rows:
            for key, sums in self._placed[one.key].items():
                _add(placed, key, sums)
        return [
            Cell(sums[0], Parts(*sums[1:]) if has_parts else NO_PARTS) if sums else None
            for sums in (placed.get(key) for key in self._keys)
        ]

    @cached_property
    def _placed(self) -> dict[tuple[int, str], dict[Place, list[int]]]:
        """Each sum of each operation, then its parts, for its row, its axis and the foot."""
        return {one.key: self._sums_of(one) for one in self.rows}

    def _sums_of(self, one: Operation) -> dict[Place, list[int]]:
        placed: dict[Place, list[int]] = {}
        payers, places = self._gathered, self._places
        for entry, parts in one.split:
            if cents := measured(entry, self.chosen.measure):
                _add(placed, (payers[entry.column], places[entry.year]), (cents, *parts))
        return placed

    def sums(self, rows: Sequence[Operation]) -> list[int | None]:
        """What each column of these operations sums up to; None where none has a cell."""
        result: dict[Place, int] = {}
        for one in rows:
            for key, sums in self._placed[one.key].items():
                result[key] = result.get(key, 0) + sums[0]
        return [result.get(key) for key in self._keys]

    @cached_property
    def _gathered(self) -> dict[str, str]:
        """The column of each payer; years alone have one for all."""
        by_year = self.view == BY_YEAR
        return {key: "" if by_year else one.key for one in self.payers for key in one.keys}

    @cached_property
    def _places(self) -> dict[int, int]:
        """The column of each year; payers alone have one for all."""
        by_year = self.view in {BOTH, BY_YEAR}
        years = {one.year for one in self.entries}
        return {one: self.span.place(one) if by_year else -1 for one in years}

    @cached_property
    def _keys(self) -> list[Place]:
        return [
            (
                "" if one.payers is None else self._gathered[min(one.payers)],
                -1 if one.place is None else one.place,
            )
            for one in self.columns
        ]


def _add(placed: dict[T, list[int]], key: T, sums: Sequence[int]) -> None:
    """Add a sum and its parts to those that stand at this key."""
    if former := placed.get(key):
        placed[key] = list(map(add, former, sums))
    else:
        placed[key] = list(sums)


Rules = Callable[[Sequence[Operation]], Mapping[tuple[int, str], Sequence[Check]]]


def no_rules(_rows: Sequence[Operation]) -> Mapping[tuple[int, str], Sequence[Check]]:
    """Nothing: a frozen version, or a reader who reads no rule."""
    return {}


def table_of(
    entries: Sequence[Entry],
    chosen: Chosen,
    *,
    this_year: int,
    reads_all: bool,
    plan_urls: Mapping[int, str],
    broken: Rules = no_rules,
) -> Table:
    """The table of these sums; `broken` says which rules each of its operations breaks."""
    rows = operations(entries, reads_all=reads_all)
    called = broken(rows)
    rows = [replace(one, broken=called[one.key]) if one.key in called else one for one in rows]
    return Table(chosen, rows, this_year, reads_all, plan_urls)


@dataclass(frozen=True, slots=True)
class SumRow:
    """A line of the sums: a funder, an axis, a structure or a scheme.

    `cents` is what the measure sees of it.
    """

    name: str
    note: str
    parts: Parts
    cents: int


def sum_rows(table: Table) -> list[SumRow]:
    """The sums that are asked for, the largest first but the axes, in their order.

    What a stage is measured of nothing is left out.
    """
    rows = _sum_rows(table)
    return [one for one in rows if one.cents or table.chosen.measure == MEASURES[0]]


def _sum_rows(table: Table) -> list[SumRow]:
    by = table.chosen.sums
    if by == "financeur":
        by_payer = _by(table, lambda one: one.column)
        payers = table.every_payer
        return [SumRow(one.name, _payer_note(one), *by_payer[one.key]) for one in payers]
    keys: dict[str, Callable[[Entry], str]] = {
        "axe": lambda one: one.axis or str(NO_AXIS),
        "structure": lambda one: one.receiver_name or one.owner_name,
        "dispositif": lambda one: one.scheme or str(NO_SCHEME),
    }
    sums = {key: sums for key, sums in _by(table, keys[by]).items() if any(sums[1:])}
    names = list(sums) if by == "axe" else sorted(sums, key=lambda key: (-sums[key][1], key))
    return [SumRow(name, "", *sums[name]) for name in names]


def _by(table: Table, key: Callable[[Entry], str]) -> dict[str, tuple[Parts, int]]:
    result: dict[str, list[int]] = {}
    for row in table.rows:
        for one, parts in row.split:
            _add(result, key(one), (measured(one, table.chosen.measure), *parts))
    return {name: (Parts(*sums[1:]), sums[0]) for name, sums in result.items()}


def _payer_note(one: Payer) -> str:
    """Its schemes, those of a funder who has many only counted."""
    if one.key in {OWN, PUBLIC}:
        return ""
    count = len(one.schemes)
    return scheme_count_words(count) if count > MOST_SCHEMES else ", ".join(one.schemes)
