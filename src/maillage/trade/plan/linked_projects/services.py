"""A project is written, an exchange noted; it is given up, or becomes an action of ours."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.models import Territory
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.writing import write_plan

PROJECTS = "projects"


@dataclass(frozen=True)
class Ties:
    """Where a project is, and the actions of ours that it is tied to."""

    territories: Iterable[Territory] = ()
    actions: Iterable[Action] = ()


def add_project(*, access: Access, project: Project, ties: Ties | None = None) -> Project:
    """The project, under the name of who writes it."""
    with write_plan(access.user, access.cooperation, PROJECTS):
        return add_project_inside(access, project, ties or Ties())


def add_project_inside(access: Access, project: Project, ties: Ties) -> Project:
    """The same, inside the caller's write."""
    project.cooperation = access.cooperation
    project.author = access.user
    project.save()
    project.territories.set(ties.territories)
    project.actions.set(ties.actions)
    return project


def edit_project(
    *, access: Access, project: Project, read: int, ties: Ties | None = None
) -> Project:
    """The project with its changes; StaleVersionError when version `read` is not the last."""
    with write_plan(access.user, access.cooperation, PROJECTS):
        claim_version(project, read)
        project.save()
        if ties is not None:
            project.territories.set(ties.territories)
            project.actions.set(ties.actions)
    return project


def note_exchange(*, access: Access, exchange: Exchange) -> Exchange:
    """The exchange of a day; the project is then as ripe as it says, when it says so."""
    with write_plan(access.user, access.cooperation, PROJECTS):
        project = exchange.project
        exchange.cooperation = access.cooperation
        exchange.author = access.user
        exchange.save()
        if exchange.phase and exchange.phase != project.phase:
            claim_version(project, project.version)
            project.phase = exchange.phase
            project.save()
    return exchange
