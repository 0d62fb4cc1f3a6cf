"""Objectives are written, put in their order, given up."""

from datetime import date

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.plan.objectives import rules
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.rules import MisplacedObjectiveError, SameNumberError
from maillage.trade.plan.writing import write_plan


def add_objective(*, access: Access, objective: Objective) -> Objective:
    """The objective, after those beside it. Raises SameNumberError, MisplacedObjectiveError."""
    with write_plan(access.user, access.cooperation):
        return add_objective_inside(access.cooperation, objective)


def add_objective_inside(cooperation: Cooperation, objective: Objective) -> Objective:
    """The same, inside the caller's write."""
    objective.cooperation = cooperation
    _check_objective(objective)
    beside = Objective.objects.filter(cooperation=cooperation, parent=objective.parent_id)
    last = beside.order_by("-place").values_list("place", flat=True).first()
    objective.place = (last or 0) + 1
    objective.save()
    _rank_objectives(cooperation)
    return objective


def edit_objective(*, access: Access, objective: Objective, read: int) -> Objective:
    """The objective with its changes.

    Raises StaleVersionError when version `read` is not the last, and as `add_objective`.
    """
    with write_plan(access.user, access.cooperation):
        claim_version(objective, read)
        _check_objective(objective)
        objective.save()
        _rank_objectives(access.cooperation)
    return objective


def end_objective(*, access: Access, objective: Objective, on: date) -> None:
    """The objective is gone when it holds nothing, else given up on this day."""
    with write_plan(access.user, access.cooperation):
        if objective.children.exists() or objective.actions.exists():
            claim_version(objective, objective.version)
            objective.until = on
            objective.save()
        else:
            objective.delete()


def _check_objective(objective: Objective) -> None:
    others = list(Objective.objects.filter(cooperation=objective.cooperation_id))
    if why := rules.place_fault(objective, others):
        raise MisplacedObjectiveError(why)
    for one in others:
        is_beside = one.parent_id == objective.parent_id and one.pk != objective.pk
        if is_beside and objective.number and one.number == objective.number:
            raise SameNumberError(rules.objective_number_fault(one.number, one.title))


def _rank_objectives(cooperation: Cooperation) -> None:
    """Each objective at its place in the whole tree: what is only computed is no change of it."""
    rows = list(Objective.objects.filter(cooperation=cooperation))
    by_number = {one.pk: one for one in rows}
    for rank, placed in enumerate(rules.read_from_the_top(rows), start=1):
        if placed.pk is not None and by_number[placed.pk].rank != rank:
            Objective.objects.filter(pk=placed.pk).update(rank=rank)
