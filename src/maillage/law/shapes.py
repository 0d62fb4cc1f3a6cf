"""What may a parameter of a rule look like, and how is it said to whoever writes it?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from maillage.law.words import TO_VERIFY, VERIFIED

MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
FRACTION: Final = re.compile(r"\d+/[1-9]\d*")
VERIFIED_ON: Final = re.compile(r"vérifié sur un texte de (19|20)\d{2}")
MEASURES: Final = ("count", "population", "seats")
LONGEST: Final = 1200


@dataclass(frozen=True)
class Shape:
    """What a parameter must be, said in French for the administrator who wrote it."""

    description: str
    fits: Callable[[object], bool]


def is_whole(value: object) -> bool:
    """Return whether the value is a whole number, zero or more."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_duration(value: object) -> bool:
    """Return whether the value is a whole number of days, months or years, 1 200 at most."""
    return isinstance(value, int) and is_whole(value) and value <= LONGEST


def is_rate(value: object) -> bool:
    """Return whether the value is a share between 0 and 1."""
    return isinstance(value, int | Decimal) and is_decimal(value) and value <= 1


def is_decimal(value: object) -> bool:
    """Return whether the value is a finite number, zero or more."""
    return is_whole(value) or (isinstance(value, Decimal) and value.is_finite() and value >= 0)


def is_flag(value: object) -> bool:
    """Return whether the value is true or false."""
    return isinstance(value, bool)


def is_words(value: object) -> bool:
    """Return whether the value is a list of non-empty texts."""
    return isinstance(value, list) and all(is_text(word) for word in value)


def is_text(value: object) -> bool:
    """Return whether the value is a non-empty text."""
    return isinstance(value, str) and bool(value.strip())


def is_status(value: object) -> bool:
    """Return whether the value says how sure a rule is: read, read in an older text, or neither."""
    if not isinstance(value, str):
        return False
    return value in {VERIFIED, TO_VERIFY} or VERIFIED_ON.fullmatch(value) is not None


def is_day(value: object) -> bool:
    """Return whether the value is a day without an hour."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_days(value: object) -> bool:
    """Return whether the value is a list of days."""
    return isinstance(value, list) and all(is_day(day) for day in value)


def is_month(value: object) -> bool:
    """Return whether the value is a month written YYYY-MM."""
    return isinstance(value, str) and MONTH.fullmatch(value) is not None


def are_alternatives(value: object) -> bool:
    """Return whether the value lists majorities, each a table of thresholds by measure."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(one, dict)
            and bool(one)
            and set(one) <= set(MEASURES)
            and len(set(one) - {"count"}) <= 1
            and all(_is_threshold(entry) for entry in one.values())
            for one in value
        )
    )


def is_required_above(value: object) -> bool:
    """Return whether the value says above which share of a measure a member is indispensable."""
    return (
        isinstance(value, dict)
        and set(value) == {"measure", "share", "only_largest"}
        and value["measure"] in MEASURES
        and _is_fraction(value["share"])
        and is_flag(value["only_largest"])
    )


def _is_threshold(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) <= {"share", "strict"}
        and _is_fraction(value.get("share"))
        and is_flag(value.get("strict", False))
    )


def _is_fraction(value: object) -> bool:
    match = FRACTION.fullmatch(value) if isinstance(value, str) else None
    return match is not None and Fraction(match[0]) <= 1


def one_of(words: Mapping[str, object] | tuple[str, ...]) -> Shape:
    """Return the shape of a word taken from a closed list."""
    return Shape(
        "l’un des mots " + ", ".join(words), lambda value: isinstance(value, str) and value in words
    )


def some_of(words: Mapping[str, object]) -> Shape:
    """Return the shape of a list of words taken from a closed list."""
    return Shape(
        "une liste de mots parmi " + ", ".join(words),
        lambda value: (
            isinstance(value, list)
            and all(isinstance(word, str) and word in words for word in value)
        ),
    )


WHOLE: Final = Shape("un nombre entier, zéro ou plus", is_whole)
DURATION: Final = Shape("un nombre entier de jours, de mois ou d’années", is_duration)
RATE: Final = Shape("une part entre 0 et 1, comme 0.20", is_rate)
DECIMAL: Final = Shape("un nombre, zéro ou plus", is_decimal)
FLAG: Final = Shape("true ou false", is_flag)
TEXT: Final = Shape("un texte entre guillemets", is_text)
WORDS: Final = Shape("une liste de textes entre guillemets", is_words)
STATUS: Final = Shape("« vérifié », « vérifié sur un texte de 2023 » ou « à vérifier »", is_status)
DAY: Final = Shape("une date AAAA-MM-JJ sans guillemets", is_day)
DAYS: Final = Shape("une liste de dates AAAA-MM-JJ", is_days)
MONTH_TEXT: Final = Shape("un mois entre guillemets, « AAAA-MM »", is_month)
ALTERNATIVES: Final = Shape(
    'une liste de majorités comme « {count = {share = "2/3"}} »', are_alternatives
)
REQUIRED_ABOVE: Final = Shape(
    'une table comme « {measure = "population", share = "1/4", only_largest = true} »',
    is_required_above,
)
