"""Which parameters does a rule of each family carry?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maillage.law.shapes import (
    ALTERNATIVES,
    DAY,
    DAYS,
    DECIMAL,
    DURATION,
    FLAG,
    MONTH_TEXT,
    RATE,
    REQUIRED_ABOVE,
    TEXT,
    WHOLE,
    WORDS,
    Shape,
    one_of,
    some_of,
)
from maillage.law.words import (
    BODY_KINDS,
    COMPETENCES,
    COUNTINGS,
    EFFECTS_OF_SILENCE,
    ELECTIONS,
    MAJORITIES,
    SECOND_MEETINGS,
    SHARED,
    SILENCE_FINDINGS,
)


@dataclass(frozen=True)
class Group:
    """The rules that one function reads: what they must carry, what they may carry."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape]


def _group(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Group:
    return Group(required, optional or {})


SENATORIAL: Final = {
    "months": DURATION,
    "series_1": WORDS,
    "series_2": WORDS,
    "series_1_year": WHOLE,
    "series_2_year": WHOLE,
}

GROUPS: Final[Mapping[str, Group]] = {
    "clear_days": _group(
        {"kinds": some_of(BODY_KINDS), "counting": one_of(COUNTINGS)},
        {
            "days": DURATION,
            "emergency_days": DURATION,
            "emergency_counting": one_of(COUNTINGS),
            "population_from": WHOLE,
            "population_below": WHOLE,
            "alsace_moselle": FLAG,
            "first_session": FLAG,
            "classified_installation": FLAG,
            "note": FLAG,
        },
    ),
    "deliberation": _group({}, {"days": DURATION, "kinds": some_of(BODY_KINDS)}),
    "majority": _group(
        {"kind": one_of(MAJORITIES)},
        {
            "kinds": some_of(BODY_KINDS),
            "alternatives": ALTERNATIVES,
            "required_above": REQUIRED_ABOVE,
        },
    ),
    "own_share": _group({}, {"rate": RATE}),
    "fonds_de_concours": _group({}, {"rate": RATE}),
    "detr": _group({}, {"months": DURATION, "extension": DURATION}),
    "association_grants": _group({}, {"above": DECIMAL, "months": DURATION}),
    "election_period": _group({}, SENATORIAL),
    "election": _group(
        {"election": one_of(ELECTIONS)},
        {"month_of_poll": MONTH_TEXT, "polls": DAYS, "latest_last_round": DAY},
    ),
    "silence": _group(
        {"effect_of_silence": one_of(EFFECTS_OF_SILENCE)},
        {
            "label": TEXT,
            "months": DURATION,
            "finding": one_of(SILENCE_FINDINGS),
        },
    ),
    "retention": _group({}, {"years": DURATION, "months": DURATION}),
    "quorum": _group(
        {},
        {
            "kinds": some_of(BODY_KINDS),
            "again": one_of(SECOND_MEETINGS),
            "days": DURATION,
            "sessions": DURATION,
            "as_statutes": FLAG,
        },
    ),
    "challenge": _group(
        {}, {"months": DURATION, "months_overseas": DURATION, "months_abroad": DURATION}
    ),
    "mandate_calendar": _group({}, {"months": DURATION, "kinds": some_of(BODY_KINDS)}),
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
            "serves": some_of(SHARED),
        },
        {
            "creates_body": FLAG,
            "kinds": some_of(BODY_KINDS),
            "members_from": WHOLE,
            "one_piece": FLAG,
            "one_membership": FLAG,
            "seats": FLAG,
            "population_above": WHOLE,
            "border_population_above": WHOLE,
            "around_one_epci": FLAG,
            "one_of_kinds": some_of(BODY_KINDS),
            "beyond_kinds": some_of(BODY_KINDS),
            "one_authority": FLAG,
            "competences": some_of(COMPETENCES),
            "procurement_code": FLAG,
            "open_market_below": RATE,
            "general_interest": FLAG,
        },
    ),
    "reminder": _group({}, {"days": DURATION}),
}
