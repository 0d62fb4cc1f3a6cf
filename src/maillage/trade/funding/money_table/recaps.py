"""Which recap of the funders stands beside the operations, and does it agree with them?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from maillage.foundation.exchange.cells.problems import Problem, Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.trade.funding.choices import LineKind
from maillage.trade.funding.money_table.body_names import payer_of
from maillage.trade.funding.money_table.headings import heading, kind_in
from maillage.trade.funding.money_table.rows import Operation, total_words

TITLE = re.compile(r"(?:tableau )?(?:recap\w*|synthese)\b")
HEADER = re.compile(r"(?:co)?financ\w+|recettes?|ressources?|qui paie")
TOTAL = re.compile(r"total\w*|totaux|ensemble")
SCALES = (1, 1_000, 1_000_000)
WIDE = 3  # cells of a row of operations, that no recap has


@dataclass(frozen=True, slots=True)
class RecapSum:
    """A sum of a recap: where it stands, of whom, in the unit in which it is written."""

    sheet: Sheet
    row: int
    column: int
    label: str
    number: Decimal
    times: int


def split_recaps(workbook: Workbook) -> tuple[list[RecapSum], Workbook]:
    """The sums of the recaps by funder, and the workbook without their rows.

    A recap stands under its own title, one funder and one sum a row, beside rows of operations.
    """
    if not any(len(cells) >= WIDE for one in workbook.sheets for cells in one.rows.values()):
        return [], workbook
    sums = [one for sheet in workbook.sheets for one in _recaps(sheet)]
    taken = {(one.sheet.name, row) for one in sums for row in _whole(one)}
    sheets = [
        replace(
            sheet,
            rows={row: some for row, some in sheet.rows.items() if (sheet.name, row) not in taken},
        )
        for sheet in workbook.sheets
    ]
    return sums, replace(workbook, sheets=sheets)


def _whole(one: RecapSum) -> Iterator[int]:
    """The rows of the recap from its header on: its title stays a title."""
    row = one.row
    while row in one.sheet.rows and len(one.sheet.rows[row]) > 1:
        yield row
        row -= 1


def _recaps(sheet: Sheet) -> Iterator[RecapSum]:
    for title in sorted(sheet.rows):
        cells = sheet.rows[title]
        if len(cells) == 1 and TITLE.match(folded(_texts(sheet, title)[0])):
            yield from _sums_under(sheet, title)


def _sums_under(sheet: Sheet, title: int) -> list[RecapSum]:
    """The sums under a title; none where its rows are of another shape."""
    header = title + 1
    if header not in sheet.rows or not HEADER.match(folded(_texts(sheet, header)[0])):
        return []
    times = heading([*_texts(sheet, title), *_texts(sheet, header)]).times
    sums: list[RecapSum] = []
    row = header + 1
    while row in sheet.rows:
        first, *others = sorted(sheet.rows[row])
        numbers = {one: number for one in others if (number := _number(sheet, row, one))}
        if len(numbers) != 1 or len(others) >= WIDE:
            return []
        ((column, number),) = numbers.items()
        sums.append(RecapSum(sheet, row, column, sheet.text(row, first), number, times))
        row += 1
    return sums


def _texts(sheet: Sheet, row: int) -> Sequence[str]:
    return [sheet.text(row, one) for one in sorted(sheet.rows[row])]


def _number(sheet: Sheet, row: int, column: int) -> Decimal | None:
    """The sum of a cell; a percentage, or nothing, is none."""
    amount = read_amount(sheet.text(row, column))
    if amount is None or amount.quantity is None or "%" in amount.unit:
        return None
    return amount.quantity


def wrong_recaps(sums: Sequence[RecapSum], operations: Sequence[Operation]) -> Iterator[Problem]:
    """A remark on each sum of a recap that the operations do not make."""
    for one in sums:
        cents = [one.number * 100 * scale for scale in (SCALES if one.times == 1 else [one.times])]
        made = [sum_ for sum_ in _made(one.label, operations) if sum_]
        if made and not any(abs(read - sum_) < 100 for read in cents for sum_ in made):
            words = total_words(int(cents[0]), made[0])
            remark = Remark("row_looked_at", Severity.WARNING, words)
            text = one.sheet.text(one.row, one.column)
            yield remark.at(one.sheet.reference(one.row, one.column), text)


def _made(label: str, operations: Sequence[Operation]) -> list[int]:
    """What the operations make of a funder, with and without what its funds pay; or of all."""
    lines = [line for one in operations for line in one.lines]
    key = folded(label)
    if TOTAL.match(key):
        helped = sum(line.most for line in lines if line.kind != LineKind.OWN)
        return [sum(line.most for line in lines), helped, sum(one.cost for one in operations)]
    if kind_in(label) == LineKind.OWN:
        return [sum(line.most for line in lines if line.kind == LineKind.OWN)]
    own = sum(line.most for line in lines if folded(line.funder) == key)
    whole = sum(line.most for line in lines if key in _names(line.funder))
    return [own, whole]


def _names(funder: str) -> set[str]:
    return {folded(funder), folded(payer_of(funder)[0])}
