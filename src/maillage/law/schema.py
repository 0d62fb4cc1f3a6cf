"""Which parameters does a rule of each kind carry, and of which shape?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from maillage.law.words import BODY_KINDS, COUNTINGS, EFFECTS_OF_SILENCE, ELECTIONS

MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
FRACTION: Final = re.compile(r"\d+/[1-9]\d*")
MEASURES: Final = ("count", "population", "seats")
MAJORITIES: Final = (
    "qualified_majority",
    "unanimity",
    "simple_majority_each",
    "two_thirds_of_composition",
    "weighted_seats",
    "required_structures",
)


@dataclass(frozen=True)
class Shape:
    """What a parameter must be, said in French for the administrator who wrote it."""

    said: str
    fits: Callable[[object], bool]


def is_whole(value: object) -> bool:
    """Return whether the value is a whole number, zero or more."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


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
    return isinstance(value, str) and FRACTION.fullmatch(value) is not None


def one_of(words: Mapping[str, object] | tuple[str, ...]) -> Shape:
    """Return the shape of a word taken from a closed list."""
    return Shape(
        "l’un des mots " + ", ".join(words), lambda value: isinstance(value, str) and value in words
    )


def some_of(words: Mapping[str, object]) -> Shape:
    """Return the shape of a list of words taken from a closed list."""
    return Shape(
        "une liste de mots parmi " + ", ".join(words),
        lambda value: isinstance(value, list) and all(word in words for word in value),
    )


WHOLE: Final = Shape("un nombre entier, zéro ou plus", is_whole)
DECIMAL: Final = Shape("un nombre, zéro ou plus", is_decimal)
FLAG: Final = Shape("true ou false", is_flag)
TEXT: Final = Shape("un texte entre guillemets", is_text)
WORDS: Final = Shape("une liste de textes entre guillemets", is_words)
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


@dataclass(frozen=True)
class Group:
    """The rules that one function reads: what they must carry, what they may carry."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape]


def _group(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Group:
    return Group(required, optional or {})


SENATORIAL: Final = {
    "months": WHOLE,
    "series_1": WORDS,
    "series_2": WORDS,
    "series_1_year": WHOLE,
    "series_2_year": WHOLE,
}

GROUPS: Final[Mapping[str, Group]] = {
    "clear_days": _group(
        {"kinds": some_of(BODY_KINDS), "counting": one_of(COUNTINGS)},
        {
            "days": WHOLE,
            "emergency_days": WHOLE,
            "emergency_counting": one_of(COUNTINGS),
            "population_from": WHOLE,
            "population_below": WHOLE,
            "alsace_moselle": FLAG,
            "first_session": FLAG,
        },
    ),
    "deliberation": _group({}, {"days": WHOLE}),
    "majority": _group(
        {"kind": one_of(MAJORITIES)},
        {
            "kinds": some_of(BODY_KINDS),
            "alternatives": ALTERNATIVES,
            "required_above": REQUIRED_ABOVE,
        },
    ),
    "own_share": _group({}, {"rate": DECIMAL}),
    "fonds_de_concours": _group({"rate": DECIMAL}),
    "association_grants": _group({}, {"above": DECIMAL, "months": WHOLE}),
    "election_period": _group({}, SENATORIAL),
    "election": _group(
        {"election": one_of(ELECTIONS)},
        {"month_of_poll": MONTH_TEXT, "polls": DAYS, "latest_last_round": DAY},
    ),
    "silence": _group(
        {"effect_of_silence": one_of(EFFECTS_OF_SILENCE)},
        {
            "label": TEXT,
            "months": WHOLE,
            "finding": one_of(("express_vote_required", "simple_opinion")),
        },
    ),
    "retention": _group({}, {"years": WHOLE, "months": WHOLE}),
    "quorum": _group({}, {"days": WHOLE, "sessions": WHOLE}),
    "challenge": _group({"months": WHOLE}),
    "mandate_calendar": _group({}, {"months": WHOLE, "kinds": some_of(BODY_KINDS)}),
    "legal_forms": _group(
        {
            "label": TEXT,
            "who_may_join": TEXT,
            "who_decides": TEXT,
            "personality": TEXT,
            "staff": TEXT,
            "money": TEXT,
            "duration": TEXT,
            "exit": TEXT,
            "acts": WORDS,
        },
        {
            "kinds": some_of(BODY_KINDS),
            "members_from": WHOLE,
            "one_piece": FLAG,
            "one_membership": FLAG,
            "seats": FLAG,
            "population_above": WHOLE,
            "border_population_above": WHOLE,
            "around_one_epci": FLAG,
            "procurement_code": FLAG,
            "open_market_below": DECIMAL,
            "general_interest": FLAG,
        },
    ),
    "reminder": _group({}),
}
