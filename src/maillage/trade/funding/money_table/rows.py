"""What is one operation of a table of money, once understood?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.money import euros_words
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import (
    FROM_OWNER,
    GONE,
    SURE,
    WITHOUT_FUNDER,
    LineKind,
    MoneyState,
)
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.money_table.columns import FUNDER, OWNER, TITLE
from maillage.trade.plan.models import Action, Post

LONGEST_LABEL = 160
NO_ITEM = lazy("Coût de l’opération")
SAME_NAME = lazy(
    "Une autre feuille porte ce nom : les deux deviennent un seul plan. Si ce n’en est pas un, "
    "écrivez au-dessus de chacune l’opération qu’elle paie."
)


class Entry(StrEnum):
    """What becomes of a sum: it comes in, its plan has it, it waits for an answer or stays out."""

    NEW = "new"
    THERE = "there"
    OPEN = "open"
    ASIDE = "aside"


Steps = list[tuple[MoneyState, int | None]]
# From the most advanced of the amounts to the least.
AMOUNTS = (MoneyState.PAID, MoneyState.GRANTED, MoneyState.REQUESTED, MoneyState.EXPECTED)


def state_of_own(kind: LineKind, state: MoneyState | None) -> MoneyState:
    """The state said, or the least; own money is only expected until its vote is written."""
    if kind in FROM_OWNER and state not in SURE:
        return MoneyState.EXPECTED
    return state or MoneyState.EXPECTED


def total_words(total: int, lines: int) -> str:
    """What is said of a written total that is not the sum of its lines."""
    words = _("Votre total dit %(total)s, la somme des lignes %(sum)s.")
    return words % {"total": euros_words(total), "sum": euros_words(lines)}


@dataclass(slots=True)
class CostRead:
    """What one item costs, in one section and one year; `stands` is the cost that it corrects.

    `key` is the cell of its label in `row`. One that `is_unread` has a cell that says no sum, to be
    corrected.
    """

    row: TableRow
    key: str
    label: str
    section: str
    year: int | None
    cents: int
    entry: Entry = Entry.NEW
    stands: CostLine | None = None
    is_unread: bool = False

    @property
    def enters(self) -> bool:
        """Whether the import writes it."""
        return self.entry == Entry.NEW

    def multiply(self, times: int) -> None:
        """Reads its sum in another unit."""
        self.cents *= times


@dataclass(slots=True)
class LineRead:
    """Who pays, as what, and what each state says, in cents; `key` is its cell in `row`.

    `sum_key` is that of its amount where the name stands over a column, `on` the day of
    `on_state`, `ends_on` that before which all is finished and justified. `stands` is the line
    of the plan that takes its `steps`.

    What was refused or has lapsed keeps what was requested. One that `is_unread` has a cell that
    says no sum, to be corrected.
    """

    row: TableRow
    key: str
    funder: str
    kind: LineKind
    section: str
    year: int | None
    scheme: str = ""
    ended: MoneyState | None = None
    cents: dict[MoneyState, int] = field(default_factory=dict)
    on: date | None = None
    on_state: MoneyState = MoneyState.GRANTED
    requested_on: date | None = None
    ends_on: date | None = None
    act: str = ""
    sum_key: str = ""
    organisation: Organisation | None = None
    is_fresh: bool = False
    is_left_out: bool = False
    is_unread: bool = False
    entry: Entry = Entry.NEW
    stands: FundingLine | None = None
    steps: Steps = field(default_factory=list)

    @property
    def enters(self) -> bool:
        """Whether the import writes it."""
        return self.entry == Entry.NEW and not self.is_left_out

    @property
    def is_of_body(self) -> bool:
        """Whether a structure pays it, that is not the owner of the plan."""
        return self.kind not in FROM_OWNER and self.kind not in WITHOUT_FUNDER

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two rows the same line: who pays, as what, where and when."""
        name, scheme = folded(self.funder), folded(self.scheme)
        return self.kind, name, scheme, self.section, self.year

    @property
    def state(self) -> MoneyState:
        """How it ended, else the most advanced state that has an amount.

        It is paid once all that was granted is, as a plan says it.
        """
        return self.ended or next(one for one in AMOUNTS if one in self._reached)

    @property
    def most(self) -> int:
        """The amount of its state."""
        return next((self.cents[one] for one in AMOUNTS if one in self._reached), 0)

    @property
    def _reached(self) -> set[MoneyState]:
        granted = self.cents.get(MoneyState.GRANTED, 0)
        is_part = self.cents.get(MoneyState.PAID, granted) < granted
        return set(self.cents) - ({MoneyState.PAID} if is_part else set())

    def day(self, state: MoneyState) -> date | None:
        """The day that the table gives to a state; None when it gives none."""
        if state == MoneyState.REQUESTED and self.requested_on:
            return self.requested_on
        return self.on if state == self.on_state else None

    def take_place_of(self, other: "LineRead") -> None:
        """Is this other one: its scheme, section, year and amounts."""
        self.scheme, self.cents = other.scheme, other.cents
        self.section, self.year = other.section, other.year

    def put(self, state: MoneyState, cents: int) -> None:
        """Keeps an amount under its state; another of the same state adds up."""
        if state in GONE:
            self.ended, state = state, MoneyState.REQUESTED
        self.cents[state] = self.cents.get(state, 0) + cents

    def leave_unread(self, state: MoneyState) -> None:
        """Keeps its state alone: it comes in once its sum is corrected."""
        self.is_unread, self.entry, self.cents = True, Entry.ASIDE, {state: 0}

    def multiply(self, times: int) -> None:
        """Reads its sums in another unit."""
        self.cents = {state: cents * times for state, cents in self.cents.items()}

    def add(self, other: "LineRead") -> None:
        """Adds what another row says of the same line."""
        for state, cents in other.cents.items():
            self.cents[state] = self.cents.get(state, 0) + cents
        self.ended = other.ended or self.ended


