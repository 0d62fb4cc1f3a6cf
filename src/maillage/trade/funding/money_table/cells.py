"""Which sum does a cell of a table of money say?"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as lazy

from maillage.core.money import euros_words
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.parsed_rows import LEFT_OUT, TableRow
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.context.typed_sums import (
    IN_EUROS,
    IN_UNITS,
    MAYBE_EUROS,
    NO_SUM,
    cents_of,
    times_in,
)
from maillage.trade.funding.fields import MUCH, sure_of_sum
from maillage.trade.funding.money_table.headings import BASES, DAY, STATES, plain_state

# « notifié le 12/03/2026 », « notifiée en juin 2026 »: the day of a state, beside a sum.
DATED = re.compile(rf"(?:\b(?:le|du|en) )?(?:{DAY.pattern})")
BRACKETS = re.compile(r"\([^()]*\)")
THOUSAND = 1000
FAR = 10
REPAID = lazy("Ce qui est rendu se note à part, avec sa date.")
UNREAD_STATE = lazy("Cet état ne se lit pas : ce montant est lu « %(state)s ».")
SAME_LINE = lazy("Ce financeur est déjà là pour cette section et cette année : montants ajoutés.")
# A sum among the words that say who pays: « DETR 30 000 € + Région 20 000 € ».
BESIDE_NAME = re.compile(
    r"\d\s?k?€|\d\s?k?euros?\b|\b\d{1,3}(?:[\s.]\d{3})+\b|\b(?!20\d\d\b)\d{4,}\b", re.IGNORECASE
)
NAME_AND_SUM = lazy("Rien n’est lu ici : écrivez qui paie dans une case, combien dans une autre.")
LOAN = lazy("Un emprunt n’est pas un financement ici : %(sum)s non repris.")
WAITS = frozenset({"a preciser", "a voir", "a definir", "a confirmer"})
WORDS_AROUND = re.compile(
    "|".join(rf"\b(?:{words})" for _one, words in (*STATES, *BASES)), re.IGNORECASE
)


def sum_at(row: TableRow, key: str, cell: RecordCell, whole: int | None, times: int) -> int | None:
    """The cents of a cell, as `sum_or_zero_at`; None for none too."""
    return sum_or_zero_at(row, key, cell, whole, times) or None


def sum_or_zero_at(
    row: TableRow, key: str, cell: RecordCell, whole: int | None, times: int
) -> int | None:
    """The cents of a cell, `times` as many where its heading says thousands; None for no sum.

    A percentage is that part of the `whole`; words that wait are looked at, others left out.
    """
    text = cell.text.strip()
    if not text or is_word("empty", text):
        return None
    row.cells[key] = cell
    if is_word("vacant", text) or folded(text) in WAITS:
        row.warn(key, str(NO_SUM))
        return None
    if re.match(r"[-−]\s?\d", text):
        row.leave_out(key, str(REPAID))
        return None
    own = times_in(text)
    value = cell.value if times == 1 else None
    row.cells[key] = cell._replace(text=_figure(text), value=value)
    cents = cents_of(row, key, whole)
    row.cells[key] = cell
    if cents is not None and own == 1 and "%" not in text:
        if times > 1 and IN_EUROS.search(folded(text)):
            row.warn(key, str(IN_UNITS[times]) % {"sum": euros_words(cents)})
        else:
            cents *= times
    if cents is not None and cents > MUCH:
        row.warn(key, sure_of_sum(cents))
    return cents


def is_left_out(row: TableRow, key: str) -> bool:
    """Whether the sum of a cell is to be corrected, and not kept until then."""
    cell = row.cells.get(key)
    return cell is not None and row.problems.has(LEFT_OUT, cell.place)


def leave_loan_out(row: TableRow, key: str, cents: int) -> None:
    """Says that what is borrowed comes into no plan."""
    row.warn(key, str(LOAN) % {"sum": euros_words(cents)})


def day_in(texts: Iterable[str]) -> date | None:
    """The first day that one of these texts says: « notifié le 12/03/2026 »."""
    match = next(filter(None, map(DAY.search, texts)), None)
    reading = read_date(match[0]) if match else None
    return reading.date if reading else None


def in_thousands(text: str, times: int) -> bool:
    """Whether a sum is in thousands because what stands over it says so, and not its cell."""
    plain = folded(text)
    is_bare = times_in(plain) == 1 and not IN_EUROS.search(plain) and "%" not in plain
    return times == THOUSAND and is_bare


def remark_thousands(row: TableRow, amounts: Mapping[str, int]) -> None:
    """Says which of these sums, read in thousands, were perhaps typed in euros.

    A million and more, that ends in three zeros in thousands, or ten times as much as the others.
    """
    for key, cents in amounts.items():
        figure = cents // (100 * THOUSAND)
        others = [sum_ for other, sum_ in amounts.items() if other != key]
        is_apart = len(others) > 1 and cents >= FAR * max(others)
        if figure >= THOUSAND and (cents % (100 * THOUSAND**2) == 0 or is_apart):
            row.warn(key, str(MAYBE_EUROS) % {"sum": euros_words(cents)})


def _figure(text: str) -> str:
    """The figure with its unit, without the words of states and bases around it."""
    plain = plain_state(text)
    if not any(map(str.isdigit, plain)) or not WORDS_AROUND.search(plain):
        return text
    bare = WORDS_AROUND.sub("", BRACKETS.sub(_unless_sum, DATED.sub("", plain)))
    return " ".join(re.sub(r"\(\s*\)|^\s*[:,;]|[:,;]\s*$", "", bare).split())


def _unless_sum(match: re.Match[str]) -> str:
    """Nothing for what brackets say of a state and its year; what has a figure of its own stays."""
    left = re.sub(r"\b20\d\d\b", "", match[0])
    is_state = WORDS_AROUND.search(left) and not any(map(str.isdigit, left))
    return "" if is_state else match[0]


def looks_like_sums(samples: tuple[str, ...]) -> bool:
    """Whether these values are sums: a figure each, most of them more than a mark or a rank."""
    figures = [one for one in samples if re.match(r"^[~≈]?\s?(?:env\S*\s)?-?\d", folded(one))]
    return bool(samples) and len(figures) * 2 > len(samples) and any(map(_is_much, figures))


def _is_much(text: str) -> bool:
    digits = re.sub(r"[\s.]", "", text.split(",", maxsplit=1)[0])
    number = re.match(r"-?\d+", digits)
    is_unit = "€" in text or "%" in text or times_in(text) > 1
    return is_unit or bool(number and abs(Decimal(number[0])) >= 100)
