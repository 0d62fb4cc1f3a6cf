"""Which day, month or year does a cell give?"""

import datetime
import re
from dataclasses import dataclass

from maillage.core.numbers import read_number
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue

_MONTHS = {
    "janv": 1, "fev": 2, "mars": 3, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "jul": 7,
    "aout": 8, "aou": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "jan": 1, "jun": 6,
}  # fmt: skip
_MONTH = (
    r"(janv(?:ier)?|jan|fevr(?:ier)?|fev|mars|mar|avr(?:il)?|mai|juin|jun|juil(?:let)?|jul|aout|"
    r"aou|sept(?:embre)?|sep|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[ /.](\d{1,2})[ /.](\d{1,2})(?!\d)")
_FULL = re.compile(r"(?<!\d)(\d{1,2})\s?[ /.]\s?(\d{1,2})\s?[ /.]\s?(\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er)?[ .]+{_MONTH}[ .]+(\d{{4}}|\d{{2}})(?!\d)")
_MONTH_YEAR = re.compile(rf"(?<![a-z]){_MONTH}[ ./]*(\d{{4}}|\d{{2}})(?!\d)")
_RANKS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}
_RANK = rf"(?P<rank>[1-4]|{'|'.join(_RANKS)})(?:ere?|eme|e|nde?|de?)?"
_SPAN = r"(?P<span>trimestre|semestre|[tqs])"
_SHORT_YEAR = re.compile(
    r"(?<![\d/.])(?:0?[1-9]|1[0-2]) ?/ ?(?=[23]\d(?![\d/.]))"
    r"|(?<![a-z\d])(?:(?:[tqs]|trimestre|semestre)[ .]?[1-4]|"
    r"[1-4](?:er|ere|eme|e|nd|nde)? ?(?:trimestre|semestre|[tqs]))[ ./]+(?:de )?"
    r"(?=[23]\d(?![\d/.]))"
)
_SPANS = (
    re.compile(rf"(?<![a-z\d]){_SPAN}[ .]?{_RANK}[ ./]*(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<![a-z\d]){_RANK} ?{_SPAN}[ ./]*(?:de )?(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})[ ./(]*{_SPAN}[ .]?{_RANK}(?![a-z\d])"),
)
_NUMERIC_MONTH = re.compile(r"(?<![a-z\d])(\d{1,2})[ /.](\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LEADING = re.compile(
    r"^\(?(?:depuis(?: le)?|des(?: le)?|le|a (?:partir|compter) d[eu]|du|au|jusqu'(?:au|en|a)|en|"
    r"courant|debut|fin)\s+"
)
_WEEKDAY = re.compile(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+")
_PERIOD = re.compile(
    r"^(?:mandat\s+)?(?P<since>(?:du\s|de\s|depuis\s)?.*?(?:19|20)\d\d)\s*"
    r"(?:[-–—/]|(?:et\s)?jusqu['’](?:au?|en|à)\s|au?\s|à\s|->|→)\s*"
    r"(?P<until>\D*?(?:\d{1,2}\D+){0,2}(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_SERIALS = range(20_000, 80_000)


@dataclass(frozen=True, slots=True)
class DateReading:
    """First day of the period read, its precision, and the code of what had to be understood."""

    date: datetime.date | None = None
    precision: str | None = None
    code: str | None = None
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _DateMatch:
    year: int
    month: int
    day: int
    precision: str
    code: str | None
    start: int
    end: int


def read_date(value: CellValue) -> DateReading:
    """The date of a cell, day before month.

    Codes: date_serial, date_text, date_short_year, date_ambiguous, date_with_text, date_invalid,
    date_unreadable; None when the cell is a plain date.

    >>> read_date("sept-25").date, read_date("sept-25").precision
    (datetime.date(2025, 9, 1), 'month')
    >>> read_date("T3 2024").date
    datetime.date(2024, 7, 1)
    >>> read_date("31/02/2026").code
    'date_invalid'
    """
    if isinstance(value, datetime.date):
        return DateReading(value, "day")
    if isinstance(value, bool):
        return DateReading(code="date_unreadable")
    if isinstance(value, int | float):
        return _from_number(int(value))
    if value.strip().isdecimal():
        return _from_number(read_number(value.strip()) or 0)
    return _from_text(value)


def with_whole_years(text: str) -> str:
    """Folded words, the years of their months and quarters written whole.

    >>> with_whole_years("03/27"), with_whole_years("t4 27"), with_whole_years("12/03/27")
    ('03/2027', 't4 2027', '12/03/27')
    """
    return _SHORT_YEAR.sub(lambda match: f"{match[0]}20", text)


def both_ends(text: str) -> tuple[str, str] | None:
    """The beginning and the end of a period, each as it is written; None for anything else.

    >>> both_ends("mandat 2020/2026"), both_ends("du 1er juin 2020 au 31 mars 2026")
    (('2020', '2026'), ('du 1er juin 2020', '31 mars 2026'))
    >>> both_ends("01/06/2020"), both_ends("2020/06/01")
    (None, None)
    """
    match = _PERIOD.match(text.strip()) if len(_YEAR.findall(text)) == 2 else None
    if not match or not (read_date(match["since"]).date and read_date(match["until"]).date):
        return None
    return match["since"], match["until"]


def _from_number(number: int) -> DateReading:
    if 1900 <= number <= 2100:
        return DateReading(datetime.date(number, 1, 1), "year", "date_text")
    if number in _SERIALS:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=number)
        return DateReading(day, "day", "date_serial")
    return DateReading(code="date_unreadable")


def _from_text(raw: str) -> DateReading:
    text = folded(raw)
    bare = _WEEKDAY.sub("", _LEADING.sub("", text))
    short = _SHORT_YEAR.match(bare)
    if short and short.end() + 2 == len(bare):  # alone: « 12/24 » among words may be a count
        bare = with_whole_years(bare)
    match = _first_match(bare)
    if not match:
        return DateReading(code="date_unreadable")
    try:
        day = datetime.date(match.year, match.month, match.day)
    except ValueError:
        return DateReading(code="date_invalid")
    rest = (bare[: match.start] + " " + bare[match.end :]).strip(" .,;:()-\n")
    if rest and not re.fullmatch(r"[\d:h ]+|a \d+ ?h.*|t00.*", rest):
        return DateReading(day, match.precision, "date_with_text", _words_around(raw, rest))
    code = match.code or ("date_text" if bare != text else None)
    return DateReading(day, match.precision, code)


def _words_around(raw: str, rest: str) -> str:
    """The words around the date as they were written, or folded when they surround it."""
    start = folded(raw).find(rest)
    written = raw.split("\n", 1)[-1] if "\n" in raw else ""
    if folded(written).strip(" ()") == rest:
        return written.strip(" ()")
    return raw[start : start + len(rest)] if len(folded(raw)) == len(raw) and start >= 0 else rest


def _first_match(text: str) -> _DateMatch | None:
    for read in (_iso, _full, _worded, _month_year, _quarter_or_half, _numeric_month, _year):
        match = read(text)
        if match:
            return match
    return None


def _iso(text: str) -> _DateMatch | None:
    match = _ISO.search(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    return _DateMatch(year, month, day, "day", None, *match.span())


def _full(text: str) -> _DateMatch | None:
    match = _FULL.search(text)
    if not match:
        return None
    day, month = int(match[1]), int(match[2])
    code = None
    if len(match[3]) == 2:
        code = "date_ambiguous" if day <= 12 and month <= 12 and day != month else "date_short_year"
    return _DateMatch(_year_of(match[3]), month, day, "day", code, *match.span())


def _worded(text: str) -> _DateMatch | None:
    match = _WORDED.search(text)
    if not match:
        return None
    month = _month_of(match[2])
    return _DateMatch(_year_of(match[3]), month, int(match[1]), "day", "date_text", *match.span())


def _month_year(text: str) -> _DateMatch | None:
    match = _MONTH_YEAR.search(text)
    if not match:
        return None
    month = _month_of(match[1])
    return _DateMatch(_year_of(match[2]), month, 1, "month", "date_text", *match.span())


def _quarter_or_half(text: str) -> _DateMatch | None:
    """« T3 2024 » and « 2e semestre 2024 », which begin in July."""
    match = next(filter(None, (span.search(text) for span in _SPANS)), None)
    if not match:
        return None
    months = 6 if match["span"].startswith("s") else 3
    rank = _RANKS.get(match["rank"]) or int(match["rank"])
    if rank * months > 12:
        return None
    first = (rank - 1) * months + 1
    return _DateMatch(int(match["year"]), first, 1, "month", "date_text", *match.span())


def _numeric_month(text: str) -> _DateMatch | None:
    match = _NUMERIC_MONTH.search(text)
    if not match:
        return None
    return _DateMatch(int(match[2]), int(match[1]), 1, "month", "date_text", *match.span())


def _year(text: str) -> _DateMatch | None:
    match = _YEAR.search(text)
    if not match:
        return None
    return _DateMatch(int(match[1]), 1, 1, "year", "date_text", *match.span())


def _month_of(word: str) -> int:
    return next(number for start, number in _MONTHS.items() if word.startswith(start))


def _year_of(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year
