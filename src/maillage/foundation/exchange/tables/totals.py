"""Does a total written in a table agree with the rows that it covers?"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Problem, Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue, Sheet, as_text
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.rows import Table
from maillage.foundation.exchange.vocabulary.words import is_word

Read = Callable[[str], Decimal | None]
Reads = Mapping[int, Read | None]
MOST_TOTALS = 50
NO_READS: Reads = {}
UNITS = (1, 1000, 10**6)
_NUMBERS = re.compile(r"\d+")
_MEAN = re.compile(r"\bmoyen(?:ne)?s?\b")
# « Sous-total axe 1 » counts nothing, nor does « Total 2026 ».
_OF_A_HEADING = re.compile(
    r"\b(?:axe|objectif|orientation|volet|lot|phase|tranche|annee|exercice|fiche|action|page|"
    r"chapitre|partie|secteur|zone|n°)s?\s*(?:n°\s*)?\d+(?:\.\d+)*|\b(?:19|20)\d\d\b"
)
_OPENING_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(?=[a-z(])")
# « 3 à 5 k€ », « 2 000 + 500 » : two figures, and no sum that a program may add.
_SEVERAL = re.compile(r"\d\s?[km]?(?:€|eur(?:os)?)?\s?(?:à|a|-|–|/|\+|ou|et)\s?\d", re.IGNORECASE)
_MINUS = re.compile(r"^[-−–]\s*(?=\d)")
_ABOUT = re.compile(r"^\s*(?:env(?:iron)?\b\.?|~|≈)\s*", re.IGNORECASE)
# « 43 500 (notifié le 12/03/2026) »
_BESIDE = re.compile(r"(?<=\d)\s*(?:€|euros?)?\s*\([^()]*\)\s*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?P<unit>[km])(?:€|eur.*)?", re.IGNORECASE)
_OF_A_PART = re.compile(r"^(?:sous|ss|s)[ /.]")


def wrong_totals(sheet: Sheet, table: Table, reads: Reads = NO_READS) -> Iterator[Problem]:
    """A remark on each number of a total that is neither a count nor a sum of what it covers.

    `reads` are how the table itself reads some of its columns.
    """
    starts, everything = [0], list[int]()
    records = set(table.records)
    is_looked_at = 0 < len(table.totals) <= MOST_TOTALS
    for row in sorted({*records, *table.totals, *table.sections}) if is_looked_at else ():
        if row in records:
            everything.append(row)
            continue
        if row in table.totals:
            parts = [everything[start:] for start in starts]
            yield from _wrong(sheet, table, row, parts, reads)
        starts.append(len(everything))


def _wrong(
    sheet: Sheet, table: Table, row: int, parts: Sequence[Sequence[int]], reads: Reads
) -> Iterator[Problem]:
    """The remarks on one row; that of a part covers the rows since a section or a total."""
    label, everything = _label(sheet, row), parts[0]
    is_of_a_part = bool(_OF_A_PART.match(label)) or _comes_back(sheet, table, row)
    every = [part for part in parts if part] if is_of_a_part else [everything]
    results = {result for part in every for result in _results(sheet, part, reads)}
    for column, value in sheet.rows[row].items() if not _MEAN.search(label) else ():
        number = _number(value)
        if number is None or number in results or not results or _is_rank(sheet, row, column):
            continue
        is_apart = _has_shares(sheet, column, everything) or _is_unsure(sheet, column, everything)
        if is_apart and not reads.get(column):
            continue
        if any(_lacks_one(sheet, column, part, reads.get(column)) for part in every):
            continue
        words = _wrong_words(number, [_amount(sheet.value(one, column)) for one in every[-1]])
        remark = Remark("wrong_total", Severity.WARNING, words)
        yield remark.at(sheet.reference(row, column), sheet.text(row, column))


def _label(sheet: Sheet, row: int) -> str:
    return folded(sheet.text(row, min(sheet.rows[row])))


def _is_rank(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a figure in the words of a total is that of a part, its sum being beside it."""
    texts = [sheet.text(row, one) for one in sheet.rows[row] if one != column]
    is_label = column == min(sheet.rows[row])
    return is_label and any(_amount(text) is not None for text in texts)


