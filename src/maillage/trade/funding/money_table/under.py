"""Which rows say who pays the operation written above them, in the column of its name?"""

import re
from collections.abc import Mapping, Sequence

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.trade.funding.money_table.columns import COSTS, TITLE
from maillage.trade.funding.money_table.headings import opens_as_funder
from maillage.trade.funding.money_table.money_columns import MoneyColumns, columns_of

FUNDERS = re.compile(r"\bfinanc|\bcofinanc|\brecettes\b")
Cells = Mapping[int, RecordCell]


def rows_of_funders(
    rows: Sequence[tuple[TableRow, Cells]], columns: MoneyColumns
) -> frozenset[int]:
    """The numbers of these rows; none in a table whose columns or other cells say who pays.

    Such a row has no cost where the table has costs, its operation has one; at least half of them
    begin with the words of a funder.
    """
    paying = [one for one in columns.sums if one.column.field not in COSTS]
    costs = [one.number for one in columns.sums if one.column.field in COSTS]
    if columns.names or not paying or any(one.over.name for one in paying):
        return frozenset()
    heads = columns_of(columns.mapped, TITLE.name)
    has_funders = any(FUNDERS.search(folded(one.header)) for one in heads)
    if not costs and not has_funders:
        return frozenset()
    titled = [(row, cells) for row, cells in rows if row.text(TITLE.name)]
    if costs:
        under = [row for row, cells in titled if all(cells[number].is_blank for number in costs)]
    else:
        under = [row for row, _cells in titled if opens_as_funder(row.text(TITLE.name))]
    paid = [row for row in under if opens_as_funder(row.text(TITLE.name))]
    is_first = bool(titled) and titled[0][0] in under
    if is_first or not (has_funders or 2 * len(paid) >= len(under)):
        return frozenset()
    return frozenset(row.row for row in under)
