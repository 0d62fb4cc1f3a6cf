"""Why can an objective not stand there, and in which order is the whole plan read?"""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.trade.plan.parameters import DEEPEST_OBJECTIVE

TOO_DEEP = lazy("Un plan tient sur trois niveaux : choisissez un axe plus haut.")
OF_ITSELF = lazy("Un objectif ne peut faire partie de ce qu’il contient : choisissez-en un autre.")


class SameNumberError(Exception):
    """An objective or an action bears this number already; the error says which."""


class MisplacedObjectiveError(Exception):
    """The objective would be too deep, or part of itself."""


def objective_number_fault(number: str, title: str) -> str:
    """The refusal when the objective `title` bears this number beside it."""
    return _("L’objectif %(number)s existe : « %(title)s ». Prenez un autre numéro.") % {
        "number": number,
        "title": french.inner_quotes(title),
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
