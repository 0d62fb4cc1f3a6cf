"""Where one header says its unit and the others none, in which unit are the others?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.context.typed_sums import IN_EUROS, times_in
from maillage.trade.funding.money_table.columns import COSTS, TITLE
from maillage.trade.funding.money_table.half_blocks import Block
from maillage.trade.funding.money_table.money_columns import (
    MoneyColumns,
    SumColumn,
    best_costs,
    sums_left_out,
)
from maillage.trade.funding.money_table.rows import Operation
from maillage.trade.funding.money_table.sum_sheet import SumSheet

UNITS = {1000: lazy("milliers d’euros"), 10**6: lazy("millions d’euros")}
SHARED = lazy(
    "Montants lus en %(unit)s, comme « %(header)s » : ainsi le coût et ce qui le paie tombent juste"
)
SHARED_WITH_OUT = lazy(
    "Montants lus en %(unit)s, comme « %(header)s » : avec %(out)s, que vous n’importez pas, le "
    "coût et ce qui le paie tombent juste"
)
ASKED_OF = lazy("Unité des montants")
QUESTION = lazy("« %(header)s » est en %(unit)s. En quelle unité sont les montants de %(silent)s ?")
UNANSWERED = lazy("Sans réponse, ils n’entrent pas.")
IN_UNIT, IN_PLAIN = lazy("En %(unit)s, comme « %(header)s »"), lazy("En euros")
ROUNDED = 500  # sums typed in thousands add up to their cost within this part of it
Cells = Mapping[int, RecordCell]
RowOfSums = tuple[TableRow, Cells]


@dataclass(slots=True)
class UnitQuestions:
    """Which units are asked, and what the officer answered."""

    answers: frozenset[str] = frozenset()
    questions: list[Alternative] = field(default_factory=list)

    def ask(self, place: str, stated: "StatedUnit", silent: Sequence[str]) -> int:
        """By how much the sums under these headers are multiplied; 0 as long as it is not said."""
        values = stated.values | {"silent": _quoted(silent)}
        choices = (
            (f"unit:{place}:{stated.times}", IN_UNIT % values),
            (f"unit:{place}:1", str(IN_PLAIN)),
        )
        words = str(ASKED_OF), QUESTION % values
        question = Alternative(*words, choices, is_of_columns=True, unanswered=str(UNANSWERED))
        self.questions.append(question)
        answered = (key for key, _words in choices if key in self.answers)
        return int(next(answered, ":0").rpartition(":")[2])


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A header that says its unit, and by how much it multiplies."""

    header: str
    times: int

    @property
    def values(self) -> dict[str, str]:
        """The same in words."""
        return {"header": self.header, "unit": str(UNITS[self.times])}


class Fit(NamedTuple):
    """By how much silent sums are multiplied, and why."""

    times: int
    words: str


@dataclass(frozen=True, slots=True)
class OperationSums:
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


def share_unit(
    sheet: SumSheet, columns: MoneyColumns, rows: Sequence[RowOfSums], units: UnitQuestions
) -> MoneyColumns:
    """The columns of a table, the silent ones in the unit that another says, which is remarked.

    They share it when the figures of an operation add up so, with the columns left out or without,
    and none exceeds its cost; where they add up in euros nothing is to be said. Else the officer is
    asked, and they are left until the answer.
    """
    out = sums_left_out(sheet.sheet, columns)
    used, every = _used(columns.sums), _used([*columns.sums, *out])
    over = next((one for one in [*used, *every] if one.over.times in UNITS), None)
    silent = [one for one in used if _is_silent(one, rows)]
    if sheet.over.times > 1 or over is None or not silent:
        return columns
    stated, head = StatedUnit(over.column.header, over.over.times), columns.mapped.table.header_row
    whole = [(row, {**cells, **_cells(sheet, row, out)}) for row, cells in rows]
    left = [one for one in every if one.number in {each.number for each in out}]
    fits = (_fit(some, whole, stated, away) for some, away in ((used, ()), (every, left)))
    if fit := next(filter(None, fits), None):
        for one in silent if fit.times > 1 else ():
            sheet.add((head, one.number), "amount_times", fit.words)
        return _in_unit(columns, silent, fit.times)
    place = sheet.sheet.reference(head, silent[0].number)
    headers = [one.column.header for one in silent]
    return _in_unit(columns, silent, units.ask(place, stated, headers))


def _fit(
    used: Sequence[SumColumn],
    rows: Sequence[RowOfSums],
    stated: StatedUnit,
    left: Sequence[SumColumn],
) -> Fit | None:
    """By how much silent columns are multiplied for their sums to add up; None where unsure.

    Those `left` out are among them.
    """
    totals = list(filter(None, (_operation_sums(used, some) for some in _by_title(rows))))
    same = sum(one.is_same for one in totals)
    in_euros = any(one.is_in_euros for one in totals)
    if same and not in_euros and not any(one.is_over for one in totals):
        return Fit(stated.times, _shared_words(stated, left, (same, len(totals))))
    return Fit(1, "") if in_euros and not same else None


