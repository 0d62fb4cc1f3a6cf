"""Where does the mission of having each council deliberate stand?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.governance.choices import Silence, Standing, Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.queries.joint_decisions import not_settled

MOST_LATE = 12
VOICELESS = ("", Silence.CONVENTION)
UNFINISHED = (Standing.RESERVED, Standing.TEXTS)


@dataclass(frozen=True)
class DecisionFacts:
    """The joint decisions of a cooperation: how many, which wait, whose council is late.

    A council that `deferred` its vote is not late: it has met, and set no other day yet.
    """

    count: int
    waited: int
    blocked: tuple[str, ...]
    unfinished: tuple[str, ...]
    late: tuple[str, ...]
    next_on: date | None
    url: str
    deferred: tuple[str, ...] = ()


def load(moment: Moment) -> DecisionFacts:
    """The facts of one cooperation, in three queries; one when it has no joint decision."""
    decisions = JointDecision.objects.filter(cooperation=moment.cooperation_id)
    pairs = list(decisions.values_list("title", "standing"))
    url = reverse("governance:joint_decisions", args=[moment.slug])
    if not pairs:
        return DecisionFacts(0, 0, (), (), (), None, url)
    paths = not_settled(Deliberation.objects.filter(decision__in=decisions))
    counts = paths.aggregate(
        waited=Count("decision", distinct=True),
        next_on=Min("session_on", filter=Q(session_on__gte=moment.today)),
    )
    late, deferred = _past(paths, moment.today)
    return DecisionFacts(
        count=len(pairs),
        waited=counts["waited"],
        blocked=tuple(title for title, standing in pairs if standing == Standing.IMPOSSIBLE),
        unfinished=tuple(title for title, standing in pairs if standing in UNFINISHED),
        late=late,
        deferred=deferred,
        next_on=counts["next_on"],
        url=url,
    )


def _past(paths: QuerySet[Deliberation], today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The structures whose council has met: the vote is not known, or was put off that day.

    None of those that are deemed by silence.
    """
    put_off = Answer.objects.filter(
        deliberation=OuterRef("pk"),
        replaced_at__isnull=True,
        vote=Vote.DEFERRED,
        voted_on__gte=OuterRef("session_on"),
    )
    rows = paths.filter(session_on__lt=today, decision__silence__in=VOICELESS)
    rows = rows.annotate(is_deferred=Exists(put_off)).order_by("session_on", "pk")[:MOST_LATE]
    names: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for name, short, is_deferred in rows.values_list(
        "organisation__name", "organisation__short_name", "is_deferred"
    ):
        names[is_deferred].setdefault(short or name)
    return tuple(names[False]), tuple(names[True])


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
    if facts.deferred:
        return _deferred(facts, evidence)
    if facts.blocked:
        return State(
            Level.AGED,
            _("« %(name)s » est impossible en l’état.") % {"name": facts.blocked[0]},
            evidence,
            next_step=_("Chercher un autre texte, ou une autre règle."),
            next_url=facts.url,
        )
    if facts.unfinished:
        return State(
            Level.DOING,
            _("« %(name)s » a ses accords, sous réserve ou sur plusieurs textes.")
            % {"name": facts.unfinished[0]},
            evidence,
            next_step=_("Lever la réserve, ou faire voter un seul texte."),
            next_url=facts.url,
        )
    return _on_time(facts, evidence)


def _deferred(facts: DecisionFacts, evidence: tuple[Evidence, ...]) -> State:
    return State(
        Level.AGED,
        ngettext(
            "%(names)s a ajourné son vote, sans autre date.",
            "%(names)s ont ajourné leur vote, sans autre date.",
            len(facts.deferred),
        )
        % {"names": listed(facts.deferred)},
        evidence,
        next_step=_("Comprendre l’ajournement, et demander une date."),
        next_url=facts.url,
    )


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
