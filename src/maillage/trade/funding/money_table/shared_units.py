"""Where one header says its unit and the others none, in which unit are the others?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.trade.context.typed_sums import IN_EUROS, times_in
from maillage.trade.funding.money_table.columns import COSTS, TITLE
from maillage.trade.funding.money_table.half_blocks import Block
from maillage.trade.funding.money_table.money_columns import (
    MoneyColumns,
    SumColumn,
    best_costs,
)
from maillage.trade.funding.money_table.rows import Operation
from maillage.trade.funding.money_table.sum_sheet import SumSheet

UNIT_UNSAID = "unit_unsaid"
UNITS = {1000: lazy("milliers d’euros"), 10**6: lazy("millions d’euros")}
SHARED = lazy(
    "Montants lus en %(unit)s, comme « %(header)s » : ainsi le coût et ce qui le paie tombent juste"
)
UNSURE = lazy(
    "Montants lus en euros, alors que « %(header)s » est en %(unit)s : écrivez leur unité dans "
    "l’en-tête."
)
ROUNDED = 500  # sums typed in thousands add up to their cost within this part of it
RowOfSums = tuple[TableRow, Mapping[int, RecordCell]]


@dataclass(frozen=True, slots=True)
class SharedUnit:
    """The columns whose headers are silent, and by how much their sums are multiplied."""

    silent: Sequence[SumColumn]
    times: int
    words: str

    @property
    def code(self) -> str:
        """Under which the headers are remarked."""
        return "amount_times" if self.times > 1 else UNIT_UNSAID

    def applied(self, columns: MoneyColumns) -> MoneyColumns:
        """The same columns, the silent ones in the unit that another says."""
        sums = [
            replace(one, over=replace(one.over, times=self.times)) if one in self.silent else one
            for one in columns.sums
        ]
        return replace(columns, sums=sums)


@dataclass(frozen=True, slots=True)
class Adding:
    """What an operation costs and is paid: as the figures stand, then each in its own unit."""

    cost: Decimal
    paid: Decimal
    cost_in_euros: Decimal
    paid_in_euros: Decimal

    @property
    def is_same(self) -> bool:
        """Whether the figures alone add up."""
        return _add_up(self.cost, self.paid)

    @property
    def is_in_euros(self) -> bool:
        """Whether they add up each in the unit that its header says, euros for the others."""
        return _add_up(self.cost_in_euros, self.paid_in_euros)

    @property
    def is_over(self) -> bool:
        """Whether more is paid than it costs, were all in one unit."""
        return self.paid > self.cost and not self.is_same


def share_unit(sheet: SumSheet, columns: MoneyColumns, rows: Sequence[RowOfSums]) -> MoneyColumns:
    """The columns of a table, each silent one in the unit that it is read in, which is remarked."""
    shared = None if sheet.over.times > 1 else unit_of_others(columns, rows)
    if shared is None:
        return columns
    for one in shared.silent:
        sheet.add((columns.mapped.table.header_row, one.number), shared.code, shared.words)
    return shared.applied(columns)


def unit_of_others(columns: MoneyColumns, rows: Sequence[RowOfSums]) -> SharedUnit | None:
    """What the columns that say no unit are read in, beside one that says thousands; None for none.

    They share its unit when the figures of an operation add up so and none exceeds its cost; where
    they add up in euros nothing is to be said.
    """
    used = [*_costs(columns), *(one for one in columns.sums if not one.is_cost)]
    saying = next((one for one in used if one.over.times in UNITS), None)
    silent = [one for one in used if _is_silent(one, rows)]
    if saying is None or not silent:
        return None
    adding = list(filter(None, (_adding(used, some) for some in _by_title(rows))))
    same = sum(one.is_same for one in adding)
    in_euros = any(one.is_in_euros for one in adding)
    if same and not in_euros and not any(one.is_over for one in adding):
        return SharedUnit(silent, saying.over.times, _shared_words(saying, same, len(adding)))
    return None if in_euros and not same else SharedUnit(silent, 1, UNSURE % _values(saying))


def share_between_halves(operation: Operation, blocks: Sequence[Block], over: int) -> None:
    """Puts the half whose header says no unit in that of the other, where their sums then agree.

    It is remarked; one whose sums agree neither so nor in euros is too.
    """
    saying = next((place for one in blocks if (place := _unit_place(one))), None)
    silent = [one for one in blocks if one.times == 1 and not _says_euros(one)]
    kinds = {one.is_cost for one in silent}
    if over > 1 or saying is None or len(kinds) != 1 or _says_unit(blocks, *kinds):
        return
    text, times, is_cost = *saying, kinds.pop()
    cost, paid = Decimal(operation.cost), Decimal(sum(one.most for one in operation.lines))
    own, other = (cost, paid) if is_cost else (paid, cost)
    if not own or not other or _add_up(cost, paid):
        return
    first, row = silent[0], operation.row
    row.cells["unit"] = cell_at(first.sheet, (first.row, first.left))
    values = {"header": text, "unit": str(UNITS[times])}
    if not _add_up(other, own * times):
        row.suggest("unit", UNIT_UNSAID, UNSURE % values)
        return
    row.suggest("unit", "amount_times", f"{SHARED % values}.")
    for sum_ in operation.costs if is_cost else operation.lines:
        sum_.multiply(times)


def _unit_place(block: Block) -> tuple[str, int] | None:
    """The header of a half that says its unit, and by how much it multiplies; None for none."""
    texts = (
        block.sheet.text(row, column)
        for row in range(block.row, block.rows.start)
        for column in range(block.left, block.right + 1)
    )
    return next(((text, times) for text in texts if (times := times_in(text)) in UNITS), None)


def _says_unit(blocks: Sequence[Block], is_cost: bool) -> bool:
    """Whether another half of this kind says its unit."""
    return any(one.times > 1 for one in blocks if one.is_cost == is_cost)


def _says_euros(block: Block) -> bool:
    """Whether a header of a half says euros."""
    rows, columns = range(block.row, block.rows.start), range(block.left, block.right + 1)
    texts = (folded(block.sheet.text(row, column)) for row in rows for column in columns)
    return any(IN_EUROS.search(text) for text in texts)


def _shared_words(saying: SumColumn, same: int, every: int) -> str:
    words = SHARED % _values(saying)
    if same < every:
        part = ngettext(
            ", pour %(n)s opération sur %(all)s", ", pour %(n)s opérations sur %(all)s", same
        )
        count = french.in_words(same, feminine=True)
        words += part % {"n": count, "all": french.in_words(every, feminine=True)}
    return f"{words}."


def _values(saying: SumColumn) -> dict[str, str]:
    return {"header": saying.column.header, "unit": str(UNITS[saying.over.times])}


def _costs(columns: MoneyColumns) -> list[SumColumn]:
    """The columns of what it costs that are read: those of one basis, else those of the years."""
    whole = best_costs([one for one in columns.sums if one.column.field in COSTS])
    return whole or [one for one in columns.sums if one.is_block]


def _is_silent(one: SumColumn, rows: Sequence[RowOfSums]) -> bool:
    """Whether nothing says the unit of a column, and a cell of it does not either."""
    over = one.column.group.text if one.column.group else ""
    has_unit = one.over.times > 1 or IN_EUROS.search(folded(f"{over} {one.column.header}"))
    return not has_unit and any(_figure(cells[one.number]) for _row, cells in rows)


def _figure(cell: RecordCell) -> Decimal | None:
    """The figure of a cell that says no unit; None for none."""
    plain = folded(cell.text)
    if "%" in plain or times_in(plain) > 1 or IN_EUROS.search(plain):
        return None
    amount = read_amount(cell.text)
    return amount.quantity if amount else None


def _by_title(rows: Sequence[RowOfSums]) -> list[list[RowOfSums]]:
    groups: dict[str, list[RowOfSums]] = {}
    for row, cells in rows:
        groups.setdefault(folded(row.text(TITLE.name)), []).append((row, cells))
    return list(groups.values())


def _adding(used: Sequence[SumColumn], rows: Sequence[RowOfSums]) -> Adding | None:
    """What the rows of one operation add up to; None where it has no cost or nobody who pays."""
    sums = {True: Decimal(0), False: Decimal(0)}
    in_euros = dict(sums)
    for one in used:
        for _row, cells in rows:
            if not cells[one.number].repeated and (figure := _figure(cells[one.number])):
                sums[one.is_cost] += figure
                in_euros[one.is_cost] += figure * one.over.times
    if not all(sums.values()):
        return None
    return Adding(sums[True], sums[False], in_euros[True], in_euros[False])


def _add_up(cost: Decimal, paid: Decimal) -> bool:
    return abs(cost - paid) <= cost / ROUNDED
