"""Which day does a cell of a list of meetings say, and which month heads its rows?"""

import re
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.parsed_rows import TableRow

MONTH = "meeting_month"
WEEKDAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
LONGEST_TEXT, LONGEST_WAIT = 80, 366
_WEEKDAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lun|mar|mer|jeu|ven|sam|dim)\.?)"
)
_OPENS = re.compile(rf"^(?:le )?({_WEEKDAY}) (?=\d)")
_NUMBER = re.compile(rf"^(?:le )?(?:{_WEEKDAY} )?(\d{{1,2}})(?:er)?(?!\d|[ ]?[/.:h]|[ ][a-z]{{3}})")
_DAY_AND_MONTH = re.compile(
    rf"^(?:le )?(?:{_WEEKDAY} )?(\d{{1,2}}(?:er)? ?[/. ] ?(?:\d{{1,2}}|[a-z]{{3,9}}\.?))(?!\d)"
)
_WEEK = re.compile(r"\bsem(?:aine|\.)? ?(?:n ?°? ?)?\d{1,2}\b|\bs ?\d{2}\b")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def month_in(words: str) -> str:
    """The month, or the year, that a title or a section gives to the days under it.

    >>> month_in("JANVIER 2027"), month_in("Calendrier 2027"), month_in("jeudi 14 janvier 2027")
    ('2027-01', '2027', '')
    """
    if len(words) > LONGEST_TEXT:
        return ""
    reading, years = read_date(words), set(_YEAR.findall(words))
    if reading.date and reading.precision == "month":
        return f"{reading.date:%Y-%m}"
    return years.pop() if len(years) == 1 and reading.precision != "day" else ""


def day_of(row: TableRow, name: str) -> date | None:
    """The day of the meeting, said at the nearest column when the table has none."""
    text = folded(row.text(name))[:LONGEST_TEXT]
    if not text:
        row.refuse(row.column(name, "body"), _("Dites le jour de la séance : 30/04/2026."))
        return None
    cell = row.cells[name]
    if not isinstance(cell.value, str) or read_date(text).precision == "day":
        day = row.day(name)
    elif _WEEK.search(text):
        row.refuse(name, _("Une semaine n’est pas un jour : écrivez la date, 30/04/2026."))
        return None
    else:
        day = _without_year(row, name, text)
    _check_weekday(row, name, text, day)
    return day


def _without_year(row: TableRow, name: str, text: str) -> date | None:
    """The day that « jeudi 14 » or « 14 janvier » is, its month or its year being said above."""
    over = row.text(MONTH)
    number, worded = _NUMBER.match(text), _DAY_AND_MONTH.match(text)
    if number and len(over) > len("2027"):
        return _read(row, name, f"{number[1]}/{over[5:]}/{over[:4]}")
    if worded and over:
        return _read(row, name, f"{worded[1]} {over[:4]}")
    if worded:
        due = due_day(worded[1], timezone.localdate())
        if due.day is not None and due.day < timezone.localdate() + timedelta(LONGEST_WAIT):
            day = french.long_date(due.day)
            row.warn(name, _("Année non dite : lu %(day)s.") % {"day": day})
            return due.day
    return row.day(name)


def _read(row: TableRow, name: str, text: str) -> date | None:
    """The day that these words make, refused like any other."""
    day = read_date(text)
    if day.precision == "day" and day.date:
        return day.date
    return row.day(name)


def _check_weekday(row: TableRow, name: str, text: str, day: date | None) -> None:
    """Says when the day of the week is not that of the date."""
    match = _OPENS.match(text)
    if day is None or match is None or match[1].startswith(WEEKDAYS[day.weekday()]):
        return
    sentence = _("Le %(day)s est un %(weekday)s : vérifiez la date.")
    words = {"day": french.long_date(day), "weekday": french.weekday(day)}
    row.warn(name, sentence % words)
