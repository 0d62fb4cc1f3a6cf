"""Where do the missions of the plan stand?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.plan.actions.models import ProgressNote, ShareAnswer
from maillage.trade.plan.actions.queries.actions import team_actions
from maillage.trade.plan.choices import AGREEING, OPEN_STATES, WORKING_ROLES, ActionState, ShareRole
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.parameters import NEWS_DELAY, UNCHANGED_DELAY

# What is still only discussed is carried by nobody yet.
UNDER_WAY = tuple(one for one in OPEN_STATES if one != ActionState.TALK)


@dataclass(frozen=True)
class JointFacts:
    """How many actions are under way, how many of them several structures carry.

    `members` counts the full members, `tied` those who carry something with two others at least.
    """

    open: int
    joint: int
    members: int
    tied: int
    url: str


@dataclass(frozen=True)
class PlanFacts:
    """How many actions there are, and of those under way how many are sure, silent, bare.

    `sure` have dates and a pilot who accepted; `silent` passed their day without news for long;
    `bare` counts the lowest objectives without action. `last_on` is the last day of any news.
    """

    all: int
    open: int
    sure: int
    silent: int
    bare: int
    last_on: date | None
    today: date
    url: str


def load(moment: Moment) -> PlanFacts:
    """The facts of one cooperation, as its team reads them, in three queries."""
    rows = team_actions(moment.cooperation_id)
    accepted = ShareAnswer.objects.filter(
        share__action=OuterRef("pk"),
        share__role=ShareRole.PILOT,
        share__until__isnull=True,
        replaced_at__isnull=True,
        answer__in=AGREEING,
    )
    recent = ProgressNote.objects.filter(action=OuterRef("pk"), on__gt=moment.today - NEWS_DELAY)
    is_open = Q(state__in=UNDER_WAY)
    values = rows.annotate(has_pilot=Exists(accepted), has_news=Exists(recent)).aggregate(
        all=Count("pk"),
        written=Max("state_on"),
        open=Count("pk", filter=is_open),
        sure=Count("pk", filter=is_open & Q(due_on__isnull=False, has_pilot=True)),
        silent=Count(
            "pk",
            filter=Q(state__in=OPEN_STATES, due_on__lt=moment.today, has_news=False),
        ),
    )
    inside = Objective.objects.filter(parent=OuterRef("pk"), until__isnull=True)
    lowest = Objective.objects.filter(cooperation=moment.cooperation_id, until__isnull=True)
    bare = lowest.filter(~Exists(inside), ~Exists(rows.filter(objective=OuterRef("pk"))))
    days = ProgressNote.objects.filter(action__in=rows).aggregate(
        news=Max("on"), answers=Max("action__shares__answers__told_on")
    )
    written = values.pop("written")
    return PlanFacts(
        **values,
        bare=bare.count(),
        last_on=max(filter(None, (*days.values(), written)), default=None),
        today=moment.today,
        url=reverse("plan:actions", args=[moment.slug]),
    )


def load_joint(moment: Moment) -> JointFacts:
    """The facts of one cooperation, as its team reads them, in two queries beside `load`."""
    plan = moment.once(load)
    rows = ShareAnswer.objects.filter(
        replaced_at__isnull=True,
        answer__in=AGREEING,
        share__until__isnull=True,
        share__role__in=WORKING_ROLES,
        share__action__cooperation=moment.cooperation_id,
        share__action__visibility__in=LEVELS_READ[Role.TEAM],
        share__action__state__in=UNDER_WAY,
    )
    by_action: dict[int, set[int]] = {}
    for action, structure in rows.values_list("share__action", "share__organisation"):
        by_action.setdefault(action, set()).add(structure)
    full = Member.objects.filter(
        in_force(), cooperation=moment.cooperation_id, kind=MemberKind.FULL
    ).values_list("organisation", flat=True)
    others: dict[int, set[int]] = {number: set() for number in full}
    for together in by_action.values():
        for one in together & others.keys():
            others[one] |= together - {one}
    return JointFacts(
        open=plan.open,
        joint=sum(len(together) > 1 for together in by_action.values()),
        members=len(others),
        tied=sum(len(beside) > 1 for beside in others.values()),
        url=plan.url,
    )


def working_together(facts: JointFacts) -> State:
    """In place when most full members carry something with two others at least."""
    if not facts.joint:
        return _nothing_joint(facts)
    reason = ngettext(
        "Un membre sur %(all)s porte une action avec deux autres structures.",
        "%(n)s membres sur %(all)s portent une action avec deux autres structures.",
        facts.tied,
    ) % {
        "n": french.in_words(facts.tied).capitalize() if facts.tied else _("Aucun"),
        "all": french.in_words(facts.members),
    }
    if facts.members and 2 * facts.tied > facts.members:
        return State(Level.DONE, reason, _shown_plan(facts))
    if not facts.tied:
        reason = _("Des structures portent une action à deux, aucun membre avec deux autres.")
    return State(
        Level.DOING,
        reason,
        _shown_plan(facts),
        next_step=_("Proposer une part à un membre qui n’en a pas."),
        next_url=facts.url,
    )


def _nothing_joint(facts: JointFacts) -> State:
    return State(
        Level.TODO,
        _("Chaque fiche en cours repose sur une structure au plus.")
        if facts.open
        else _("Aucune fiche n’est en cours ni à venir."),
        _shown_plan(facts) if facts.open else (),
        next_step=_("Proposer sa part à une seconde structure."),
        next_url=facts.url,
    )


def _shown_plan(facts: JointFacts | PlanFacts) -> tuple[Evidence, ...]:
    return (Evidence(_("Plan d’action"), facts.url),)


def carried_jointly(facts: JointFacts) -> State:
    """In place when several structures accepted to carry most of the actions under way."""
    evidence = _shown_plan(facts)
    if not facts.joint:
        return _nothing_joint(facts)
    reason = ngettext(
        "Plusieurs structures portent une fiche sur %(all)s.",
        "Plusieurs structures portent %(n)s fiches sur %(all)s.",
        facts.joint,
    ) % {"n": french.in_words(facts.joint), "all": french.in_words(facts.open, feminine=True)}
    if 2 * facts.joint > facts.open:
        return State(Level.DONE, reason, evidence)
    return State(
        Level.DOING,
        reason,
        evidence,
        next_step=_("Proposer une part dans celles qu’une seule structure porte."),
        next_url=facts.url,
    )


def plan_structured(facts: PlanFacts) -> State:
    """In place when each objective has an action, and most have a date and an accepted pilot."""
    if not facts.all:
        return State(
            Level.TODO,
            _("Aucune fiche n’est écrite."),
            next_step=_("Écrire la première : ce que l’on fait, qui le porte, pour quand."),
            next_url=facts.url,
        )
    return _aged(facts) or _reached(facts)


def _aged(facts: PlanFacts) -> State | None:
    if facts.silent:
        reason = ngettext(
            "Une fiche a passé sa date, sans nouvelle depuis trois mois.",
            "%(n)s fiches ont passé leur date, sans nouvelle depuis trois mois.",
            facts.silent,
        ) % {"n": french.in_words(facts.silent, feminine=True).capitalize()}
        return State(
            Level.AGED,
            reason,
            _shown_plan(facts),
            next_step=_("Dire où elles en sont, ou convenir d’une autre date."),
            next_url=f"{facts.url}?retard=1&filtres=1",
        )
    if facts.open and facts.last_on and facts.last_on + UNCHANGED_DELAY <= facts.today:
        return State(
            Level.AGED,
            _("Rien n’a bougé depuis le %(day)s.") % {"day": french.long_date(facts.last_on)},
            _shown_plan(facts),
            since=facts.last_on + UNCHANGED_DELAY,
            next_step=_("Relire le plan avec ceux qui portent ses fiches."),
            next_url=facts.url,
        )
    return None


def _reached(facts: PlanFacts) -> State:
    if facts.bare:
        reason = ngettext(
            "Un objectif n’a pas encore de fiche.",
            "%(n)s objectifs n’ont pas encore de fiche.",
            facts.bare,
        ) % {"n": french.in_words(facts.bare).capitalize()}
        return _doing(facts, reason, _("Écrire ce que l’on fait pour chaque objectif."))
    if 2 * facts.sure <= facts.open and facts.open:
        reason = ngettext(
            "La fiche en cours n’a pas encore sa date et un pilote qui l’accepte.",
            "%(sure)s fiches sur %(n)s ont leur date et un pilote qui l’accepte.",
            facts.open,
        ) % {
            "sure": french.in_words(facts.sure, feminine=True).capitalize()
            if facts.sure
            else _("Aucune"),
            "n": french.in_words(facts.open, feminine=True),
        }
        return _doing(facts, reason, _("Donner à chacune une date, et demander son pilote."))
    until = facts.last_on + UNCHANGED_DELAY if facts.open and facts.last_on else None
    return State(
        Level.DONE,
        _("Chaque objectif a ses fiches ; la plupart ont leur date et un pilote qui l’accepte.")
        if facts.open
        else _("Toutes les fiches du plan sont finies."),
        _shown_plan(facts),
        until=until,
    )


def _doing(facts: PlanFacts, reason: str, step: str) -> State:
    return State(Level.DOING, reason, _shown_plan(facts), next_step=step, next_url=facts.url)
