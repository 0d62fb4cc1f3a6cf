"""When must one call a holder again, and what does a project lack to become an action?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.context.choices import SchemeKind
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.models import Project, ProjectStage
from maillage.trade.plan.parameters import IDEA_DELAY, NEWS_DELAY

RIPENING = (ProjectPhase.STUDY, ProjectPhase.READY)


def delay_of(phase: str) -> timedelta:
    """How long a holder may be silent: an idea ripens slowly."""
    return IDEA_DELAY if phase == ProjectPhase.IDEA else NEWS_DELAY


def is_ripening(project: Project) -> bool:
    """Whether somebody still has to follow it: neither given up nor under way."""
    return project.is_open and project.phase != ProjectPhase.OPERATION


def is_silent(project: Project, last: date | None, today: date) -> bool:
    """Whether its holder is to be called: nothing was ever exchanged, or not for long."""
    if not is_ripening(project):
        return False
    return last is None or today - last > delay_of(project.phase)


def silent_ones(today: date) -> Q:
    """The same for rows that bear `last_on`."""
    late = Q(phase=ProjectPhase.IDEA, last_on__lt=today - IDEA_DELAY)
    late |= Q(phase__in=RIPENING, last_on__lt=today - NEWS_DELAY)
    never = Q(last_on__isnull=True) & ~Q(phase=ProjectPhase.OPERATION)
    return Q(late | never, ended_on__isnull=True)


def lacks(project: Project) -> list[str]:
    """What it lacks to become an action: « un début prévu »."""
    needs = (
        (project.phase == ProjectPhase.READY, _("la mention « prêt »")),
        (project.holder_id is not None, _("un porteur de l’annuaire")),
        (bool(project.summary), _("une phrase qui le résume")),
        (project.starts_on is not None, _("un début prévu")),
    )
    return [words for is_there, words in needs if not is_there]


def receipt_fault(project: Project) -> str:
    """Why it may not begin that day; nothing when its scheme asks for no receipt."""
    asks = project.scheme is not None and project.scheme.kind == SchemeKind.LEADER
    if not asks or project.starts_on is None:
        return ""
    if project.filed_on is not None and project.filed_on <= project.starts_on:
        return ""
    return _("Une dépense avant le récépissé n’est pas éligible : vérifiez avec le GAL.")


def order_fault(stage: ProjectStage, others: Iterable[ProjectStage]) -> str:
    """Why a stage cannot be of that day beside the others of its file; nothing when it can."""
    for one in others:
        is_before = stage.pk is None or one.pk < stage.pk
        if one.on > stage.on if is_before else one.on < stage.on:
            return _(
                "« %(stage)s » est du %(day)s : datez cette étape de ce jour ou %(side)s, ou "
                "retirez d’abord l’autre."
            ) % {
                "stage": one,
                "day": french.long_date(one.on),
                "side": _("d’après") if is_before else _("d’avant"),
            }
    return ""
