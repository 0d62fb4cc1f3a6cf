"""From when to when do words say that something is done, in a cell or in a form?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.days import DayField
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue, as_text
from maillage.foundation.exchange.cleaning.dates import DateReading, read_date, with_whole_years
from maillage.foundation.exchange.vocabulary.words import is_word

CENTURY = 2000


class Side(Enum):
    """What a column of dates tells: when it begins, when it ends, or both."""

    START = "start"
    END = "end"
    BOTH = "both"


class Doubt(Enum):
    """What has to be said of a cell: a day that does not exist, a vague one, plain words.

    WRONG_SIDE is the end of a period where a beginning is wanted, or the reverse.
    """

    IMPOSSIBLE = "impossible"
    VAGUE = "vague"
    WORDS = "words"
    WRONG_SIDE = "wrong_side"


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """The first and the last day that a cell says, and what is to be said of it."""

    first: date | None = None
    last: date | None = None
    each_year: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class _Interval:
    first: date
    last: date
    is_day: bool = False


_WAITED = re.compile(
    r"^(?:(?:dates?|calendrier|periode|echeances?|pilotes?|porteurs?|portage|structures?|partenaires?|"
    r"moa|maitre d'ouvrage|chef de file|personne|referente?|reste) ){0,2}"
    r"(?:a (?:definir|preciser|determiner|confirmer|trouver|identifier|designer|voir|fixer|caler|"
    r"recruter|nommer|pourvoir|planifier|programmer|choisir)|recrutement en cours|"
    r"non (?:definie?|planifiee?|datee?|fixee?|determinee?|programmee?)s?)$"
)
_EACH_YEAR = re.compile(
    r"^(?:en continu|continu|chaque annee|tous les ans|annuel(?:le)?s?(?:lement)?|permanente?s?|"
    r"recurrente?s?|au fil de l'eau)(?P<when> (?:en|au|a|chaque|le|debut|fin|mi|sur) .+)?$"
)
_BACK_TO_SCHOOL = re.compile(
    r"^(?:a la |la )?rentree(?: scolaire)?(?: de(?: septembre)?)? (20\d\d)$"
)
_SCHOOL_YEAR = re.compile(r"^(?:annee )?scolaire (20\d\d) ?[-/ ] ?(?:20)?(\d\d)$")
_VAGUE = re.compile(r"^(?:dans le |au )?cour(?:s|ant)(?: de)?(?: l'annee)?\b\s*")
_EARLY = re.compile(r"^(?:au |en |le )?debut\b")
_EARLY_IN_YEAR = re.compile(r"^(?:au |en |le )?debut(?: de)?(?: l'annee)? (20\d\d)$")
_LATE = re.compile(r"^(?:avant|jusqu|d'ici|au plus tard|(?:a la |en )?fin\b)")
_FROM = re.compile(r"^(?:des|a partir d[eu]|a compter d[eu]|depuis|apres)(?: le| la)?\s+")
_UNTIL = re.compile(
    r"^(?:avant|jusqu'(?:au?|en|a la|a)|d'ici(?: a)?|au plus tard|fin|pour)"
    r"(?: la fin| fin| le| la| en| de| d')*\s+"
)
_BREAK = re.compile(r" ?[/,→] ?| (?:au?|et) | ")
_OPENS = re.compile(r"^(?:de |du |d'|(?:sur |en )?l?'?annees? )")
_YEARS = re.compile(r"^(20\d\d)(?:(?: ?[/,] ?| et | a | )(?:20\d\d))* ?(?:[/,]|et|a|) ?(20\d\d)$")
_WHOLE = {"trim": "trimestre", "sem": "semestre"}
_SHORTENED = re.compile(r"\b(?:trim|sem)\b\.?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_QUARTER = re.compile(r"\btrimestre|\b[tq] ?[1-4]\b|\b[1-4] ?[tq]\b")
_HALF = re.compile(r"\bsemestre|\bs ?[12]\b|\b[12] ?s\b")


def is_waited(text: str) -> bool:
    """Whether the words only say that it is still to be known: « à définir »."""
    return is_word("vacant", text) or bool(_WAITED.match(folded(text)))


def read_period(value: CellValue, side: Side) -> PlanPeriod:
    """What a cell says, as its column tells it: the first day, the last one, or both.

    >>> read_period("T1-T2 2026", Side.BOTH).last, read_period("rentrée 2026", Side.BOTH).first
    (datetime.date(2026, 6, 30), None)
    >>> read_period("dès septembre 2027", Side.BOTH)
    PlanPeriod(first=datetime.date(2027, 9, 1), last=None, each_year=False, doubt=None)
    >>> read_period("31/04/2027", Side.END).doubt, read_period("au retour", Side.START).doubt
    (<Doubt.IMPOSSIBLE: 'impossible'>, <Doubt.WORDS: 'words'>)
    """
    text = _in_full(value)
    if is_waited(text):
        return PlanPeriod()
    if match := _EACH_YEAR.match(text):
        return PlanPeriod(each_year=True, doubt=Doubt.WORDS if match["when"] else None)
    if (side is Side.START and _LATE.match(text)) or (
        side is not Side.START and _EARLY.match(text)
    ):
        return PlanPeriod(doubt=Doubt.WRONG_SIDE)
    if early := _EARLY_IN_YEAR.match(text):
        return PlanPeriod(first=date(int(early[1]), 1, 1), doubt=Doubt.VAGUE)
    if _VAGUE.match(text) and (year := _YEAR.search(text)):
        last = date(int(year[1]), 12, 31)
        is_an_end = side is not Side.START
        return (
            PlanPeriod(last=last, doubt=Doubt.VAGUE) if is_an_end else PlanPeriod(doubt=Doubt.WORDS)
        )
    return _in_words(value, text, side)


def read_words(value: CellValue | None, period: PlanPeriod) -> str:
    """How a cell that says no whole day was read; nothing where its words are the day."""
    if value is None or not (period.first or period.last):
        return ""
    if not isinstance(value, int | float) and read_date(value).precision == "day":
        return ""
    days = {
        "first": french.long_date(period.first) if period.first else "",
        "last": french.long_date(period.last) if period.last else "",
    }
    if period.first and period.last:
        return _("lu : du %(first)s au %(last)s") % days
    return (_("lu : à partir du %(first)s") if period.first else _("lu : jusqu’au %(last)s")) % days


def _in_full(value: CellValue) -> str:
    """The words of a cell, its quarters and its years written in full."""
    text = folded(as_text(value)).strip(" .")
    return with_whole_years(_SHORTENED.sub(lambda one: _WHOLE[one[0].rstrip(".")], text))


def _in_words(value: CellValue, text: str, side: Side) -> PlanPeriod:
    starts, ends = _FROM.match(text), _UNTIL.match(text)
    opening = starts or ends or _OPENS.match(text)
    bare = text[opening.end() :] if opening else text
    interval = _interval(value if not opening else bare, bare)
    if isinstance(interval, Doubt):
        return PlanPeriod(doubt=interval)
    if starts and side is not Side.END:
        return PlanPeriod(first=interval.first)
    if ends and side is not Side.START:
        return PlanPeriod(last=interval.last)
    return _on_side(interval, side)


def _on_side(interval: _Interval, side: Side) -> PlanPeriod:
    if side is Side.START:
        return PlanPeriod(first=interval.first)
    if side is Side.END or interval.is_day:
        return PlanPeriod(last=interval.last)
    return PlanPeriod(interval.first, interval.last)


def _interval(value: CellValue, text: str) -> _Interval | Doubt:
    """The days that a cell says: a day, a month, a quarter, a year, or from one to another."""
    if match := _BACK_TO_SCHOOL.match(text):
        day = date(int(match[1]), 9, 1)
        return _Interval(day, day, is_day=True)
    if match := _SCHOOL_YEAR.match(text):
        return _Interval(date(int(match[1]), 9, 1), date(2000 + int(match[2]), 8, 31))
    if match := _YEARS.match(text):
        return _Interval(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31))
    one = _single(value if text == folded(as_text(value)) else text, text)
    if isinstance(one, _Interval) or one is Doubt.IMPOSSIBLE:
        return one
    return _between(text) or Doubt.WORDS


def _single(value: CellValue, text: str) -> _Interval | Doubt:
    """The days of one period alone; of two, or with words around, none."""
    reading = read_date(value)
    if reading.code == "date_invalid":
        return Doubt.IMPOSSIBLE
    if reading.date is None or (reading.rest and reading.precision != "day"):
        return Doubt.WORDS
    if reading.rest or len(_YEAR.findall(text)) > 1:
        return Doubt.WORDS
    return _Interval(*_ends(reading, text), is_day=reading.precision == "day")


def _between(text: str) -> _Interval | None:
    """« de mars à juin 2026 », « T1-T2 2026 »: what the first lacks, the last says."""
    pairs = ((text[: one.start()], text[one.end() :]) for one in _BREAK.finditer(text))
    stretches = (_both_of(_OPENS.sub("", since), until) for since, until in pairs)
    return next(filter(None, stretches), None)


def _both_of(since: str, until: str) -> _Interval | None:
    last = _single(until, until)
    if isinstance(last, Doubt):
        return None
    first = _single(since, since)
    if isinstance(first, Doubt):
        whole = f"{since} {last.last.year}"
        first = _single(whole, whole)
    if isinstance(first, Doubt) or first.first > last.last:
        return None
    return _Interval(first.first, last.last)


def _ends(reading: DateReading, text: str) -> tuple[date, date]:
    """The first and the last day of what was read; a year of two figures is of this century."""
    first = reading.date or date.min
    if first.year < CENTURY and str(first.year) not in text:
        first = first.replace(year=first.year + 100)
    if reading.precision == "day":
        return first, first
    months = 12 if reading.precision == "year" else 1
    if reading.precision == "month":
        months = 3 if _QUARTER.search(text) else 6 if _HALF.search(text) else 1
    month = first.month + months - 1
    return first, date(first.year, month, monthrange(first.year, month)[1])


class PlanDayField(DayField):
    """A day of the plan: written whole, or as the first or the last of a month or a quarter."""

    def __init__(self, *, side: Side, label: str) -> None:
        words = {
            Side.START: _("« T1 2028 » vaut son premier jour."),
            Side.END: _("« T1 2028 » vaut son dernier jour."),
        }
        super().__init__(label=label, required=False, help_text=words[side])
        self.side = side

    def read(self, typed: str) -> date:
        """The day typed; what is neither a day nor a period is refused in the words of a day."""
        try:
            return super().read(typed)
        except ValidationError:
            period = read_period(typed, self.side)
            day = period.first if self.side is Side.START else period.last
            if day is None or period.doubt:
                raise
            return day
