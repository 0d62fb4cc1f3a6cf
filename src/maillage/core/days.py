"""How does a date typed by hand become a day, and what is said when it is not one, or cannot be?"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core.french import MONTHS, WEEKDAYS, long_date

FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
BACKWARDS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
WORDS = re.compile(rf"(\d{{1,2}}|1er)\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
WITHOUT_YEAR = re.compile(
    rf"(\d{{1,2}}|1er)(?:[/.\-]|\s+)(\d{{1,2}}|{'|'.join(MONTHS)})", re.IGNORECASE
)
PART_OF_MONTH = re.compile(
    rf"(début|mi|fin)[\s-]+({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?", re.IGNORECASE
)
NEAR = {"avant-hier": -2, "hier": -1, "aujourd’hui": 0, "aujourd'hui": 0, "demain": 1}
HALF_A_YEAR = 183
OLDEST, LATEST = 1500, 2200
LONGEST = 100  # letters: no day is written in more
# How far from today a day may be, by what it dates: beyond, the year was mistyped.
FURTHEST_ANSWER = timedelta(days=180)
FURTHEST_MEETING_YEARS, FURTHEST_COMMITMENT_YEARS, FURTHEST_SEAT_YEARS = 10, 20, 20
FURTHEST_MOVE_YEARS, FURTHEST_SIGNAL_YEARS, FURTHEST_RELATION_YEARS = 5, 10, 30
FAR = {
    10: gettext_lazy("Cette date est à plus de dix ans : vérifiez l’année."),
    20: gettext_lazy("Cette date est à plus de vingt ans : vérifiez l’année."),
}
NOT_A_DAY = gettext_lazy("Écrivez la date comme 30/04/2026.")
ENDS_FIRST = gettext_lazy("La fin précède le début : corrigez l’une des dates.")
ENDS_TOO_SOON = gettext_lazy("La fin précède le début : corrigez cette date.")
WITHIN_TWO_YEARS = gettext_lazy("Choisissez un jour à venir, dans les deux ans.")


def read_day(typed: str) -> date:
    """The day written as 30/04/2026, 30.4.26, 2026-04-30 or 30 avril 2026.

    Raises ValidationError with what to write instead.
    """
    day, month, year = _parts(typed.strip())
    if not OLDEST <= year <= LATEST:
        raise ValidationError(_("Écrivez l’année en quatre chiffres, par exemple 30/04/2026."))
    if not 1 <= month <= 12:
        raise ValidationError(_("Le mois va de 1 à 12. Écrivez le jour d’abord : 30/04/2026."))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValidationError(_no_such_day(month, year, last))
    return date(year, month, day)


def read_near_day(typed: str, today: date) -> date:
    """A day as one says it today: "28/11", "lundi 30 novembre", "demain", "fin mars", or whole.

    Without its year it is the nearest to today. Raises ValidationError as `read_day`.
    """
    words = " ".join(typed.split()).lower()
    if words in NEAR:
        return today + timedelta(days=NEAR[words])
    weekday, _space, rest = words.partition(" ")
    words = rest if weekday in WEEKDAYS else words
    if match := PART_OF_MONTH.fullmatch(words):
        return _part_of_month(match[1], MONTHS.index(match[2]) + 1, match[3], today)
    if match := WITHOUT_YEAR.fullmatch(words):
        month = int(match[2]) if match[2].isdecimal() else MONTHS.index(match[2]) + 1
        day = 1 if match[1] == "1er" else int(match[1])
        words = f"{day}/{month}/{_nearest_year(day, month, today)}"
    on = read_day(words)
    if weekday in WEEKDAYS and WEEKDAYS[on.weekday()] != weekday:
        raise ValidationError(_not_that_weekday(on))
    return on


def _not_that_weekday(on: date) -> str:
    return _("Le %(day)s est un %(weekday)s : corrigez le jour ou la date.") % {
        "day": long_date(on),
        "weekday": WEEKDAYS[on.weekday()],
    }


def _nearest_year(day: int, month: int, today: date) -> int:
    """The year in which that day is the nearest to today."""
    away = (month - today.month) * 30.5 + day - today.day
    if abs(away) <= HALF_A_YEAR:
        return today.year
    return today.year + (1 if away < 0 else -1)


def _part_of_month(part: str, month: int, year: str | None, today: date) -> date:
    middle = 15
    whole = int(year) if year else _nearest_year(middle, month, today)
    day = {"début": 1, "mi": middle}.get(part) or monthrange(whole, month)[1]
    return read_day(f"{day}/{month}/{whole}")


def _parts(typed: str) -> tuple[int, int, int]:
    if match := FIGURES.fullmatch(typed):
        century = 2000 if len(match[3]) == 2 else 0
        return int(match[1]), int(match[2]), century + int(match[3])
    if match := BACKWARDS.fullmatch(typed):
        return int(match[3]), int(match[2]), int(match[1])
    if match := WORDS.fullmatch(typed):
        day = 1 if match[1].lower() == "1er" else int(match[1])
        return day, MONTHS.index(match[2].lower()) + 1, int(match[3])
    raise ValidationError(NOT_A_DAY)


def _no_such_day(month: int, year: int, last: int) -> str:
    return _("%(month)s %(year)s a %(days)s jours. Écrivez par exemple %(day)s.") % {
        "month": MONTHS[month - 1].capitalize(),
        "year": year,
        "days": last,
        "day": date(year, month, last).strftime("%d/%m/%Y"),
    }


class DayField(forms.DateField):
    """A date asked in a line of text, read as people write it."""

    default_error_messages = {"required": gettext_lazy("Écrivez une date, par exemple 30/04/2026.")}

    def to_python(self, value: object) -> date | None:
        """The day typed, or None when nothing is."""
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        typed = str(value).strip()
        if len(typed) > LONGEST:
            raise ValidationError(NOT_A_DAY)
        return self.read(typed) if typed else None

    def read(self, typed: str) -> date:
        """The day that these words say; ValidationError when they say none."""
        return read_near_day(typed, timezone.localdate())


class PastDayField(DayField):
    """A day that has come: it dates what has happened."""

    def clean(self, value: object) -> date | None:
        """The day; refused when it is not there yet."""
        on = super().clean(value)
        return on if on is None else not_to_come(on)


def far_fault(on: date | None, today: date, years: int) -> str:
    """Why the year of a day was mistyped; nothing when the day is near enough, or unknown."""
    is_far = on is not None and abs(on - today) > timedelta(days=365 * years)
    return str(FAR[years]) if is_far else ""


def to_come_fault(on: date | None, today: date) -> str:
    """Why a day cannot date what has happened; nothing when it can, or is unknown."""
    if on is None or on <= today:
        return ""
    return _("Cette date est dans l’avenir : écrivez le jour où c’est arrivé.")


def learned_fault(on: date | None, today: date) -> str:
    """Why a day cannot date what was learned; nothing when it can, or is unknown."""
    if on is None or on <= today:
        return ""
    return _("Cette date est dans l’avenir : écrivez le jour où vous l’avez su.")


def not_to_come(on: date) -> date:
    """The day; ValidationError when it is not there yet."""
    return _or_refused(on, to_come_fault(on, timezone.localdate()))


def _or_refused(on: date, fault: str) -> date:
    if fault:
        raise ValidationError(fault)
    return on


def not_past(on: date) -> date:
    """The day; ValidationError when it is gone already."""
    if on < timezone.localdate():
        raise ValidationError(_("Cette date est passée : laissez le temps de répondre."))
    return on


def later(day: date, years: int) -> date:
    """The same day that many years later; the 28th when there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def learned_by_today(on: date) -> date:
    """The day on which something was learned; ValidationError when it is not there yet."""
    return _or_refused(on, learned_fault(on, timezone.localdate()))


class LastDayForm(forms.Form):
    """The day on which something ends; not before it began."""

    too_soon = ENDS_TOO_SOON
    on = DayField(label=gettext_lazy("Jusqu’au"))

    def __init__(
        self, data: QueryDict | None = None, *, since: date | None, until: date | None = None
    ) -> None:
        super().__init__(data, initial={"on": until or timezone.localdate()})
        self.since = since

    def clean_on(self) -> date:
        """The day; refused before the beginning."""
        on: date = self.cleaned_data["on"]
        return _or_refused(on, str(self.too_soon) if self.since and on < self.since else "")
