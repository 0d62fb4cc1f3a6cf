"""Where does the mission of having each council deliberate stand?"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.governance.choices import Standing
from maillage.trade.governance.models import JointDecision
from maillage.trade.governance.queries.councils import councils_of, terms_of
from maillage.trade.governance.standing import place_of
from maillage.trade.governance.standing_words import listed


@dataclass(frozen=True)
class DecisionFacts:
    """The joint decisions of a cooperation: how many, which wait, whose council is late."""

    count: int
    waited: int
    blocked: tuple[str, ...]
    late: tuple[str, ...]
    next_on: date | None
    url: str


def load(moment: Moment) -> DecisionFacts:
    """The facts of one cooperation, in two queries."""
    decisions = list(JointDecision.objects.filter(cooperation=moment.cooperation_id))
    councils = councils_of(decisions) if decisions else {}
    late: list[str] = []
    waited, blocked, days = 0, [], []
    for one in decisions:
        place = place_of(terms_of(one), councils[one.pk], moment.today)
        open_councils = [council for council in place.councils if place.is_waited(council)]
        waited += bool(open_councils)
        if place.standing == Standing.IMPOSSIBLE:
            blocked.append(one.title)
        sessions = [council.session_on for council in open_councils if council.session_on]
        days += [day for day in sessions if day >= moment.today]
        late += [
            council.name
            for council in open_councils
            if council.session_on and council.session_on < moment.today
        ]
    return DecisionFacts(
        count=len(decisions),
        waited=waited,
        blocked=tuple(blocked),
        late=tuple(dict.fromkeys(late)),
        next_on=min(days, default=None),
        url=reverse("governance:joint_decisions", args=[moment.slug]),
    )


def deliberations(facts: DecisionFacts) -> State:
    """In place when no council is late; to be reviewed when one is, or when a question is stuck."""
    if not facts.count:
        return State(
            Level.TODO,
            _("Aucune question n’est encore posée à plusieurs conseils."),
            next_step=_("Ouvrir une première décision conjointe."),
            next_url=facts.url,
        )
    evidence = (Evidence(_("Délibérations"), facts.url),)
    if facts.late:
        return State(
            Level.AGED,
            _("Le vote de %(names)s n’est pas connu, la séance est passée.")
            % {"names": listed(facts.late)},
            evidence,
            next_step=_("Recueillir ces votes."),
            next_url=facts.url,
        )
    if facts.blocked:
        return State(
            Level.AGED,
            _("« %(name)s » est impossible en l’état.") % {"name": facts.blocked[0]},
            evidence,
            next_step=_("Chercher un autre texte, ou une autre règle."),
            next_url=facts.url,
        )
    return _on_time(facts, evidence)


def _on_time(facts: DecisionFacts, evidence: tuple[Evidence, ...]) -> State:
    if not facts.waited:
        return State(Level.DONE, _("Tous les conseils ont répondu."), evidence)
    reason = ngettext(
        "Une décision attend des conseils, aucun n’est en retard.",
        "%(n)s décisions attendent des conseils, aucun n’est en retard.",
        facts.waited,
    ) % {"n": french.in_words(facts.waited, feminine=True).capitalize()}
    if facts.next_on is None:
        return State(
            Level.DOING,
            reason,
            evidence,
            next_step=_("Demander la date des prochains conseils."),
            next_url=facts.url,
        )
    return State(Level.DONE, reason, evidence, until=facts.next_on)
