"""The columns of the halves of a plan, as the page of columns shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import BY_HEADER, Column
from maillage.foundation.exchange.tables.groups import Group
from maillage.foundation.exchange.tables.rows import SheetRows, Table
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.trade.funding.choices import Basis, MoneyState
from maillage.trade.funding.money_table.columns import (
    AMOUNT,
    COST,
    FUNDER,
    GROSS,
    ITEM,
    NET,
    RATE,
    SCHEME,
    STATES,
    STATUS,
    TOTAL,
)
from maillage.trade.funding.money_table.half_blocks import Block, Part
from maillage.trade.funding.money_table.headings import Heading

NOT_READ, STATE_ONLY = "rien n’en est lu", "seul un état y est lu"
MOST_SAMPLES = 3
OF_BASIS = {Basis.NET: NET.name, Basis.GROSS: GROSS.name}
OF_STATE = {state: name for name, state in STATES.items()}


@dataclass(slots=True)
class HalvesReading(SheetReading):
    """A sheet of halves: one under the other, they have the same letters and other headers."""

    @property
    def columns(self) -> list[Column]:
        """The columns of a half, then those of the other."""
        return [column for mapped in self.tables for column in mapped.columns]


def halves_reading(sheet: Sheet, parts: Sequence[Part]) -> HalvesReading:
    """A sheet of halves as the page of columns shows it: the first of its plans tells them."""
    blocks = sorted(parts[0].blocks, key=lambda one: (one.row, one.left))
    rows = sorted({row for part in parts for row in part.rows_read})
    columns = [column for block in blocks for column in _columns_of(block)]
    table = Table(blocks[0].header_row, [], rows)
    return HalvesReading(sheet, SheetRows(tables=[table]), [MappedTable(table, columns)])


def _columns_of(block: Block) -> Iterator[Column]:
    for number in range(block.left, block.right + 1):
        rows = range(block.row, block.bottom)
        if not any(block.sheet.text(row, number) for row in rows):
            continue
        field, reason = _field_of(block, number)
        texts = (block.sheet.text(row, number) for row in block.rows)
        header = block.sheet.text(block.header_row, number)
        over = block.sheet.text(block.row, block.left)
        yield Column(
            number,
            header or block.sheet.text(block.row, number),
            field,
            group=Group(over, block.row, block.left, block.right),
            reason=reason,
            samples=tuple(filter(None, texts))[:MOST_SAMPLES],
        )


def _field_of(block: Block, number: int) -> tuple[str, str]:
    """What a column of a half is read as, and why."""
    own = {block.left: ITEM.name if block.is_cost else FUNDER.name}
    own |= {column: _field_of_sum(block, over) for column, over in block.sums}
    own |= dict.fromkeys(block.totals, COST.name if block.is_cost else TOTAL.name)
    own |= {block.status: STATUS.name, block.scheme: SCHEME.name}
    if field := own.get(number):
        return field, BY_HEADER
    if block.is_rate(number):
        return RATE.name, BY_HEADER
    is_looked_at = not block.is_cost and block.holds_words(number)
    return IGNORED, STATE_ONLY if is_looked_at else NOT_READ


def _field_of_sum(block: Block, over: Heading) -> str:
    if block.is_cost:
        return OF_BASIS.get(over.basis, COST.name) if over.basis else COST.name
    state = over.state
    return OF_STATE.get(MoneyState(state), AMOUNT.name) if state else AMOUNT.name
