"""Objectives are written, put in their order, given up."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.trade.plan.objectives import rules
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.rules import MisplacedObjectiveError, SameNumberError
from maillage.trade.plan.writing import ACTIONS


def add_objective(*, access: Access, objective: Objective) -> Objective:
    """The objective, after those beside it. Raises SameNumberError, MisplacedObjectiveError."""
    with journal.write_by(access, ACTIONS):
        return add_among(access.cooperation, objective, _objectives(access.cooperation_id))


def add_among(
    cooperation: Cooperation, objective: Objective, every: Sequence[Objective]
) -> Objective:
    """The same inside the caller's write, among `every` one that it has read; ranks follow."""
    objective.cooperation = cooperation
    others = _checked_others(objective, every)
    places = (one.place for one in others if one.parent_id == objective.parent_id)
    objective.place = max(places, default=0) + 1
    objective.save()
    _rank([*others, objective])
    return objective


def edit_objective(*, access: Access, objective: Objective, read: int) -> Objective:
    """The objective with its changes.

    Raises StaleVersionError when version `read` is not the last, and as `add_objective`.
    """
    with journal.write_by(access, ACTIONS):
        claim_version(objective, read)
        others = _checked_others(objective, _objectives(objective.cooperation_id))
        objective.save()
        _rank([*others, objective])
    return objective


def end_objective(*, access: Access, objective: Objective, on: date) -> None:
    """The objective is gone when it holds nothing, else given up on this day."""
    with journal.write_by(access, ACTIONS):
        if objective.children.exists() or objective.actions.exists():
            claim_version(objective, objective.version)
            objective.until = on
            objective.save()
        else:
            objective.delete()


def _objectives(cooperation: int) -> list[Objective]:
    return list(Objective.objects.filter(cooperation=cooperation))


def _checked_others(objective: Objective, every: Sequence[Objective]) -> list[Objective]:
    """The other objectives of the cooperation, once it may stand among them."""
    if why := rules.place_fault(objective, every):
        raise MisplacedObjectiveError(why)
    others = [one for one in every if one.pk != objective.pk]
    for one in others:
        is_beside = one.parent_id == objective.parent_id
        if is_beside and objective.number and one.number == objective.number:
            raise SameNumberError(rules.objective_number_fault(one.number, one.title))
    return others


def _rank(rows: Sequence[Objective]) -> None:
    """Each objective at its place in the whole tree: what is only computed is no change of it.

    Those that move by as much are written together.
    """
    by_number = {one.pk: one for one in rows}
    moved: dict[int, list[int]] = {}
    for rank, placed in enumerate(rules.read_from_the_top(rows), start=1):
        if placed.pk is not None and (by := rank - by_number[placed.pk].rank):
            by_number[placed.pk].rank = rank
            moved.setdefault(by, []).append(placed.pk)
    for by, numbers in moved.items():
        Objective.objects.filter(pk__in=numbers).update(rank=F("rank") + by)