@dataclass(slots=True)
class Operation:
    """What is paid, who owns it, what it costs and who pays; as known already when it is.

    `listed` is its row in a list of all the operations, where a sheet of its own tells it; `rows`
    are those that say something of it. `keeps_owner` says that its plan has another owner
    than the file says, `asks` what keeps it out until it is answered.
    The `titles` are the lines above it, `unread` those who pay a sum to be corrected,
    `unread_costs` such costs; `short_title` is its title in the file, when its owner is added.
    """

    row: TableRow
    title: str
    owner: str = ""
    basis: str = ""
    costs: list[CostRead] = field(default_factory=list)
    lines: list[LineRead] = field(default_factory=list)
    unread: list[LineRead] = field(default_factory=list)
    unread_costs: list[CostRead] = field(default_factory=list)
    existing: FundingPlan | None = None
    action: Action | None = None
    post: Post | None = None
    organisation: Organisation | None = None
    is_fresh: bool = False
    is_whole_sheet: bool = False
    listed: TableRow | None = None
    keeps_owner: bool = False
    asks: str = ""
    short_title: str = ""
    lent_year: int | None = None
    titles: Sequence[str] = ()
    rows: set[tuple[str, int]] = field(default_factory=set)

    def lend_year(self) -> None:
        """Gives to the sums that say no year the only one that the others say."""
        years = {one.year for one in self.sums} - {None}
        if len(years) == 1 and self.lacks_year:
            (self.lent_year,) = years
            for one in self.sums:
                one.year = self.lent_year

    @property
    def is_of_post(self) -> bool:
        """Whether it is what one post costs, which few read."""
        return bool(self.post or (self.existing and self.existing.post_id))

    @property
    def is_stopped(self) -> bool:
        """Whether something to correct keeps it out, and no answer lets it in."""
        return self.row.is_refused and not self.asks

    @property
    def rows_of_list(self) -> set[tuple[str, int]]:
        """The rows of lists that say something of it, that of a sheet of its own apart."""
        listed = {(self.listed.sheet, self.listed.row)} if self.listed else set()
        return self.rows | listed

    @property
    def lacks_year(self) -> bool:
        """Whether a sum of it that comes in has no year of its own."""
        return any(one.enters and not one.stands and one.year is None for one in self.sums)

    @property
    def lacks_section(self) -> bool:
        """Whether a sum of it that comes in has no section of its own."""
        return any(one.enters and not one.stands and not one.section for one in self.sums)

    @property
    def sums(self) -> "list[CostRead | LineRead]":
        """What it costs, then who pays."""
        return [*self.costs, *self.lines]

    @property
    def cost(self) -> int:
        """What it costs, in cents, all sections and years."""
        return sum(one.cents for one in self.costs)

    def names(self, other: "Operation") -> bool:
        """Whether this row of a list names what another tells: its title, and its owner if said."""
        owners = {folded(self.owner), folded(other.owner)} - {""}
        return folded(self.title) == folded(other.title) != "" and len(owners) < 2

    def take_from(self, listed: "Operation") -> None:
        """Takes who owns it, and its basis, from its row in a list, where its sheet says none."""
        if not self.owner and OWNER.name in listed.row.cells:
            self.owner = listed.owner
            self.row.cells[OWNER.name] = listed.row.cells[OWNER.name]
        self.basis, self.listed = self.basis or listed.basis, listed.row

    def dated(self, cost: CostRead) -> CostRead:
        """A cost, in the section and the year of all its lines where it says none."""
        sections, years = {one.section for one in self.lines}, {one.year for one in self.lines}
        section = cost.section or (sections.pop() if len(sections) == 1 else "")
        year = cost.year or (years.pop() if len(years) == 1 else None)
        return replace(cost, section=section, year=year)

    def add_cost(self, cost: CostRead, *, may_repeat: bool) -> None:
        """Adds a cost; that of all, or one that `may_repeat` on rows of funders, is taken once."""
        same = (cost.label, cost.section, cost.year, cost.cents)
        others = [(one.label, one.section, one.year, one.cents) for one in self.costs]
        if same not in others or (cost.label and not may_repeat):
            self.costs.append(cost)

    def name_after(self, owner: str) -> None:
        """Adds its owner to its title, within the length of the label of a plan."""
        end = f", {owner}"[: LONGEST_LABEL // 2]
        self.short_title = self.title
        self.title = f"{self.title[: LONGEST_LABEL - len(end)]}{end}"

    @property
    def has_owner_in_title(self) -> bool:
        """Whether its owner was added to its title, which another owner's operation has too."""
        return bool(self.short_title)

    @property
    def written_title(self) -> str:
        """Its title as the file writes it."""
        return self.short_title or self.title

    def line_like(self, line: LineRead) -> LineRead | None:
        """The line of the same funder, section and year that it has already."""
        return next((one for one in self.lines if one.identity == line.identity), None)


def keep_row(operations: Sequence[Operation], row: TableRow) -> None:
    """Says that a row without a sum is one more of the operation that it names."""
    title = folded(row.text(TITLE.name))
    for one in operations:
        if title and folded(one.title) == title:
            one.rows.add((row.sheet, row.row))


def joined_operations(listed: Sequence[Operation], alone: Sequence[Operation]) -> list[Operation]:
    """Those of a list, then those of a sheet each; one that is in both is that of its sheet."""
    rows = [one for one in listed if not one.row.is_refused and not one.lines]
    left = list(listed)
    for one in rows:
        own = [other for other in alone if one.names(other)]
        if not own or any(row.names(other) for row in rows if row is not one for other in own):
            continue
        left = [other for other in left if other is not one]
        for other in own:
            other.take_from(one)
        _compare_cost(one, own)
    for number, one in enumerate(alone):
        if any(other.names(one) for other in alone[:number]):
            one.row.warn(FUNDER.name, str(SAME_NAME))
    return [*left, *alone]


def _compare_cost(listed: Operation, own: Sequence[Operation]) -> None:
    """The cost of a list is that of a sheet that says none; else it is compared with it."""
    cost = sum(one.cost for one in own)
    key = next((name for name in listed.row.cells if name.startswith("sum ")), "")
    if not cost:
        own[0].costs = [own[0].dated(one) for one in listed.costs]
    elif key and listed.cost and listed.cost != cost:
        listed.row.warn(key, total_words(listed.cost, cost))
