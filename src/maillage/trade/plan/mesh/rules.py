"""Which theme does each contract leave empty, and which actions serve several or look alike?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from rapidfuzz import fuzz, process

# Two titles this close, of 100 (`token_set_ratio`), may say the same: to confirm with officers.
ALIKE = 85
# Enough where they are done in the same commune for the same public.
SIMILAR = 60
SHARED = 2
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Work:
    """An open action, as these rules read it: its themes, contracts, communes, publics, pilots."""

    number: int
    title: str
    themes: frozenset[int] = frozenset()
    schemes: frozenset[int] = frozenset()
    communes: frozenset[int] = frozenset()
    publics: frozenset[int] = frozenset()
    pilots: frozenset[int] = frozenset()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract in force: the themes it expects, its last day, when to prepare what follows."""

    number: int
    title: str
    expected: frozenset[int] = frozenset()
    end_on: date | None = None
    alert_on: date | None = None


@dataclass(frozen=True)
class Mesh:
    """How contracts, themes and open actions cross."""

    works: Sequence[Work]
    contracts: Sequence[Contract]
    cells: Mapping[Pair, Sequence[int]]
    blanks: Sequence[Pair]
    shared: Sequence[Work]
    doubles: Sequence[tuple[Work, Work]]
    unprotected: Sequence[Work]

    def of_theme(self, theme: int) -> list[Work]:
        """The open actions of a theme."""
        return [one for one in self.works if theme in one.themes]

    def blank_themes(self, contract: int) -> list[int]:
        """The themes that a contract expects and that no open action serves."""
        return [theme for number, theme in self.blanks if number == contract]


def build_mesh(
    works: Sequence[Work], contracts: Sequence[Contract], apart: Collection[Pair]
) -> Mesh:
    """Return how they cross; `apart` are pairs of actions linked, or that wait for one another.

    A cell, by contract and theme, lists the actions that count for the one in the other; a blank is
    a theme that a contract expects and no open action of it serves.
    """
    cells: dict[Pair, list[int]] = defaultdict(list)
    for work in works:
        for scheme in work.schemes:
            for theme in work.themes:
                cells[scheme, theme].append(work.number)
    running = {one.number for one in contracts}
    return Mesh(
        works=works,
        contracts=contracts,
        cells=cells,
        blanks=[
            (one.number, theme)
            for one in contracts
            for theme in sorted(one.expected)
            if (one.number, theme) not in cells
        ],
        shared=[one for one in works if len(one.schemes & running) >= SHARED],
        doubles=list(_doubles(works, apart)),
        unprotected=list(_unprotected(works, contracts)),
    )


def _unprotected(works: Sequence[Work], contracts: Sequence[Contract]) -> Iterator[Work]:
    """The actions that end after every contract for which they count."""
    ends = {one.number: one.end_on for one in contracts}
    for work in works:
        days = [ends[number] for number in work.schemes if number in ends]
        if work.due_on and days and all(day is not None and day < work.due_on for day in days):
            yield work


def _doubles(works: Sequence[Work], apart: Collection[Pair]) -> Iterator[tuple[Work, Work]]:
    """Pairs that may be the same work: a shared theme, other pilots, and what makes them alike."""
    by_number = {one.number: one for one in works}
    for first, second in sorted(_candidates(works)):
        one, other = by_number[first], by_number[second]
        piloted_apart = one.pilots and other.pilots and not one.pilots & other.pilots
        if piloted_apart and (first, second) not in apart:
            yield one, other


def _candidates(works: Sequence[Work]) -> set[Pair]:
    """Pairs of one theme with titles that are close, less so where they serve the same people."""
    by_theme: dict[int, list[Work]] = defaultdict(list)
    for work in works:
        for theme in work.themes:
            by_theme[theme].append(work)
    return {pair for some in by_theme.values() for pair in (*_of_same_people(some), *_close(some))}


def _of_same_people(works: Sequence[Work]) -> Iterator[Pair]:
    """Pairs with a commune and a public in common, and titles that are akin.

    Only those that meet somewhere are compared.
    """
    titles = {work.number: work.title.casefold() for work in works}
    places: dict[Pair, list[int]] = defaultdict(list)
    for work in works:
        for commune in work.communes:
            for public in work.publics:
                places[commune, public].append(work.number)
    for numbers in places.values():
        for one, other in combinations(sorted(numbers), 2):
            if fuzz.token_set_ratio(titles[one], titles[other]) >= SIMILAR:
                yield one, other


def _close(works: Sequence[Work]) -> Iterator[Pair]:
    """Pairs whose titles are close."""
    titles = [one.title.casefold() for one in works]
    ratios = process.cdist(titles, titles, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
    for row, column in zip(*ratios.nonzero(), strict=True):
        if row < column:
            first, second = sorted((works[row].number, works[column].number))
            yield first, second


def ending(contracts: Sequence[Contract], today: date) -> list[tuple[date, Contract]]:
    """The contracts whose end is to be prepared already, with it, the first to end first."""
    rows = [
        (one.end_on, one)
        for one in contracts
        if one.end_on and one.alert_on and one.alert_on <= today
    ]
    return sorted(rows, key=lambda row: (row[0], row[1].number))


def weeks_left(end_on: date, today: date) -> int:
    """Whole weeks from today to a last day, itself included."""
    return (end_on - today + timedelta(days=1)).days // 7
