"""Does a total written in a table agree with the rows that it covers?"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Problem, Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue, Sheet
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.rows import Table

MOST_TOTALS = 50
_NUMBERS = re.compile(r"\d+")
_OF_A_PART = re.compile(r"^(?:sous|ss|s)[ /.]")


def wrong_totals(sheet: Sheet, table: Table) -> Iterator[Problem]:
    """A remark on each number of a total that is neither a count nor a sum of what it covers."""
    since: list[int] = []
    everything: list[int] = []
    records = set(table.records)
    is_looked_at = 0 < len(table.totals) <= MOST_TOTALS
    for row in sorted({*records, *table.totals, *table.sections}) if is_looked_at else ():
        if row in records:
            since.append(row)
            everything.append(row)
        elif row in table.sections:
            since = []
        else:
            yield from _wrong(sheet, row, since, everything)
            since = []


def _wrong(
    sheet: Sheet, row: int, since: Sequence[int], everything: Sequence[int]
) -> Iterator[Problem]:
    is_part = bool(_OF_A_PART.match(folded(sheet.text(row, min(sheet.rows[row])))))
    covered = since if is_part else everything
    results = _results(sheet, covered)
    for column, value in sheet.rows[row].items():
        number = _number(value)
        if number is None or number in results or not covered:
            continue
        sentence = _("Ce total ne tombe pas juste : %(read)s écrit, %(lines)s au-dessus.")
        lines = french.counted(len(covered), _("ligne"), _("lignes"))
        words = sentence % {"read": french.number(number), "lines": lines}
        remark = Remark("wrong_total", Severity.WARNING, words)
        yield remark.at(sheet.reference(row, column), sheet.text(row, column))


def _results(sheet: Sheet, covered: Sequence[int]) -> set[Decimal]:
    """How many rows there are, how many fill each column, and the sum of each."""
    results = {Decimal(len(covered))}
    for column in {column for row in covered for column in sheet.rows[row]}:
        values = [sheet.rows[row][column] for row in covered if column in sheet.rows[row]]
        numbers = [number for number in map(_amount, values) if number is not None]
        results |= {Decimal(len(values)), sum(numbers, Decimal(0))}
    return results


def _amount(value: CellValue | None) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    amount = read_amount(str(value))
    return amount.quantity if amount else None


def _number(value: CellValue | None) -> Decimal | None:
    """The one number of a cell of a total, « Sous-total : 3 » included."""
    amount = _amount(value)
    if amount is not None or not isinstance(value, str):
        return amount
    numbers = _NUMBERS.findall(value)
    return Decimal(numbers[0]) if len(numbers) == 1 else None
