"""How is a date of long ago read, when only its year or its month is remembered?"""

import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.core.days import OLDEST, read_day
from maillage.core.french import MONTHS
from maillage.ground.directory.choices import Precision
from maillage.ground.directory.records.models.periods import last_day
from maillage.ground.directory.records.words import dated

YEAR = re.compile(r"\d{4}")
FIGURES = re.compile(r"(\d{1,2})[/.\-](\d{4})")
WORDS = re.compile(rf"({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
LATEST = 2200


@dataclass(frozen=True)
class Remembered:
    """A day, a month or a year: its first day, and how precisely it is known."""

    day: date
    precision: str

    def __str__(self) -> str:
        """As one types it again."""
        if self.precision == Precision.DAY:
            return f"{self.day:%d/%m/%Y}"
        return dated(self.day, self.precision)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        return last_day(self.day, self.precision)


def read_moment(typed: str) -> Remembered:
    """What « 2014 », « mars 2019 », « 03/2019 » or a whole date says.

    Raises ValidationError with what to write instead.
    """
    if YEAR.fullmatch(typed):
        return Remembered(date(_year(typed), 1, 1), Precision.YEAR)
    if found := FIGURES.fullmatch(typed):
        return Remembered(date(_year(found[2]), _month(int(found[1])), 1), Precision.MONTH)
    if found := WORDS.fullmatch(typed):
        month = MONTHS.index(found[1].lower()) + 1
        return Remembered(date(_year(found[2]), month, 1), Precision.MONTH)
    try:
        return Remembered(read_day(typed), Precision.DAY)
    except ValidationError as error:
        if any(sign.isdigit() for sign in typed) and typed.count("/") == 2:
            raise
        raise ValidationError(_("Écrivez 2014, mars 2019 ou 30/04/2019.")) from error


def _year(typed: str) -> int:
    year = int(typed)
    if not OLDEST <= year <= LATEST:
        raise ValidationError(_("Écrivez l’année en quatre chiffres, par exemple 2014."))
    return year


def _month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValidationError(_("Le mois va de 1 à 12 : écrivez par exemple 03/2019."))
    return month


class MomentField(forms.CharField):
    """A date asked as precisely as it is remembered; `cleaned` is a Remembered, or None."""

    def __init__(self, *, label: object, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=str(label),
            required=required,
            max_length=40,
            help_text=help_text or _("L’année suffit : 2014, mars 2019 ou 30/04/2019."),
            error_messages={"required": _("Écrivez une date, l’année suffit : 2014.")},
        )

    def clean(self, value: object) -> Remembered | None:
        """The moment typed, or None when nothing is."""
        typed = str(super().clean(value)).strip()
        return read_moment(typed) if typed else None

    def prepare_value(self, value: object) -> object:
        """As it is typed."""
        return str(value) if isinstance(value, Remembered) else value
