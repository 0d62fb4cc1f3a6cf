"""What is wrong with an objective, an action or a part, in which words, and what is late of it?"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.trade.plan.choices import EXPLAINED_STATES, OPEN_STATES
from maillage.trade.plan.parameters import ANSWER_DELAY, DEEPEST_OBJECTIVE

SAY_WHY = lazy("Dites pourquoi en une phrase : vos partenaires la liront.")
TOO_DEEP = lazy("Un plan tient sur trois niveaux : choisissez un axe plus haut.")
OF_ITSELF = lazy("Un objectif ne peut faire partie de ce qu’il contient : choisissez-en un autre.")
IN_PLACE_OF_NEWS = lazy("Écrivez quelques mots, ou dites un autre état.")


class SameNumberError(Exception):
    """An objective or an action bears this number already; the error says which."""


class SecondShareError(Exception):
    """The structure, or its service, has an open part in this action already."""


class MisplacedObjectiveError(Exception):
    """The objective would be too deep, or part of itself."""


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
    """What is said when the action `title` bears this number, among all those of the plan."""
    return _(
        "La fiche %(number)s existe : « %(title)s ». Prenez %(number)s bis, ou le prochain numéro "
        "libre, %(free)s."
    ) % {"number": number, "title": french.inner_quotes(title), "free": free_number(numbers)}


def free_number(numbers: Collection[str]) -> str:
    """The whole number that follows those of the plan.

    >>> free_number(["1", "26", "7 bis"])
    '27'
    """
    return str(max((int(one) for one in numbers if one.isdecimal()), default=0) + 1)


def objective_number_fault(number: str, title: str) -> str:
    """What is said when the objective `title` bears this number beside it."""
    return _("L’objectif %(number)s existe : « %(title)s ». Prenez un autre numéro.") % {
        "number": number,
        "title": french.inner_quotes(title),
    }


def second_share_fault(structure: str) -> str:
    """What is said when a structure has a part in the action already."""
    return _(
        "%(name)s a déjà une part dans cette fiche : changez son rôle, ou précisez un autre "
        "service."
    ) % {"name": french.capital(french.with_article(structure))}


def department_fault(owner: str, structure: str) -> str:
    """What is said of a service that belongs to another structure."""
    return _("Ce service est celui %(owner)s, non %(structure)s.") % {
        "owner": french.of_body(owner),
        "structure": french.of_body(structure),
    }


class Placed(Protocol):
    """An objective, as this module reads it."""

    @property
    def pk(self) -> int | None: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def place(self) -> int: ...


def place_fault(objective: Placed, others: Sequence[Placed]) -> str:
    """Why an objective cannot stand under its parent; nothing when it can."""
    parents = {one.pk: one.parent_id for one in others if one.pk != objective.pk}
    above: list[int] = []
    number = objective.parent_id
    while number is not None and number not in above:
        if number == objective.pk:
            return str(OF_ITSELF)
        above.append(number)
        number = parents.get(number)
    return str(TOO_DEEP) if len(above) + _height(objective, others) > DEEPEST_OBJECTIVE else ""


def _height(objective: Placed, others: Sequence[Placed]) -> int:
    """How many levels an objective and what it contains make."""
    if objective.pk is None:
        return 1
    below = [one for one in others if one.parent_id == objective.pk]
    return 1 + max((_height(one, others) for one in below), default=0)


def read_from_the_top(objectives: Sequence[Placed]) -> list[Placed]:
    """The whole tree in the order of reading, each before what it contains."""
    by_parent: dict[int | None, list[Placed]] = {}
    for one in sorted(objectives, key=lambda one: (one.place, one.pk or 0)):
        by_parent.setdefault(one.parent_id, []).append(one)

    def walked(parent: int | None) -> list[Placed]:
        rows = by_parent.get(parent, [])
        return [each for one in rows for each in (one, *walked(one.pk))]

    return walked(None)


def days_late(state: str, due_on: date | None, today: date) -> int:
    """How many days ago what is still open was planned to end; 0 when it is not late."""
    if due_on is None or due_on >= today or state not in OPEN_STATES:
        return 0
    return (today - due_on).days


def is_silent(asked_on: date | None, answer: str, today: date) -> bool:
    """Whether a part that was proposed has waited too long for its answer."""
    return asked_on is not None and not answer and asked_on + ANSWER_DELAY <= today
