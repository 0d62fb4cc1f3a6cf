"""Does everyone know who carries what?"""

from dataclasses import dataclass

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries.actions import ANSWERED, REFUSED
from maillage.trade.plan.choices import OPEN_STATES, ActionState, ShareRole
from maillage.trade.plan.parameters import ANSWER_DELAY


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
    rows = Action.objects.filter(
        cooperation=moment.cooperation_id,
        visibility__in=LEVELS_READ[Role.TEAM],
        state__in=OPEN_STATES,
    ).exclude(state=ActionState.TALK)
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
