"""What do the sums of a half add up to, and does a total that it writes agree?"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.funding.choices import Section
from maillage.trade.funding.money_table.headings import Heading
from maillage.trade.funding.money_table.rows import total_words

TOTAL = re.compile(r"(?P<part>sous[ -]?)?total\b|totaux\b")


@dataclass
class HalfSums:
    """What stands over the sums of a half, and those read so far, by column and by cell.

    `whole` is the row of its last total that is not said to be of a part.
    """

    over: Heading
    section: Section | None
    whole: int
    covered: Counter[int] = field(default_factory=Counter)
    since: dict[str, Counter[int]] = field(default_factory=dict)
    amounts: dict[str, int] = field(default_factory=dict)

    def open(self, kind: str) -> None:
        """Counts again from here what a heading, or a total above, parts from the rest."""
        self.since[kind] = Counter(self.covered)

    def parts(self, number: int, column: int | None) -> list[int]:
        """The sums that a total on this row may be: of all, or, but for the last, of a part.

        That of the nearest part comes first. Without a column, they are of all the columns.
        """
        starts = [Counter[int](), *(self.since.values() if number != self.whole else ())]
        left = [self.covered - start for start in starts]
        sums = {one.total() if column is None else one[column] for one in left}
        return sorted(sums - {0})


def is_total(label: str, *, of_part: bool = False) -> bool:
    """Whether a label is that of a total, or of one of a part.

    >>> is_total("Sous-total travaux"), is_total("TOTAL", of_part=True), is_total("Travaux")
    (True, False, False)
    """
    match = TOTAL.match(folded(label))
    return match is not None and (bool(match["part"]) or not of_part)


def check_total(row: TableRow, key: str, cents: int, sums: Sequence[int]) -> None:
    """Says that a written total is none of these sums, if there are any; the first is told."""
    if sums and cents not in sums:
        row.warn(key, total_words(cents, sums[0]))
