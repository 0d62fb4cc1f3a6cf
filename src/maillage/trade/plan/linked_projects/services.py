"""A project is written, an exchange noted; it is given up, or becomes an action of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.territories.models import Territory
from maillage.trade.plan.actions.models import Action, ProgressNote
from maillage.trade.plan.actions.services import Around, add_action_inside
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.models import (
    Exchange,
    Project,
    ProjectBlocker,
    ProjectStage,
)
from maillage.trade.plan.linked_projects.rules import order_fault

PROJECTS = "projects"


@dataclass(frozen=True)
class Ties:
    """Where a project is, and the actions of ours that it is tied to."""

    territories: Iterable[Territory] = ()
    actions: Iterable[Action] = ()


@dataclass(frozen=True)
class NextStep:
    """What comes next, for when, and who does it."""

    words: str = ""
    on: date | None = None
    by: str = ""


def add_project(*, access: Access, project: Project, ties: Ties | None = None) -> Project:
    """The project, under the name of who writes it."""
    with journal.write_by(access, PROJECTS):
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
    with journal.write_by(access, PROJECTS):
        claim_version(project, read)
        project.save()
        if ties is not None:
            project.territories.set(ties.territories)
            project.actions.set(ties.actions)
    return project


def note_exchange(*, access: Access, exchange: Exchange, read: int, after: NextStep) -> Exchange:
    """The exchange of a day and what follows it; one that says where the project stands takes it
    up again if it was given up.

    Raises StaleVersionError when version `read` of the project is not the last.
    """
    with journal.write_by(access, PROJECTS):
        project = exchange.project
        claim_version(project, read)
        project.next_step, project.next_on, project.next_by = after.words, after.on, after.by
        if exchange.phase:
            project.phase, project.ended_on, project.ended_why = exchange.phase, None, ""
        project.save()
        return note_exchange_inside(access.user, exchange)


def note_exchange_inside(author: User, exchange: Exchange) -> Exchange:
    """The exchange alone, for the team, inside the caller's write."""
    exchange.cooperation = exchange.project.cooperation
    exchange.author = author
    exchange.visibility = Visibility.TEAM
    exchange.save()
    return exchange


def end_project(*, access: Access, project: Project, read: int) -> Project:
    """The project given up; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, PROJECTS):
        claim_version(project, read)
        project.next_step, project.next_on, project.next_by = "", None, ""
        project.save()
    return project


def save_blocker(
    *, access: Access, blocker: ProjectBlocker, read: int | None = None
) -> ProjectBlocker:
    """What blocks a project, or how it was lifted; StaleVersionError when `read` is an old one."""
    with journal.write_by(access, PROJECTS):
        if read is not None:
            claim_version(blocker, read)
        blocker.save()
    return blocker


class StageOrderError(Exception):
    """The day of a stage breaks the order of its file: the error says what to do."""


def note_stage(*, access: Access, stage: ProjectStage) -> ProjectStage:
    """The stage of a project's file; StageOrderError when its day is not in order."""
    with journal.write_by(access, PROJECTS):
        return note_stage_inside(stage)


def note_stage_inside(stage: ProjectStage) -> ProjectStage:
    """The same, inside the caller's write."""
    if why := order_fault(stage, stage.project.stages.exclude(pk=stage.pk)):
        raise StageOrderError(why)
    stage.save()
    return stage


def drop_stage(*, access: Access, stage: ProjectStage) -> None:
    """The stage noted by mistake is no more."""
    with journal.write_by(access, PROJECTS):
        stage.delete()


def become_action(
    *, access: Access, project: Project, read: int, action: Action, why: str = ""
) -> Action:
    """The action that the project becomes, whose pilot is its holder, still to be proposed.

    `why` says why it enters the plan before it is ripe; it is the first news of the action.
    Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write_by(access, PROJECTS):
        claim_version(project, read)
        action.cooperation = access.cooperation
        action.summary, action.start_on = project.summary, project.starts_on
        around = Around(
            themes=[project.theme] if project.theme else [],
            territories=list(project.territories.all()),
            schemes=[project.scheme] if project.scheme else [],
        )
        add_action_inside(access.user, action, around, project.holder)
        if why:
            ProgressNote.objects.create(
                action=action,
                on=timezone.localdate(),
                words=_early_words(project, why),
                means=Means.ACCOUNT,
                recorded_by=access.user,
            )
        project.became, project.phase = action, ProjectPhase.OPERATION
        project.save()
    return action


def _early_words(project: Project, why: str) -> str:
    """Why so early, and who carries it where the directory has nobody to propose a part to."""
    early = _("Inscrite sans attendre : %(why)s") % {"why": why}
    if project.holder is not None:
        return early
    return _("Porteur hors annuaire : %(name)s. %(early)s") % {
        "name": project.holder_name,
        "early": early,
    }
