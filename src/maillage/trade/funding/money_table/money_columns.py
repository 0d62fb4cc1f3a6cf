"""Which columns of a table hold sums, what stands over each, and whose names does it speak of?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.groups import groups_of
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.trade.funding.money_table.cells import looks_like_sums
from maillage.trade.funding.money_table.columns import (
    AMOUNT,
    COST,
    COSTS,
    FUNDER,
    GROSS,
    NET,
    OWN,
    STATES,
    STATUS,
)
from maillage.trade.funding.money_table.headings import Heading, heading, names_a_funder


@dataclass(frozen=True, slots=True)
class SumColumn:
    """A column of sums: what stands over it, and the column of names that it speaks of, or 0."""

    column: Column
    over: Heading
    names: int = 0

    @property
    def number(self) -> int:
        """Its place in the sheet."""
        return self.column.number

    @property
    def key(self) -> str:
        """Under which its cell is remarked, in a row."""
        return f"sum {self.number}"

    @property
    def is_cost(self) -> bool:
        """Whether it says what something costs: a year over a section says nobody who pays."""
        is_block = self.column.field == AMOUNT.name and not self.names and not self.over.name
        return self.column.field in COSTS or is_block

    @property
    def is_block(self) -> bool:
        """Whether it is the cost of a year or of a section, among others."""
        return self.is_cost and self.column.field not in COSTS


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """The columns of a table: those of sums, of names, of states.

    `lacks_sums` says that some are left until the officer says their unit.
    """

    mapped: MappedTable
    sums: Sequence[SumColumn]
    names: Sequence[Column]
    statuses: Sequence[Column]
    lacks_sums: bool = False

    @property
    def has_states(self) -> bool:
        """Whether a column, or what stands over one, says in which state its sums are."""
        return bool(self.statuses) or any(
            one.over.state for one in self.sums if one.column.field not in COSTS
        )

    @property
    def first_paying(self) -> SumColumn | None:
        """The first that says what somebody pays, own money apart."""
        paying = (one for one in self.sums if not one.is_cost and one.column.field != OWN.name)
        return next(paying, None)

    @property
    def paying_times(self) -> int:
        """By how much all the sums that somebody pays are multiplied."""
        return min((one.over.times for one in self.sums if not one.is_cost), default=1)

    def status_of(self, one: SumColumn) -> int:
        """The column of the state of this sum, or that of the whole row; 0 for none."""
        ranked = [each for each in self.statuses if each.rank and each.rank == one.column.rank]
        if not ranked and len(self.statuses) == 1 and not self.statuses[0].rank:
            return self.statuses[0].number
        following = [each.number for each in self.sums if each.number > one.number]
        end = min(following, default=self.mapped.columns[-1].number + 1)
        beside = [each for each in self.statuses if one.number < each.number < end]
        chosen = ranked or beside
        return chosen[0].number if chosen else 0


def money_columns(sheet: Sheet, mapped: MappedTable) -> MoneyColumns:
    """The columns of this table, each with all that stands over it."""
    names = [one for one in columns_of(mapped, FUNDER.name) if not _holds_sums(one)]
    sums = list(_sums(sheet, mapped, names))
    return MoneyColumns(mapped, sums, names, columns_of(mapped, STATUS.name))


def sums_left_out(sheet: Sheet, columns: MoneyColumns) -> list[SumColumn]:
    """The columns of sums that the officer does not import, as the file alone is read."""
    mapped = columns.mapped
    out = {one.number for one in mapped.columns if one.field == IGNORED and one.is_decided}
    guessed = money_columns(sheet, replace(mapped, columns=[*mapped.guesses])) if out else None
    return [one for one in guessed.sums if one.number in out] if guessed else []


def best_costs(columns: Sequence[SumColumn]) -> list[SumColumn]:
    """Those without taxes where some are, else those that say no basis, else those with them."""
    fields = {one.column.field for one in columns}
    best = next((name for name in (NET.name, COST.name, GROSS.name) if name in fields), "")
    return [one for one in columns if one.column.field == best]


def _holds_sums(column: Column) -> bool:
    """Whether a column of a funder holds what it pays, and not who it is."""
    name = heading([column.group.text if column.group else "", column.header]).name
    return looks_like_sums(column.samples) or names_a_funder(name)


def columns_of(mapped: MappedTable, name: str) -> list[Column]:
    """The columns of this field."""
    return [one for one in mapped.columns if one.field == name]


def _sums(sheet: Sheet, mapped: MappedTable, names: Sequence[Column]) -> Iterator[SumColumn]:
    groups = groups_of(sheet, mapped.table)
    for column in mapped.columns:
        is_paying = column.field == FUNDER.name and column not in names
        if not (is_paying or column.field in {AMOUNT.name, OWN.name, *COSTS, *STATES}):
            continue
        over = [one.text for one in groups if one.left <= column.number <= one.right]
        read = heading([*over, column.header])
        if column.field in STATES:
            read = replace(read, name=heading(over).name, state=STATES[column.field])
        yield SumColumn(column, read, _names_of(column, names))


def _names_of(column: Column, names: Sequence[Column]) -> int:
    """The names that a column of sums speaks of: of its rank, else at its left."""
    if column.field not in {AMOUNT.name, *STATES} or not names:
        return 0
    ranked = [one for one in names if one.rank and one.rank == column.rank]
    left = [one for one in names if one.number < column.number]
    return (ranked or left[-1:] or list(names[:1]))[0].number
