"""Does everyone know who carries what?"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.trade.plan.actions.models import Share, ShareAnswer
from maillage.trade.plan.actions.queries.actions import ANSWERED, REFUSED, team_actions
from maillage.trade.plan.choices import (
    AGREEING,
    OPEN_STATES,
    ActionState,
    ShareAnswerKind,
    ShareRole,
)
from maillage.trade.plan.parameters import ANSWER_DELAY, NEWS_DELAY

LEAST_STRUCTURES = 3


@dataclass(frozen=True)
class RoleFacts:
    """How many open actions have one pilot, another number of them, and silent parts."""

    open: int
    parts: int
    one_pilot: int
    running_without: int
    silent: int
    url: str


def load(moment: Moment) -> RoleFacts:
    """The facts of one cooperation, as its team reads them, in two queries."""
    rows = team_actions(moment.cooperation_id).filter(state__in=OPEN_STATES)
    rows = rows.exclude(state=ActionState.TALK)
    parts = Share.objects.filter(action__in=rows, until__isnull=True)
    pilots = parts.filter(~Exists(REFUSED), role=ShareRole.PILOT)
    counted = Count("shares", filter=Q(shares__in=pilots), distinct=True)
    counts = list(rows.annotate(pilots=counted).order_by().values_list("state", "pilots"))
    waiting = Q(asked_on__lte=moment.today - ANSWER_DELAY, is_answered=False)
    values = parts.annotate(is_answered=Exists(ANSWERED)).aggregate(
        parts=Count("pk"), silent=Count("pk", filter=waiting)
    )
    return RoleFacts(
        open=len(counts),
        one_pilot=sum(count == 1 for _state, count in counts),
        running_without=sum(state == ActionState.RUNNING and count != 1 for state, count in counts),
        url=reverse("plan:who_does_what", args=[moment.slug]),
        **values,
    )


@dataclass(frozen=True)
class SharedFacts:
    """The parts of structures that one does not command: proposed, accepted, refused, silent."""

    proposed: int
    accepted: int
    structures: int
    refused: int
    silent: int
    url: str


def load_shared(moment: Moment) -> SharedFacts:
    """The facts of one cooperation, as its team reads them, in one query."""
    standing = ShareAnswer.objects.filter(share=OuterRef("pk"), replaced_at__isnull=True)
    rows = Share.objects.filter(
        action__cooperation=moment.cooperation_id,
        action__visibility__in=LEVELS_READ[Role.TEAM],
        action__state__in=OPEN_STATES,
        until__isnull=True,
    ).exclude(action__state=ActionState.TALK)
    answered = rows.annotate(answer=Subquery(standing.values("answer")[:1]))
    values = list(answered.values_list("organisation", "answer", "asked_on"))
    agreed = {structure for structure, answer, _on in values if answer in AGREEING}
    return SharedFacts(
        proposed=sum(on is not None or bool(answer) for _one, answer, on in values),
        accepted=sum(answer in AGREEING for _one, answer, _on in values),
        structures=len(agreed),
        refused=sum(answer == ShareAnswerKind.REFUSED for _one, answer, _on in values),
        silent=sum(
            not answer and on is not None and on + NEWS_DELAY <= moment.today
            for _one, answer, on in values
        ),
        url=reverse("plan:who_does_what", args=[moment.slug]),
    )


def shared_out(facts: SharedFacts) -> State:
    """In place when most of the parts proposed are accepted, by three structures at least."""
    evidence = (Evidence(_("Qui fait quoi"), facts.url),)
    if not facts.proposed:
        return State(
            Level.TODO,
            _("Aucune part n’est proposée."),
            next_step=_("Proposer la première part d’une fiche."),
            next_url=facts.url,
        )
    if facts.refused or facts.silent:
        return State(
            Level.AGED,
            _refused_words(facts),
            evidence,
            next_step=_("Reprendre ces parts une par une."),
            next_url=facts.url,
        )
    reason = ngettext(
        "%(n)s part sur %(all)s est acceptée.",
        "%(n)s parts sur %(all)s sont acceptées.",
        facts.accepted,
    ) % {
        "n": french.capital(french.in_words(facts.accepted, feminine=True)),
        "all": french.in_words(facts.proposed, feminine=True),
    }
    if facts.structures >= LEAST_STRUCTURES and 2 * facts.accepted > facts.proposed:
        return State(Level.DONE, reason, evidence)
    return State(
        Level.DOING,
        reason,
        evidence,
        next_step=_("Relancer celles qui n’ont pas répondu."),
        next_url=facts.url,
    )


def _refused_words(facts: SharedFacts) -> str:
    refused = ngettext("%(n)s part est refusée", "%(n)s parts sont refusées", facts.refused)
    silent = ngettext(
        "%(n)s part est sans réponse depuis trois mois",
        "%(n)s parts sont sans réponse depuis trois mois",
        facts.silent,
    )
    pieces = [
        words % {"n": french.in_words(count, feminine=True)}
        for words, count in ((refused, facts.refused), (silent, facts.silent))
        if count
    ]
    return f"{french.capital(' ; '.join(pieces))}."


def roles_clear(facts: RoleFacts) -> State:
    """In place when each open action has one pilot and no part is without answer for long."""
    evidence = (Evidence(_("Qui fait quoi"), facts.url),)
    if not facts.parts:
        return State(
            Level.TODO,
            _("Aucune part n’est écrite dans une fiche ouverte."),
            next_step=_("Dire qui porte la première fiche."),
            next_url=facts.url,
        )
    if facts.running_without or facts.silent:
        return State(
            Level.AGED,
            _missing(facts),
            evidence,
            next_step=_("Regarder ce que le tableau fait voir."),
            next_url=facts.url,
        )
    if facts.one_pilot == facts.open:
        return State(Level.DONE, _("Chaque fiche ouverte a un pilote, et un seul."), evidence)
    return State(
        Level.DOING,
        ngettext(
            "%(n)s fiche ouverte sur %(all)s a un pilote, et un seul.",
            "%(n)s fiches ouvertes sur %(all)s ont un pilote, et un seul.",
            facts.one_pilot,
        )
        % {
            "n": french.capital(french.in_words(facts.one_pilot, feminine=True)),
            "all": french.in_words(facts.open, feminine=True),
        },
        evidence,
        next_step=_("Dire qui porte les autres."),
        next_url=facts.url,
    )


def _missing(facts: RoleFacts) -> str:
    pieces = []
    if facts.running_without:
        pieces.append(
            ngettext(
                "une fiche en cours n’a pas un pilote et un seul",
                "%(n)s fiches en cours n’ont pas un pilote et un seul",
                facts.running_without,
            )
            % {"n": french.in_words(facts.running_without, feminine=True)}
        )
    if facts.silent:
        pieces.append(
            ngettext(
                "une part attend une réponse depuis deux mois",
                "%(n)s parts attendent une réponse depuis deux mois",
                facts.silent,
            )
            % {"n": french.in_words(facts.silent, feminine=True)}
        )
    return f"{french.capital(' ; '.join(pieces))}."
