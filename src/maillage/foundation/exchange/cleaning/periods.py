"""By which day is something due: a day, the end of a month or a quarter, the start of school?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue, as_text
from maillage.foundation.exchange.cleaning.dates import DateReading, both_ends, read_date

_BACK_TO_SCHOOL = re.compile(r"\brentree\b(?: scolaire)?(?: de| en| d'octobre)?\s*(20\d\d)?")
_QUARTER = re.compile(r"\btrimestre|\b[tq] ?[1-4]\b|\b[1-4] ?[tq]\b")
_HALF = re.compile(r"\bsemestre|\bs ?[12]\b|\b[12] ?s\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EACH_YEAR = re.compile(r" (?:de )?(?:chaque|tous les) an(?:nee)?s?$")
_AROUND = re.compile(r"^(?:(?:avant|d'ici|pour|au plus tard|courant|debut|fin|la|le|en|du|de) ?)*$")


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day of what is said; `is_guess` when the year was left to understand, or
    another day is said beside; `is_vague` when it comes some day of a year."""

    day: date | None = None
    is_guess: bool = False
    is_impossible: bool = False
    is_vague: bool = False


def due_day(value: CellValue, today: date) -> DueDay:
    """The day by which something is due: the last of a period, 1 September for a start of school.

    >>> due_day("fin novembre", date(2026, 3, 1))
    DueDay(day=datetime.date(2026, 11, 30), is_guess=True, is_impossible=False, is_vague=False)
    >>> due_day("T2 2027", date(2026, 3, 1)).day, due_day("rentrée 2027", date(2026, 3, 1)).day
    (datetime.date(2027, 6, 30), datetime.date(2027, 9, 1))
    >>> [due_day(text, date(2026, 3, 1)).is_vague for text in ("courant 2027", "fin 2027")]
    [True, False]
    >>> due_day("du 01/12/2026 au 31/01/2027", date(2026, 3, 1)).day
    datetime.date(2027, 1, 31)
    >>> due_day("à confirmer par écrit", date(2026, 3, 1)).day
    """
    if isinstance(value, str) and (ends := both_ends(value)):
        return due_day(ends[1], today)
    text = _EACH_YEAR.sub("", folded(as_text(value)))
    reading = read_date(value)
    if reading.code == "date_invalid":
        return DueDay(is_impossible=True)
    if match := _BACK_TO_SCHOOL.search(text):
        year = int(match[1]) if match[1] else _next_year(today, date(today.year, 9, 1))
        return DueDay(date(year, 9, 1), is_guess=not match[1])
    if reading.date is not None and _is_period_alone(reading):
        has_another_number = any(map(str.isdecimal, reading.rest))
        is_some_day = reading.precision == "year" and "courant" in text
        return DueDay(_last_day(reading, text), is_guess=has_another_number, is_vague=is_some_day)
    return DueDay() if _YEAR.search(text) else _without_year(text, today)


def back_to_school(value: CellValue) -> date | None:
    """The 1 September of « rentrée 2027 »; None for anything else, or without a year.

    >>> back_to_school("rentrée scolaire 2027"), back_to_school("2027")
    (datetime.date(2027, 9, 1), None)
    """
    match = _BACK_TO_SCHOOL.search(folded(as_text(value)))
    return date(int(match[1]), 9, 1) if match and match[1] else None


def _without_year(text: str, today: date) -> DueDay:
    """The next day that « fin novembre » or « 12 mars » may be."""
    for year in (today.year, today.year + 1):
        reading = read_date(f"{text} {year}")
        if reading.date is None or reading.precision == "year" or not _is_period_alone(reading):
            return DueDay()
        day = _last_day(reading, text)
        if day >= today:
            return DueDay(day, is_guess=True)
    return DueDay()


def _is_period_alone(reading: DateReading) -> bool:
    """Whether nothing but a period is said: the words around change it, but for a day."""
    return reading.precision == "day" or bool(_AROUND.match(folded(reading.rest)))


def _last_day(reading: DateReading, text: str) -> date:
    first = reading.date or date.min
    if reading.precision == "day":
        return first
    months = 12 if reading.precision == "year" else 1
    if reading.precision == "month":
        months = 3 if _QUARTER.search(text) else 6 if _HALF.search(text) else 1
    month = first.month + months - 1
    return date(first.year, month, monthrange(first.year, month)[1])


def _next_year(today: date, day: date) -> int:
    return today.year if day >= today else today.year + 1