def _in_unit(columns: MoneyColumns, silent: Sequence[SumColumn], times: int) -> MoneyColumns:
    """The same columns, the silent ones in this unit; without them as long as it is 0."""
    if not times:
        others = [one for one in columns.sums if one not in silent]
        return replace(columns, sums=others, lacks_sums=True)
    sums = [
        replace(one, over=replace(one.over, times=times)) if one in silent else one
        for one in columns.sums
    ]
    return replace(columns, sums=sums)


def _cells(sheet: SumSheet, row: TableRow, columns: Sequence[SumColumn]) -> dict[int, RecordCell]:
    return {one.number: cell_at(sheet.sheet, (row.row, one.number)) for one in columns}


def share_between_halves(
    operation: Operation, blocks: Sequence[Block], over: int, units: UnitQuestions
) -> None:
    """Puts the half whose header says no unit in that of the other, where their sums then agree.

    It is remarked; of one whose sums agree neither so nor in euros the officer is asked.
    """
    stated = next(filter(None, map(_stated_unit, blocks)), None)
    silent = [one for one in blocks if one.times == 1 and not _states_euros(one)]
    kinds = {one.is_cost for one in silent}
    if over > 1 or stated is None or len(kinds) != 1 or _states_unit(blocks, *kinds):
        return
    is_cost = kinds.pop()
    cost, paid = Decimal(operation.cost), Decimal(sum(one.most for one in operation.lines))
    own, other = (cost, paid) if is_cost else (paid, cost)
    if not own or not other or _add_up(cost, paid):
        return
    first, row = silent[0], operation.row
    if _add_up(other, own * stated.times):
        row.cells["unit"] = cell_at(first.sheet, (first.row, first.left))
        row.suggest("unit", "amount_times", f"{SHARED % stated.values}.")
        _multiply(operation, stated.times, is_cost=is_cost)
        return
    place = first.sheet.reference(first.row, first.left)
    _multiply(operation, units.ask(place, stated, [_header(first)]), is_cost=is_cost)


def _multiply(operation: Operation, times: int, *, is_cost: bool) -> None:
    """Reads the sums of a half in another unit; leaves them where it is 0."""
    for sum_ in operation.costs if is_cost else operation.lines:
        sum_.multiply(times)
    operation.costs = [one for one in operation.costs if times or not is_cost]
    operation.lines = [one for one in operation.lines if times or is_cost]


def _stated_unit(block: Block) -> StatedUnit | None:
    """The header of a half that says its unit; None for none."""
    texts = (
        block.sheet.text(row, column)
        for row in range(block.row, block.rows.start)
        for column in range(block.left, block.right + 1)
    )
    return next(
        (StatedUnit(text, times) for text in texts if (times := times_in(text)) in UNITS), None
    )


def _header(block: Block) -> str:
    """What stands over the sums of a half, else over the whole half."""
    texts = (block.sheet.text(block.row, number) for number, _over in block.sums)
    return next(filter(None, texts), block.sheet.text(block.row, block.left))


def _states_unit(blocks: Sequence[Block], is_cost: bool) -> bool:
    """Whether another half of this kind says its unit."""
    return any(one.times > 1 for one in blocks if one.is_cost == is_cost)


def _states_euros(block: Block) -> bool:
    """Whether a header of a half says euros."""
    rows, columns = range(block.row, block.rows.start), range(block.left, block.right + 1)
    texts = (folded(block.sheet.text(row, column)) for row in rows for column in columns)
    return any(IN_EUROS.search(text) for text in texts)


def _quoted(headers: Sequence[str]) -> str:
    """« DETR » et « Région »."""
    return french.listed_whole([f"« {one} »" for one in headers])


def _shared_words(stated: StatedUnit, left: Sequence[SumColumn], counts: tuple[int, int]) -> str:
    words = str(SHARED_WITH_OUT if left else SHARED)
    words %= stated.values | {"out": _quoted([one.column.header for one in left])}
    same, every = counts
    if same < every:
        part = ngettext(
            ", pour %(n)s opération sur %(all)s", ", pour %(n)s opérations sur %(all)s", same
        )
        count = french.in_words(same, feminine=True)
        words += part % {"n": count, "all": french.in_words(every, feminine=True)}
    return f"{words}."


def _used(sums: Sequence[SumColumn]) -> list[SumColumn]:
    """Those that are read: the costs of one basis, else of the years, then what is paid."""
    costs = best_costs([one for one in sums if one.column.field in COSTS])
    costs = costs or [one for one in sums if one.is_block]
    return [*costs, *(one for one in sums if not one.is_cost)]


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


def _operation_sums(used: Sequence[SumColumn], rows: Sequence[RowOfSums]) -> OperationSums | None:
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
    return OperationSums(sums[True], sums[False], in_euros[True], in_euros[False])


def _add_up(cost: Decimal, paid: Decimal) -> bool:
    return abs(cost - paid) <= cost / ROUNDED
