"""Where do the missions that follow the projects of others stand?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.queries import last_of
from maillage.trade.plan.linked_projects.rules import is_ripening, is_silent
from maillage.trade.plan.linked_projects.words import count_words
from maillage.trade.plan.parameters import UNCHANGED_DELAY

ENOUGH = 3
NAMED = 3


@dataclass(frozen=True)
class ProjectFacts:
    """How many projects are open; of those, how many are tied to nothing of ours.

    `untouched` and `silent` name projects and holders of whom nothing was exchanged for long,
    `unmet` holders with whom nothing ever was. `modes` are the members that hold one with a
    contact and a dated next step, `fresh` whether one of these was touched in six months.
    """

    projects: int
    untied: int
    untouched: Sequence[str]
    silent: Sequence[str]
    unmet: Sequence[str]
    modes: Sequence[str]
    is_fresh: bool
    url: str


def load(moment: Moment) -> ProjectFacts:
    """The facts of one cooperation, as its team reads them, in one query."""
    levels = LEVELS_READ[Role.TEAM]
    tied = Project.actions.through.objects.filter(project=OuterRef("pk"))
    members = Member.objects.filter(
        in_force(day=moment.today),
        cooperation=moment.cooperation_id,
        organisation=OuterRef("holder"),
    )
    rows = list(
        Project.objects.filter(
            cooperation=moment.cooperation_id, visibility__in=levels, ended_on__isnull=True
        )
        .annotate(
            last_on=Max("exchanges__on", filter=Q(exchanges__visibility__in=levels)),
            is_tied=Exists(tied),
            is_of_member=Exists(members),
        )
        .select_related("holder")
        .order_by("folded", "pk")
    )
    today = moment.today
    silent = [one for one in rows if is_silent(one, last_of(one), today)]
    modes = [one for one in rows if _is_in_project_mode(one)]
    return ProjectFacts(
        projects=len(rows),
        untied=sum(not _is_tied(one) for one in rows),
        untouched=[one.title for one in rows if is_ripening(one) and _is_old(one, today)],
        silent=_holders(one for one in silent if last_of(one)),
        unmet=_holders(one for one in silent if not last_of(one)),
        modes=_holders(modes),
        is_fresh=any(not _is_old(one, today) for one in modes),
        url=reverse("plan:linked_projects", args=[moment.slug]),
    )


def _is_tied(one: Project) -> bool:
    return bool(getattr(one, "is_tied", False) or one.scheme_id or one.became_id)


def _is_old(one: Project, today: date) -> bool:
    """Whether the last exchange on it is six months old; one without any is only to be met."""
    last = last_of(one)
    return last is not None and today - last > UNCHANGED_DELAY


def _is_in_project_mode(one: Project) -> bool:
    """Whether a member carries it, somebody answers for it, what comes next is said and dated."""
    if not getattr(one, "is_of_member", False):
        return False
    return one.contact_id is not None and bool(one.next_step) and one.next_on is not None


def _holders(rows: Iterable[Project]) -> list[str]:
    return sorted({one.holder_words for one in rows})


def other_projects(facts: ProjectFacts) -> State:
    """In place when each open project is tied to an action or a scheme of ours."""
    if not facts.projects:
        return _nothing(facts)
    evidence = (Evidence(count_words(facts.projects), facts.url),)
    if facts.untouched:
        reason = _("Rien d’échangé depuis six mois : %(names)s.") % {
            "names": _first_names(facts.untouched)
        }
        step = _("Demander où il en est.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if facts.untied:
        reason = ngettext(
            "%(count)s, dont un n’est lié à aucune action ni à aucun dispositif.",
            "%(count)s, dont %(n)s ne sont liés à aucune action ni à aucun dispositif.",
            facts.untied,
        ) % {"count": count_words(facts.projects), "n": french.in_words(facts.untied)}
        step = _("Dire à quoi chaque projet se rattache.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    reason = _("Chaque projet suivi est lié à une action ou à un dispositif.")
    return State(Level.DONE, reason, evidence)


def project_holders(facts: ProjectFacts) -> State:
    """In place when no holder is to be called."""
    if not facts.projects:
        return _nothing(facts)
    evidence = (Evidence(count_words(facts.projects), facts.url),)
    if facts.silent:
        reason = _("À rappeler : %(names)s.") % {"names": _first_names(facts.silent)}
        step = _("Prendre de leurs nouvelles, et noter l’échange.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if facts.unmet:
        reason = _("Aucun échange noté avec %(names)s.") % {"names": _first_names(facts.unmet)}
        step = _("Prendre contact, et noter l’échange.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    return State(Level.DONE, _("Aucun porteur n’est à rappeler."), evidence)


def project_mode(facts: ProjectFacts) -> State:
    """In place when three members hold a project with a contact and a dated next step."""
    if not facts.modes:
        reason = _("Aucun membre ne porte de projet avec un contact et un prochain pas daté.")
        step = _("Aider un membre à dater le prochain pas de son projet.")
        return State(Level.TODO, reason, next_step=step, next_url=facts.url)
    names = _first_names(facts.modes)
    evidence = (Evidence(french.capital(names), facts.url),)
    if not facts.is_fresh:
        reason = _("Plus d’échange depuis six mois avec %(names)s.") % {"names": names}
        step = _("Reprendre de leurs nouvelles.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if len(facts.modes) < ENOUGH:
        reason = _("Un contact et un prochain pas daté chez %(names)s.") % {"names": names}
        step = _("En parler à un membre de plus : trois suffisent.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    reason = _("%(n)s membres portent un projet avec un contact et un prochain pas daté.") % {
        "n": french.capital(french.in_words(len(facts.modes)))
    }
    return State(Level.DONE, reason, evidence)


def _nothing(facts: ProjectFacts) -> State:
    return State(
        Level.TODO,
        _("Aucun projet n’est encore suivi."),
        next_step=_("Noter un premier projet, et qui le porte."),
        next_url=facts.url,
    )


def _first_names(names: Sequence[str]) -> str:
    """The first names, and how many others there are."""
    if len(names) <= NAMED:
        return french.listed(names)
    others = len(names) - NAMED + 1
    rest = ngettext("%(n)s autre", "%(n)s autres", others) % {"n": french.in_words(others)}
    return french.listed([*names[: NAMED - 1], rest])
