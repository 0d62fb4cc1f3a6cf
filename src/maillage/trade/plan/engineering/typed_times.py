"""Which time of a post does a cell of an officer's list say?"""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.plan.engineering.models import MOST_FTE
from maillage.trade.plan.engineering.rules import STEP, fte_fault, fte_words

WEEK, MOST_TOGETHER = Decimal(35), Decimal(4)
WORDS = {
    "mi temps": Decimal("0.5"),
    **dict.fromkeys(("temps plein", "plein temps", "temps complet"), Decimal(1)),
}
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%|h|heures|etp)?(?:\s*etp)?")
# « 17,5/35e », « 4/5 », « 28 h / 35 h »: a part of a whole.
PART = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,3})?)\s?h?\s?/\s?(\d{1,4}(?:[.,]\d{1,3})?)\s?(?:e|è|ème|eme|h)?"
)
TIMES = re.compile(r"([2-9])\s?[x×*]\s?(\S.*)")
HOURS = re.compile(r"(\d{1,4})\s?h\s?(\d\d)")
FIRST = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?\s?(?:%|h|etp)?)[\s,;(]")
A_WEEK = re.compile(r"\s?(?:/\s?sem(?:aine)?\.?|par semaine|hebdo(?:madaires?)?)$")


def fte_of(text: str) -> tuple[Decimal | None, bool]:
    """The time that these words say, to the hundredth, and whether a bare percentage was meant.

    >>> [fte_of(text) for text in ("mi-temps", "80 %", "28 h", "0,5", "80", "?")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(Decimal('0.5'), False), (Decimal('0.80'), False), (Decimal('0.80'), False),
     (Decimal('0.50'), False), (Decimal('0.80'), True), (None, False)]
    >>> [str(fte_of(text)[0]) for text in ("tps plein", "17,5/35e", "4/5", "17h30", "2 x 0,5")]
    ['1', '0.50', '0.80', '0.50', '1.00']
    """
    plain = re.sub(r"\bt(?:em)?ps\b\.?", "temps", folded(text).replace("-", " "))
    plain = re.sub(r"^(?:1/2|½)", "mi", plain)
    if plain in WORDS:
        return WORDS[plain], False
    typed = A_WEEK.sub("", text.strip().lower())
    if part := PART.fullmatch(typed):
        return _share(_number(part[1]), _number(part[2])), False
    if times := TIMES.fullmatch(typed):
        number, is_bare = fte_of(times[2])
        return (number * int(times[1]) if number else None), is_bare
    if hours := HOURS.fullmatch(typed):
        return _share(Decimal(hours[1]) + Decimal(hours[2]) / 60, WEEK), False
    return _single(typed)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole).quantize(Decimal("0.01")) if whole else None


def _single(typed: str) -> tuple[Decimal | None, bool]:
    match = NUMBER.fullmatch(typed)
    if match is None:
        return None, False
    try:
        number = _number(match[1])
    except InvalidOperation:
        return None, False
    unit = match[2] or ""
    is_bare = not unit and Decimal(5) <= number <= Decimal(100)
    if unit == "%" or is_bare:
        number /= 100
    elif unit.startswith("h"):
        number /= WEEK
    return number.quantize(Decimal("0.01")), is_bare


def time_in(row: TableRow, name: str) -> Decimal | None:
    """The time of a cell; refused when it is none, said when it had to be understood."""
    text = row.text(name)
    if not text:
        return None
    number, is_bare = fte_of(text)
    first = FIRST.match(text.lower()) if number is None else None
    if first:
        number, is_bare = fte_of(first[1].strip())
    if number is not None and MOST_FTE < number <= MOST_TOGETHER:
        row.leave_out(name, _("Un poste est d’un temps plein au plus : faites-en deux postes."))
        return MOST_FTE
    if number is None or (why := fte_fault(rounded(number))):
        row.refuse(name, why if number is not None else fte_fault(Decimal(2)))
        return None
    if TIMES.fullmatch(text):
        words = _("Lu %(fte)s ETP : si ce sont deux postes, faites deux lignes.")
    elif is_bare and not _is_in_percent(row, name):
        words = _("Lu %(fte)s ETP, comme un pourcentage.")
    else:
        words = _("Lu %(fte)s ETP.") if first or rounded(number) != number else ""
    if words:
        row.warn(name, words % {"fte": fte_words(rounded(number))})
    return rounded(number)


def _is_in_percent(row: TableRow, name: str) -> bool:
    """Whether the header of a time says that it is a percentage: « Temps de travail (%) »."""
    return "%" in row.headers.get(name, "")


def rounded(number: Decimal) -> Decimal:
    """The nearest time that a post may have: 24 hours of 35 are 0.70."""
    return (number / STEP).quantize(Decimal(1)) * STEP


def holder_time(row: TableRow, name: str) -> Decimal | None:
    """The time of who holds a post; left aside, with why, when it is none."""
    text = row.text(name)
    number, is_bare = fte_of(text) if text else (None, False)
    why = fte_fault(Decimal(2) if number is None else rounded(number)) if text else ""
    if why:
        row.leave_out(name, why)
        return None
    if number is None:
        return None
    is_bare = is_bare and not _is_in_percent(row, name)
    if is_bare or rounded(number) != number:
        words = _("Lu %(fte)s ETP, comme un pourcentage.") if is_bare else _("Lu %(fte)s ETP.")
        row.warn(name, words % {"fte": fte_words(rounded(number))})
    return rounded(number)
