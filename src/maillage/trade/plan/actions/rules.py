"""What is wrong with an action or a part, in which words, and what is late of it?"""

import re
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.trade.plan.choices import EXPLAINED_STATES, OPEN_STATES
from maillage.trade.plan.parameters import ANSWER_DELAY, NEWS_DELAY

SAY_WHY = lazy("Dites pourquoi en une phrase : vos partenaires la liront.")
IN_PLACE_OF_NEWS = lazy("Écrivez quelques mots, ou dites un autre état.")

SEARCHED_NUMBER = re.compile(
    r"(?:fiche +)?(?:num[ée]ro +|n[°o] ?)?([a-z]{0,3}\d[\w.-]{0,15})", re.IGNORECASE
)


class SecondShareError(Exception):
    """The structure, or its service, has an open part in this action already."""


def dates_fault(start_on: date | None, due_on: date | None) -> str:
    """Why an action cannot have these dates; nothing when it can, or when one is unknown."""
    if start_on is None or due_on is None or due_on >= start_on:
        return ""
    return _("Cette fiche finirait avant de commencer : mettez une fin après le %(day)s.") % {
        "day": french.long_date(start_on)
    }


def why_fault(state: str, why: str) -> str:
    """Why this state is not enough: what stops says why."""
    return str(SAY_WHY) if state in EXPLAINED_STATES and not why.strip() else ""


def number_fault(number: str, title: str, numbers: Collection[str]) -> str:
    """The refusal when the action `title` bears this number, among all those of the plan."""
    return _(
        "La fiche %(number)s existe : « %(title)s ». Prenez %(number)s bis, ou le prochain numéro "
        "libre, %(free)s."
    ) % {"number": number, "title": french.inner_quotes(title), "free": free_number(numbers)}


def searched_number(typed: str) -> str:
    """The number of an action that a search asks for; nothing where it asks for words.

    >>> searched_number("n° 16"), searched_number("Fiche A16"), searched_number("navette")
    ('16', 'A16', '')
    """
    match = SEARCHED_NUMBER.fullmatch(typed.strip())
    return match[1] if match else ""


def free_number(numbers: Collection[str]) -> str:
    """The whole number that follows those of the plan.

    >>> free_number(["1", "26", "7 bis"])
    '27'
    """
    return str(max((int(one) for one in numbers if one.isdecimal()), default=0) + 1)


def second_share_fault(structure: str) -> str:
    """The refusal when a structure has a part in the action already."""
    return _(
        "%(name)s a déjà une part dans cette fiche : changez son rôle, ou précisez un autre "
        "service."
    ) % {"name": french.capital(french.with_article(structure))}


def department_fault(owner: str, structure: str) -> str:
    """The refusal of a service that belongs to another structure."""
    return _("Ce service est celui %(owner)s, non %(structure)s.") % {
        "owner": french.of_body(owner),
        "structure": french.of_body(structure),
    }


def days_late(state: str, due_on: date | None, today: date) -> int:
    """How many days ago what is still open was planned to end; 0 when it is not late."""
    if due_on is None or due_on >= today or state not in OPEN_STATES:
        return 0
    return (today - due_on).days


def is_without_news(latest_on: date | None, today: date) -> bool:
    """Whether nothing was said for too long since this last word."""
    return latest_on is not None and latest_on + NEWS_DELAY < today


def is_silent(asked_on: date | None, answer: str, today: date) -> bool:
    """Whether a part that was proposed has waited too long for its answer."""
    return asked_on is not None and not answer and asked_on + ANSWER_DELAY <= today
