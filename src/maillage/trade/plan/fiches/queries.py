"""What does the fiche of an action say today, in which versions, for whoever is a member?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Body
from maillage.trade.plan.actions.models import Action, Share, ShareAnswer
from maillage.trade.plan.actions.queries.actions import actions, editable_actions, short_name
from maillage.trade.plan.choices import FicheState, ShareAnswerKind, ShareRole
from maillage.trade.plan.fiches.models import FicheText, FicheVersion
from maillage.trade.plan.fiches.rules import Difference, Filled, differences, filled, rubrics_of
from maillage.trade.plan.steps.models import ActionStep


def fiche_versions(access: Access) -> QuerySet[FicheVersion]:
    """The versions of the fiches of the actions that this reader may see, the last first."""
    rows = FicheVersion.objects.filter(action__in=Action.objects.visible_to(access))
    return rows.select_related("action__cooperation__workspace", "body")


def editable_versions(access: Access) -> QuerySet[FicheVersion]:
    """The versions of the actions that this reader may change."""
    return fiche_versions(access).filter(action__in=editable_actions(access))


def bodies_to_choose(access: Access) -> QuerySet[Body]:
    """The bodies of the cooperation, which may validate a fiche."""
    return Body.objects.filter(cooperation=access.cooperation_id).order_by("name")


@dataclass(frozen=True, slots=True)
class Fiche:
    """The fiche of an action through the model of its profile, and its versions."""

    action: Action
    rubrics: Sequence[Filled]
    versions: Sequence[FicheVersion]

    @property
    def validated(self) -> FicheVersion | None:
        """The version in force, when there is one."""
        return next((one for one in self.versions if one.state == FicheState.VALIDATED), None)

    @property
    def changes(self) -> list[Difference]:
        """What changed since the version in force; nothing without one."""
        return differences(self.validated.content, self.rubrics) if self.validated else []


def fiche(access: Access, number: int) -> Fiche | None:
    """The fiche of an action that this reader may see, or None; a constant number of queries."""
    action = actions(access).filter(pk=number).first()
    if action is None:
        return None
    return Fiche(action, fiche_rubrics(action), list(fiche_versions(access).filter(action=action)))


def fiche_rubrics(action: Action) -> list[Filled]:
    """The rubrics of a fiche as every member may read them: no name of a person, no days."""
    rubrics = rubrics_of(action.cooperation.profile)
    words = dict(FicheText.objects.filter(action=action).values_list("key", "words"))
    sources = {one.source for one in rubrics}
    for source, read in SOURCES.items():
        if source in sources:
            words[source] = read(action)
    return filled(rubrics, words)


def _objective(action: Action) -> str:
    above: list[str] = []
    objective = action.objective
    while objective is not None:
        above.insert(0, str(objective))
        objective = objective.parent
    return " › ".join(above)


def _publics(action: Action) -> str:
    publics = [one.label for one in action.publics.all()]
    communes = [one.name for one in action.territories.all()]
    return "\n".join(", ".join(names) for names in (publics, communes) if names)


def _does(action: Action) -> str:
    return "\n".join(filter(None, (action.summary, action.description)))


def _shares(action: Action) -> str:
    refused = ShareAnswer.objects.filter(
        share=OuterRef("pk"), replaced_at__isnull=True, answer=ShareAnswerKind.REFUSED
    )
    rows = action.shares.filter(~Exists(refused), until__isnull=True)
    roles = list(ShareRole)
    parts = sorted(
        rows.select_related("organisation", "department"),
        key=lambda one: (roles.index(ShareRole(one.role)), one.pk),
    )
    return "\n".join(_share(one) for one in parts)


def _share(one: Share) -> str:
    name = ", ".join(filter(None, (short_name(one), str(one.department or ""))))
    does = f" : {one.does}" if one.does else ""
    return f"{name}, {one.get_role_display()}{does}"


def _calendar(action: Action) -> str:
    return "\n".join(_calendar_lines(action))


def _calendar_lines(action: Action) -> Iterator[str]:
    if action.start_on and action.due_on:
        yield _("Du %(start)s au %(end)s") % {
            "start": french.long_date(action.start_on),
            "end": french.long_date(action.due_on),
        }
    elif action.due_on:
        yield _("Pour le %(day)s") % {"day": french.long_date(action.due_on)}
    elif action.start_on:
        yield _("À partir du %(day)s") % {"day": french.long_date(action.start_on)}
    if action.each_year:
        yield _("Se répète chaque année")
    for step in ActionStep.objects.filter(action=action):
        day = step.done_on or step.due_on
        yield f"{step} : {french.long_date(day)}" if day else str(step)


def _schemes(action: Action) -> str:
    rows = action.counts_for.filter(until__isnull=True).select_related("scheme")
    return "\n".join(", ".join(filter(None, (str(one), one.reference))) for one in rows)


SOURCES = {
    "objective": _objective,
    "publics": _publics,
    "does": _does,
    "shares": _shares,
    "calendar": _calendar,
    "schemes": _schemes,
}
