"""Which sum does a cell of an officer's list say, in cents?"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.money import euros_words, read_cents
from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import RowsRead, TableRow
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import waits

# « env. 12,5 k€ HT (notifié) »: words around a figure say nothing of it.
SUM = re.compile(
    r"(?P<about>env(?:iron)?\b\.? ?|~ ?|≈ ?|autour de |près de )?(?P<number>-? ?\d[\d .,]{0,24}?) ?"
    r"(?P<unit>k|m|mille|millions?|%)? ?(?:d')?(?:€|euros?|eur)?"
    r"(?: ?(?:ht|ttc|hors taxes?|net))?(?: ?\([^()\d]{0,60}\))?"
)
DOTTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d*)?")
BROKEN = re.compile(r"\d \d{1,2}(?!\d)")
THOUSANDS = re.compile(r"\bk ?(?:€|euros?|eur\b)|\bmilliers? d['’ ]?euros?|\ben milliers\b")
MILLIONS = re.compile(r"\bm ?(?:€|euros\b)|\bmillions? d['’ ]?euros?|\ben millions\b")
IN_EUROS = re.compile(r"€|\beuros?\b|\beur\b")
IN_UNITS = {
    1000: lazy("Lu %(sum)s, en euros : les autres sont en milliers."),
    10**6: lazy("Lu %(sum)s, en euros : les autres sont en millions."),
}
NO_SUM = lazy("Pas lu : pas de montant.")
MAYBE_EUROS = lazy(
    "Lu %(sum)s, le tableau étant en milliers d’euros : si c’est déjà en euros, ajoutez « € »."
)
MUCH_IN_THOUSANDS = 100_000
ALL_IN = {
    1000: lazy("Montants lus en milliers d’euros."),
    10**6: lazy("Montants lus en millions d’euros."),
}
TIMES = {"k": 1000, "mille": 1000, "m": 10**6, "million": 10**6, "millions": 10**6}


def times_in(text: str) -> int:
    """By how much sums under these words are multiplied.

    >>> times_in("Montants en k€ HT"), times_in("Coût (M€)"), times_in("Coût (€)")
    (1000, 1000000, 1)
    """
    plain = folded(text)
    return 1000 if THOUSANDS.search(plain) else 10**6 if MILLIONS.search(plain) else 1


def times_over(read: RowsRead, *names: str) -> Mapping[tuple[str, str], int]:
    """By how much what stands over these columns multiplies their sums, by sheet and field.

    The header of a column wins over the titles of its sheet; each that multiplies is said once.
    """
    results: dict[tuple[str, str], int] = {}
    for reading in filter(lambda one: one.is_used, read.readings):
        places = dict(_unit_places(reading, names))
        for name, (_place, times) in places.items():
            results[(reading.sheet.name, name)] = times
        for place, times in set(places.values()):
            sheet, words = reading.sheet, str(ALL_IN[times])
            remark = Remark("amount_times", Severity.WARNING, words)
            read.problems.add(remark.at(sheet.reference(*place), sheet.text(*place)))
    return results


def _unit_places(
    reading: SheetReading, names: tuple[str, ...]
) -> Iterator[tuple[str, tuple[tuple[int, int], int]]]:
    """Each of these fields whose sums are multiplied: what says it, and by how much."""
    sheet = reading.sheet
    titles = [(row, column) for row in reading.rows.title_rows for column in sheet.rows[row]]
    over = next((place for place in titles if times_in(sheet.text(*place)) > 1), None)
    for mapped in reading.tables:
        for column in mapped.columns:
            header = (mapped.table.header_row, column.number)
            is_own = bool(header[0]) and (times_in(column.header) > 1 or "€" in column.header)
            place = header if is_own else over
            times = times_in(sheet.text(*place)) if place else 1
            if column.field in names and place and times > 1:
                yield column.field, (place, times)


def cents_of(row: TableRow, name: str, whole: int | None = None, times: int = 1) -> int | None:
    """The cents of a cell, its thousands multiplied; left aside, with why, when it is no sum.

    A percentage, or what a cell so formatted holds, is that part of the `whole`. Words that wait
    are looked at; a bare figure is taken as many `times` as what stands over it says.
    """
    text = row.text(name)
    if text and waits(text):
        row.warn(name, str(NO_SUM))
        return None
    match = SUM.fullmatch(text.lower().replace("−", "-"))
    typed = _plain_number(match["number"]) if match else text
    unit = (match["unit"] or "") if match else ""
    if not text:
        return None
    if match and typed and typed.count(".") < 2 and (unit == "%" or _is_part(row, name)):
        return _share(row, name, Decimal(typed) / (100 if unit else 1), whole)
    is_in_euros = not unit and bool(IN_EUROS.search(folded(text)))
    try:
        cents = read_cents(_multiplied(typed, TIMES.get(unit, 1 if is_in_euros else times)))
    except ValidationError as fault:
        row.leave_out(name, str(fault.message))
        return None
    if match and (unit or match["about"]):
        row.warn(name, _("Lu %(sum)s.") % {"sum": euros_words(cents)})
    elif is_in_euros and times > 1:
        row.warn(name, str(IN_UNITS[times]) % {"sum": euros_words(cents)})
    elif times > 1 and cents >= MUCH_IN_THOUSANDS * times * 100:
        row.warn(name, str(MAYBE_EUROS) % {"sum": euros_words(cents)})
    return cents


def _plain_number(number: str) -> str:
    """A number with a point at most.

    >>> [_plain_number(text) for text in ("1.234,50", "12 000", "7,5", "1.2.3", "10 50")]
    ['1234.50', '12000', '7.5', '1.2.3', '']
    """
    bare = "" if BROKEN.search(number) else "".join(number.split())
    if DOTTED.fullmatch(bare) and ("," in bare or bare.count(".") > 1):
        bare = bare.replace(".", "")
    return bare.replace(",", ".")


def _multiplied(typed: str, times: int) -> str:
    return (
        typed if times == 1 or not typed or typed.count(".") > 1 else f"{Decimal(typed) * times:f}"
    )


def _is_part(row: TableRow, name: str) -> bool:
    """Whether a cell holds a number between 0 and 1, as those shown in percent do."""
    value = row.cells[name].value
    return isinstance(value, float) and 0 < value < 1


def _share(row: TableRow, name: str, part: Decimal, whole: int | None) -> int | None:
    if whole is None or part > 1:
        row.leave_out(name, _("Un pourcentage ne dit pas de montant ici : écrivez-le en euros."))
        return None
    cents = int(part * whole)
    row.warn(name, _("Lu %(sum)s, cette part du coût.") % {"sum": euros_words(cents)})
    return cents
