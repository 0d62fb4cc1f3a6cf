"""How is a sum typed and said? In euros on screen, in whole cents in a table."""

from decimal import Decimal
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.french import NBSP

NOT_EUROS = _(
    "Écrivez le montant en euros, par exemple 50 000 ; laissez vide si vous ne le savez pas encore."
)
TOO_FINE = _("Un montant s’arrête au centime : 1 234,56.")
NEGATIVE = _("Un montant ne descend pas sous zéro.")
TOO_MUCH = _("Ce montant dépasse cent milliards d’euros : vérifiez-le.")
MOST_CENTS = 100_000_000_000_00
Set_contra = TypeVar("Set_contra", contravariant=True)
Get_co = TypeVar("Get_co", covariant=True)


class EurosField(forms.CharField):
    """A sum typed in euros, cleaned in whole cents; None when nothing is typed."""

    def prepare_value(self, value: object) -> object:
        """The sum as it is typed: 1234,56."""
        return euros_typed(value) if isinstance(value, int) else value

    def clean(self, value: object) -> int | None:
        """The sum in cents."""
        typed = super().clean(value)
        return read_cents(typed) if typed else None


class MoneyField(models.BigIntegerField[Set_contra, Get_co]):
    """A sum in whole cents, between nothing and a hundred billions; it is typed in euros."""

    default_validators = [MinValueValidator(0), MaxValueValidator(MOST_CENTS)]


def read_cents(typed: str) -> int:
    """The cents of « 1 234,56 € ».

    Raises ValidationError with what to write instead.

    >>> read_cents("1 234,5 €")
    123450
    """
    text = "".join(typed.split()).removesuffix("€").replace(",", ".")
    whole, _dot, decimals = text.lstrip("-").partition(".")
    if not (whole + decimals).isdecimal() or not whole.isascii() or not decimals.isascii():
        raise ValidationError(NOT_EUROS)
    if text.startswith("-"):
        raise ValidationError(NEGATIVE)
    if len(decimals) > 2:
        raise ValidationError(TOO_FINE)
    cents = int(Decimal(f"{whole or 0}.{decimals or 0}") * 100)
    if cents > MOST_CENTS:
        raise ValidationError(TOO_MUCH)
    return cents


def euros_typed(cents: int) -> str:
    """A sum as one types it: 1234,56.

    >>> euros_typed(123450), euros_typed(120000)
    ('1234,50', '1200')
    """
    whole, rest = divmod(cents, 100)
    return f"{whole},{rest:02}" if rest else str(whole)


def euros_words(cents: int) -> str:
    """A sum as a sentence says it, its cents only when there are some: « 118 400 € »."""
    return f"{french.number(euros(cents), 2 if cents % 100 else 0)}{NBSP}€"


def bare_euros(cents: int) -> str:
    """The same under a heading, or in a drawing, that says the unit: « 144 000 »."""
    return euros_words(cents).removesuffix(f"{NBSP}€")


def euros(cents: int) -> Decimal:
    """A sum in euros, as the law and its engine read it."""
    return Decimal(cents) / 100


def in_euros(cents: int | None) -> float | None:
    """A sum as a table file writes it; None when it is not said."""
    return None if cents is None else cents / 100
