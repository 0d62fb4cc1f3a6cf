"""What do the operations say together: who pays which, in which year, and what is missing?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from maillage.core.numbered import numbered_key
from maillage.trade.funding.choices import GONE, SECTIONS, WITHOUT_FUNDER, LineKind, MoneyState
from maillage.trade.funding.funding_plan.plan_readings import (
    Balance,
    Cost,
    balance_of_years,
    sure_of,
)
from maillage.trade.funding.funding_plan.rules.checks import Check

OWN, PUBLIC = "own", "users"


class Entry(NamedTuple):
    """A sum of an operation, in cents: what it costs in a year, or what somebody pays of it.

    Nothing in it points to the living: `plan`, `payer`, `owner` and `receiver` are numbers, with
    the words that were theirs. `payer` is 0 when nobody of the directory pays.
    """

    plan: int
    place: int
    name: str
    axis: str
    owner: int
    owner_name: str
    section: str
    year: int
    level: str
    cost: int = 0
    kind: str = ""
    payer: int = 0
    payer_name: str = ""
    receiver: int = 0
    receiver_name: str = ""
    scheme: str = ""
    state: str = ""
    is_remainder: bool = False
    expected: int | None = None
    requested: int | None = None
    granted: int | None = None
    paid: int | None = None
    counted: int = 0
    is_of_europe: bool = False

    @property
    def column(self) -> str:
        """Under which column it stands: its funder's, that of the owners, that of the public."""
        if self.kind == LineKind.OWN:
            return OWN
        return PUBLIC if self.kind in WITHOUT_FUNDER else str(self.payer)

    @property
    def sure(self) -> int:
        """What is granted of what counts."""
        return sure_of(self.state, self.counted, self.granted, is_remainder=self.is_remainder)


Entries = Sequence[Entry]
# What a version freezes of a sum: of which kind its source is today is no part of it.
NAMES = tuple(name for name in Entry._fields if name != "is_of_europe")
# The measures of the table: what is counted first, then the amounts of each stage.
MEASURES = ("counted", "requested", "granted", "paid")


def paying(entries: Iterable[Entry]) -> list[Entry]:
    """Those that say who pays."""
    return [one for one in entries if one.kind]


class Parts(NamedTuple):
    """A counted sum by how sure it is: each cent once, at its furthest stage."""

    expected: int = 0
    requested: int = 0
    granted: int = 0
    paid: int = 0

    @property
    def counted(self) -> int:
        """The four together."""
        return self.expected + self.requested + self.granted + self.paid


NO_PARTS = Parts()


def added(rows: Iterable[Parts]) -> Parts:
    """All these parts together."""
    expected = requested = granted = paid = 0
    for one in rows:
        expected += one.expected
        requested += one.requested
        granted += one.granted
        paid += one.paid
    return Parts(expected, requested, granted, paid)


def parts(one: Entry) -> Parts:
    """What is paid, granted and not paid yet, requested, expected, of what counts of a sum."""
    if one.state in GONE:
        return NO_PARTS
    sure = one.sure
    paid = min(one.paid or 0, sure)
    waiting = one.counted - sure
    if one.state == MoneyState.REQUESTED:
        return Parts(0, waiting)
    return Parts(waiting, 0, sure - paid, paid)


@dataclass(frozen=True)
class Operation:
    """A section of a plan: a row of the table, of all its years or of one.

    What it lacks is always of all its years: an investment is balanced over them. `broken` are
    the rules that it breaks without a reason.
    """

    entries: Entries
    reads_all: bool
    year: int | None = None
    broken: Sequence[Check] = ()

    @cached_property
    def seen(self) -> Entries:
        """Its sums of the year, or all."""
        if self.year is None:
            return self.entries
        return [one for one in self.entries if one.year == self.year]

    @cached_property
    def cost(self) -> int:
        """What it costs in the year, or in all."""
        return sum(one.cost for one in self.seen)

    @property
    def head(self) -> Entry:
        """Any of its sums: its name, its owner, its axis are those of all."""
        return self.entries[0]

    @property
    def key(self) -> tuple[int, str]:
        """Its plan and its section."""
        return self.head.plan, self.head.section

    @cached_property
    def balance(self) -> Balance:
        """What it lacks, as its plan says it; no line is named."""
        costs: dict[int, int] = defaultdict(int)
        counted: dict[int, int] = defaultdict(int)
        sure = 0
        for one in self.entries:
            costs[one.year] += one.cost
            if one.kind:
                counted[one.year] += one.counted
                sure += one.sure
        return balance_of_years(self.head.section, costs, counted, sure)

    @property
    def costs(self) -> list[Cost]:
        """What it costs, year by year, as the readings of a plan see it."""
        return [Cost(one.section, one.year, one.cost) for one in self.entries if one.cost]

    @cached_property
    def split(self) -> list[tuple[Entry, Parts]]:
        """Each sum of the year that pays it, by how sure it is."""
        return [(one, parts(one)) for one in paying(self.seen)]

    @cached_property
    def parts(self) -> Parts:
        """What pays it, by how sure it is."""
        return added(one for _entry, one in self.split)

    @property
    def left(self) -> int:
        """What is missing; all that is not sure for whoever does not read what is asked for."""
        return self.balance.gap if self.reads_all else self.balance.cost - self.balance.sure

    @property
    def lacks(self) -> bool:
        """Whether something is missing, or too much, over all or in a year."""
        if self.reads_all:
            return not self.balance.is_balanced
        return self.left != 0

    @property
    def is_open(self) -> bool:
        """Whether its sums or a rule call for something."""
        return self.lacks or bool(self.broken)


