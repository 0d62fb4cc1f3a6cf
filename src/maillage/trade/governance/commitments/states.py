"""Where do the missions about what is put in common stand?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import Visibility
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import OPEN

READ = (Visibility.MEMBERS, Visibility.PUBLIC)
MOTION = timedelta(days=183)


@dataclass(frozen=True)
class CommitmentFacts:
    """How many commitments are in each state, how many are late, the next day due.

    `last_on` is the last day on which something was delivered.
    """

    requested: int
    promised: int
    confirmed: int
    delivered: int
    late: int
    next_on: date | None
    last_on: date | None
    today: date
    url: str

    @property
    def all(self) -> int:
        """How many were not withdrawn."""
        return self.requested + self.promised + self.confirmed + self.delivered


def load(moment: Moment) -> CommitmentFacts:
    """The facts of one cooperation, in two queries."""
    rows = Commitment.objects.filter(cooperation=moment.cooperation_id, visibility__in=READ)
    is_open = Q(state__in=OPEN)
    values = rows.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in CommitmentState},
        late=Count("pk", filter=is_open & Q(due_on__lt=moment.today)),
        next_on=Min("due_on", filter=is_open & Q(due_on__gte=moment.today)),
    )
    delivered = CommitmentStep.objects.filter(
        commitment__in=rows, kind=CommitmentState.DELIVERED, replaced_at__isnull=True
    ).filter(on__lte=moment.today)
    return CommitmentFacts(
        requested=values["asked"],
        promised=values["promised"],
        confirmed=values["confirmed"],
        delivered=values["delivered"],
        late=values["late"],
        next_on=values["next_on"],
        last_on=delivered.aggregate(last=Max("on"))["last"],
        today=moment.today,
        url=reverse("governance:commitments", args=[moment.slug]),
    )


def resources_negotiated(facts: CommitmentFacts) -> State:
    """In place when every commitment is confirmed by its structure, or delivered."""
    if not facts.all:
        return _nothing(facts)
    sure, evidence = facts.confirmed + facts.delivered, _evidence(facts)
    if facts.requested + facts.promised == 0:
        return State(Level.DONE, _("Chaque engagement est confirmé par un acte."), evidence)
    reason = ngettext(
        "Un engagement confirmé sur %(all)s.", "%(n)s engagements confirmés sur %(all)s.", sure
    ) % {"n": french.in_words(sure).capitalize(), "all": french.in_words(facts.all)}
    return State(
        Level.DOING,
        reason,
        evidence,
        next_step=_("Demander l’acte qui confirme les autres."),
        next_url=facts.url,
    )


def set_in_motion(facts: CommitmentFacts) -> State:
    """In place once a first commitment is delivered; to be reviewed when some are late."""
    if not facts.all:
        return _nothing(facts)
    if facts.late:
        return _late(facts)
    if not facts.delivered:
        return State(
            Level.DOING,
            _("Rien de ce qui est promis n’est encore tenu."),
            _evidence(facts),
            next_step=_("Choisir le premier engagement à tenir, et le dire."),
            next_url=facts.url,
        )
    return _delivered(facts)


def momentum(facts: CommitmentFacts) -> State:
    """In place while something was delivered in the last six months and nothing is late."""
    if not facts.all or facts.late or facts.last_on is None:
        return set_in_motion(facts)
    day = {"day": french.long_date(facts.last_on)}
    until = facts.last_on + MOTION
    if until < facts.today:
        return State(
            Level.AGED,
            _("Aucune avancée n’est notée depuis le %(day)s.") % day,
            _evidence(facts),
            since=until,
            next_step=_("Choisir le prochain engagement à tenir, et le dire."),
            next_url=facts.url,
        )
    ends = [until, *([facts.next_on] if facts.next_on else [])]
    return State(
        Level.DONE,
        _("Dernière avancée notée le %(day)s ; aucun engagement en retard.") % day,
        _evidence(facts),
        until=min(ends),
    )


def partners_supported(facts: CommitmentFacts) -> State:
    """In place when no partner is left with a late commitment or an unanswered demand."""
    if not facts.all:
        return _nothing(facts)
    if facts.late:
        return _late(facts)
    if facts.requested:
        return State(
            Level.DOING,
            ngettext(
                "Une demande attend la réponse de sa structure.",
                "%(n)s demandes attendent la réponse de leur structure.",
                facts.requested,
            )
            % {"n": french.in_words(facts.requested, feminine=True).capitalize()},
            _evidence(facts),
            next_step=_("Appeler, ou envoyer un lien de réponse."),
            next_url=facts.url,
        )
    return _delivered(facts)


def _nothing(facts: CommitmentFacts) -> State:
    return State(
        Level.TODO,
        _("Aucun engagement n’est noté."),
        next_step=_("Noter ce qui a déjà été promis de vive voix."),
        next_url=facts.url,
    )


def _late(facts: CommitmentFacts) -> State:
    reason = ngettext(
        "Un engagement est en retard.", "%(n)s engagements sont en retard.", facts.late
    ) % {"n": french.in_words(facts.late).capitalize()}
    return State(
        Level.AGED,
        reason,
        _evidence(facts),
        next_step=_("Relancer qui le doit, ou convenir d’une autre date."),
        next_url=facts.url,
    )


def _delivered(facts: CommitmentFacts) -> State:
    reason = ngettext(
        "Un engagement tenu, aucun en retard.",
        "%(n)s engagements tenus, aucun en retard.",
        facts.delivered,
    ) % {"n": french.in_words(facts.delivered).capitalize()}
    until = facts.next_on + timedelta(days=1) if facts.next_on else None
    return State(Level.DONE, reason, _evidence(facts), until=until)


def _evidence(facts: CommitmentFacts) -> tuple[Evidence, ...]:
    return (Evidence(_("Engagements pris"), facts.url),)
