"""Where do the missions about keeping bodies alive stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.governance.meetings.queries.meetings import BodyPace, paces

SLEEPS_AFTER = timedelta(days=183)


@dataclass(frozen=True)
class PaceFacts:
    """The bodies at work, the day, and the pages that show them."""

    bodies: Sequence[BodyPace]
    today: date
    bodies_url: str
    meetings_url: str

    @property
    def silent(self) -> list[BodyPace]:
        """The bodies with no meeting to come and none in the last six months."""
        return [body for body in self.bodies if body.next_on is None and self._sleeps(body)]

    def _sleeps(self, body: BodyPace) -> bool:
        return body.last_on is None or body.last_on + SLEEPS_AFTER < self.today

    @property
    def met(self) -> list[BodyPace]:
        """The bodies that have met at least once."""
        return [body for body in self.bodies if body.last_on]

    @property
    def holds_until(self) -> date | None:
        """The first day on which a body would sleep, or its next meeting would be past."""
        days = [body.next_on or (body.last_on or self.today) + SLEEPS_AFTER for body in self.bodies]
        return min(days, default=None)


def load(moment: Moment) -> PaceFacts:
    """The facts of one cooperation, in two queries."""
    return PaceFacts(
        bodies=paces(moment.cooperation_id, moment.today),
        today=moment.today,
        bodies_url=reverse("governance:bodies", args=[moment.slug]),
        meetings_url=reverse("governance:meetings", args=[moment.slug]),
    )


def bodies_alive(facts: PaceFacts) -> State:
    """In place when each body has seats and meets; to be reviewed when one has fallen asleep."""
    if not facts.bodies:
        return State(
            Level.TODO,
            _("Aucune instance n’est composée."),
            next_step=_("Composer l’instance qui décide."),
            next_url=facts.bodies_url,
        )
    evidence = (Evidence(_("Instances"), facts.bodies_url),)
    empty = [body.name for body in facts.bodies if not body.seats]
    if empty:
        return State(
            Level.DOING,
            _("« %(name)s » n’a encore aucun siège.") % {"name": empty[0]},
            evidence,
            next_step=_("Lui donner ses sièges."),
            next_url=facts.bodies_url,
        )
    return bodies_meet(facts)


def bodies_meet(facts: PaceFacts) -> State:
    """In place when every body met in the last six months or has a date to come."""
    if not facts.bodies or not (facts.met or any(body.next_on for body in facts.bodies)):
        return State(
            Level.TODO,
            _("Aucune séance n’est posée."),
            next_step=_("Fixer la prochaine date d’une instance."),
            next_url=facts.meetings_url,
        )
    evidence = (Evidence(_("Séances"), facts.meetings_url),)
    if facts.silent:
        level = Level.AGED if any(body.last_on for body in facts.silent) else Level.DOING
        return State(
            level,
            _("« %(name)s » ne s’est pas réunie depuis six mois et n’a pas de date.")
            % {"name": facts.silent[0].name},
            evidence,
            next_step=_("Fixer sa prochaine séance."),
            next_url=facts.meetings_url,
        )
    return State(
        Level.DONE if facts.met else Level.DOING,
        _pace_words(facts),
        evidence,
        until=facts.holds_until,
    )


def _pace_words(facts: PaceFacts) -> str:
    count = len(facts.bodies)
    return ngettext(
        "L’instance s’est réunie dans les six derniers mois, ou a une date à venir.",
        "Les %(n)s instances se sont réunies dans les six derniers mois, ou ont une date à venir.",
        count,
    ) % {"n": french.in_words(count, feminine=True)}


def meetings_state(facts: PaceFacts) -> State:
    """In place when what became of each past meeting is said."""
    unsaid = sum(body.unsaid for body in facts.bodies)
    if not unsaid:
        return bodies_meet(facts)
    return State(
        Level.AGED,
        ngettext(
            "Une séance est passée sans que l’on sache si elle s’est tenue.",
            "%(n)s séances sont passées sans que l’on sache si elles se sont tenues.",
            unsaid,
        )
        % {"n": french.in_words(unsaid, feminine=True).capitalize()},
        (Evidence(_("Séances"), facts.meetings_url),),
        next_step=_("Le dire sur leur fiche."),
        next_url=facts.meetings_url,
    )