def _comes_back(sheet: Sheet, table: Table, row: int) -> bool:
    """Whether each section has a total of these words, figures aside: « Total : 4 postes »."""
    words = [_NUMBERS.sub("", _label(sheet, one)) for one in table.totals]
    return words.count(_NUMBERS.sub("", _label(sheet, row))) > 1


def _wrong_words(number: Decimal, amounts: Sequence[Decimal | None]) -> str:
    """What is written, and what the rows above make where they are sums."""
    sums = [one for one in amounts if one is not None]
    shown = {
        "read": french.number(number),
        "lines": french.counted(len(amounts), _("ligne"), _("lignes")),
        "sum": french.number(sum(sums, Decimal(0))),
    }
    if not sums:
        return _("Ce total ne tombe pas juste : %(read)s écrit, %(lines)s au-dessus.") % shown
    sentence = _("Ce total ne tombe pas juste : %(read)s écrit, %(sum)s au-dessus, sur %(lines)s.")
    return sentence % shown


def _is_unsure(sheet: Sheet, column: int, covered: Sequence[int]) -> bool:
    """Whether a cell of a column holds a figure that is no sum: its total cannot be checked."""
    values = [sheet.value(row, column) for row in covered]
    sums = [one for one in values if _amount(one) is not None]
    return bool(sums) and any(
        any(map(str.isdigit, str(one))) for one in values if one is not None and one not in sums
    )


def _has_shares(sheet: Sheet, column: int, covered: Sequence[int]) -> bool:
    """Whether some cells of a column are a part of something, « 30 % », and others are not."""
    texts = [text for row in covered if (text := sheet.text(row, column))]
    shares = sum(text.endswith("%") for text in texts)
    return 0 < shares < len(texts)


def _lacks_one(sheet: Sheet, column: int, covered: Sequence[int], read: Read | None) -> bool:
    """Whether a line that counts in a column has words there, and no amount, or was emptied."""
    if any((row, column) in sheet.emptied for row in covered):
        return True
    texts = [text for row in covered if (text := sheet.text(row, column))]
    numbers = [_read(text, read) for text in texts if not is_word("empty", text)]
    return any(numbers) and None in numbers


def _results(sheet: Sheet, covered: Sequence[int], reads: Reads) -> set[Decimal]:
    """How many rows there are, how many fill each column, and the sum of each, read or bare.

    « 1,2 M€ » among sums in thousands is 1 200 of these.
    """
    results = {Decimal(len(covered))}
    for column in {column for row in covered for column in sheet.rows[row]}:
        values = [sheet.rows[row][column] for row in covered if column in sheet.rows[row]]
        for read, unit in ((reads.get(column), 1), *((None, unit) for unit in UNITS)):
            numbers = [number for one in values if (number := _read(one, read, unit)) is not None]
            results |= {Decimal(len(values)), sum(numbers, Decimal(0))}
    return results


def _read(value: CellValue, read: Read | None, unit: int = 1) -> Decimal | None:
    return read(as_text(value)) if read else _amount(value, unit)


def _amount(value: CellValue | None, among: int = 1) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = _MINUS.sub("-", _BESIDE.sub("", _ABOUT.sub("", str(value).strip())))
    if _SEVERAL.search(text):
        return None
    amount = read_amount(text)
    if amount is not None and amount.quantity is not None:
        unit = _THOUSANDS.fullmatch(amount.unit.replace(" ", ""))
        times = Decimal(1000 if unit["unit"] in "kK" else 10**6) / among if unit else 1
        return amount.quantity * times
    opening = _OPENING_NUMBER.match(folded(str(value)))  # « 60 (dont 12 en été) »
    return Decimal(opening[1].replace(",", ".")) if opening else None


def _number(value: CellValue | None) -> Decimal | None:
    """The one number of a cell of a total, « Sous-total : 3 » included."""
    amount = _amount(value)
    if amount is not None or not isinstance(value, str):
        return amount
    numbers = _NUMBERS.findall(_OF_A_HEADING.sub("", folded(value)))
    return Decimal(numbers[0]) if len(numbers) == 1 else None