def open_first(rows: Iterable[Operation]) -> list[Operation]:
    """Those whose sums or a rule call for something, the one that lacks the most first."""
    called = [one for one in rows if one.is_open]
    return sorted(called, key=lambda one: (-one.left, numbered_key(one.head.name)))


def operations(entries: Entries, *, reads_all: bool) -> list[Operation]:
    """The rows of the table, in the order of the plan of actions; what costs nothing is none."""
    by_key: dict[tuple[int, int, str], list[Entry]] = defaultdict(list)
    for one in entries:
        by_key[(one.place, one.plan, one.section)].append(one)
    order = {one: rank for rank, one in enumerate(SECTIONS)}
    keys = sorted(by_key, key=lambda key: (key[0], key[1], order[key[2]]))
    rows = [Operation(by_key[key], reads_all) for key in keys]
    return [one for one in rows if one.balance.cost or one.balance.counted]


class Cell(NamedTuple):
    """A sum and its parts by how sure they are; a measure that is of one stage has none."""

    cents: int
    parts: Parts = NO_PARTS


def measured(one: Entry, measure: str) -> int:
    """How much of a sum this measure sees: what was refused since then had been asked for."""
    if measure == MEASURES[0] and one.state in GONE:
        return 0
    return getattr(one, measure) or 0


@dataclass(frozen=True, slots=True)
class Span:
    """The years of the columns, from `first` to `last`; what lies outside is before or after."""

    years: Sequence[int]
    has_before: bool
    has_after: bool

    @property
    def places(self) -> list[int]:
        """The columns: 0 stands for all that is before, 9999 for all that is after."""
        return [*([BEFORE] if self.has_before else []), *self.years, *self._after]

    @property
    def _after(self) -> list[int]:
        return [AFTER] if self.has_after else []

    def place(self, year: int) -> int:
        """The column of a year."""
        if year in self.years:
            return year
        return BEFORE if year < self.years[0] else AFTER


BEFORE, AFTER, MOST_YEARS = 0, 9999, 4


def span(entries: Iterable[Entry], wanted: int | None, this_year: int) -> Span:
    """All the years when they are four at most, else four from this one; or the one wanted."""
    every = sorted({one.year for one in entries} or {this_year})
    first, last = every[0], every[-1]
    if wanted is not None:
        years = [wanted]
    elif last - first < MOST_YEARS:
        years = list(range(first, last + 1))
    else:
        start = min(max(this_year, first), last - MOST_YEARS + 1)
        years = list(range(start, start + MOST_YEARS))
    return Span(years, first < years[0], last > years[-1])


@dataclass(frozen=True, slots=True)
class Payer:
    """A column of the table: who pays, how much in all, under which schemes."""

    key: str
    name: str
    cents: int
    schemes: Sequence[str]
    members: Sequence[str] = ()

    @property
    def keys(self) -> Sequence[str]:
        """The columns of the sums that stand in it."""
        return self.members or (self.key,)


REST, MOST_PAYERS, LARGEST = "rest", 12, 8


def payers(entries: Iterable[Entry]) -> list[Payer]:
    """Who pays, the most generous first; the public, then the owners, last."""
    sums: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    schemes: dict[str, dict[str, None]] = defaultdict(dict)
    for one in paying(entries):
        key = one.column
        sums[key] += measured(one, "counted")
        names[key] = one.payer_name
        if one.scheme:
            schemes[key][one.scheme] = None
    last = {PUBLIC: 1, OWN: 2}

    def rank(key: str) -> tuple[int, int, str, str]:
        return last.get(key, 0), -sums[key], numbered_key(names[key]), key

    keys = sorted(names, key=rank)
    return [Payer(key, names[key], sums[key], sorted(schemes[key])) for key in keys]


def gathered(rows: Sequence[Payer], name: str) -> list[Payer]:
    """These columns; beyond twelve, the eight largest, then one that gathers the others."""
    if len(rows) <= MOST_PAYERS:
        return list(rows)
    large = {one.key for one in sorted(rows, key=lambda one: -one.cents)[:LARGEST]}
    others = [one for one in rows if one.key not in large]
    rest = Payer(REST, name, sum(one.cents for one in others), (), tuple(one.key for one in others))
    return [*(one for one in rows if one.key in large), rest]
