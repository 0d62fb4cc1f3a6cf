"""A plan written as text, read, and what is said of it."""

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.trade.plan.plan_table.reading import read_plan
from maillage.trade.plan.plan_table.rows import ActionRow
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.reading import plain


def table(*rows: Row) -> Table[ActionRow]:
    """A plan of these rows, read."""
    return read_plan(open_content(csv_bytes(list(rows))), None)


def remarks(read: Table[ActionRow]) -> dict[str, str]:
    """The sentence at each cell that is to be looked at."""
    looked_at = (one for one in read.problems if one.severity is not Severity.INFO)
    return {one.cell.rpartition("!")[2]: plain(one.message) for one in looked_at}
