"""Does one see in time that what is late for some delays others?"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.trade.plan.choices import OPEN_STATES
from maillage.trade.plan.slips.queries import every_slip
from maillage.trade.plan.steps.models import ActionStep, Dependency

SEEN_LONG_AGO = timedelta(days=30)
LEAST_STEPS = 2


@dataclass(frozen=True)
class SlipFacts:
    """How many waits and dated steps there are, and how many slips call for somebody."""

    waits: int
    dated: int
    unseen: int
    unchanged: int
    url: str


def load(moment: Moment) -> SlipFacts:
    """The facts of one cooperation, as its team reads them; a constant number of queries."""
    levels = LEVELS_READ[Role.TEAM]
    waits = Dependency.objects.filter(
        before_action__cooperation=moment.cooperation_id,
        before_action__visibility__in=levels,
        after_action__visibility__in=levels,
    )
    dated = ActionStep.objects.filter(
        action__cooperation=moment.cooperation_id,
        action__visibility__in=levels,
        action__state__in=OPEN_STATES,
        due_on__isnull=False,
    )
    slips = [
        one
        for one in every_slip(moment.cooperation_id)
        if {one.before.action.visibility, one.after.action.visibility} <= set(levels)
    ]
    unseen = [one for one in slips if one.is_unseen]
    old = [one for one in slips if one.seen and one.seen.on <= moment.today - SEEN_LONG_AGO]
    return SlipFacts(
        waits=waits.count(),
        dated=dated.count(),
        unseen=len(unseen),
        unchanged=len([one for one in old if not one.is_unseen]),
        url=reverse("plan:actions", args=[moment.slug]),
    )


def synchronised(facts: SlipFacts) -> State:
    """In place when waits are written and each slip is seen; to review when one is not."""
    evidence = (Evidence(_("Plan d’action"), facts.url),)
    if not facts.waits and facts.dated < LEAST_STEPS:
        return State(
            Level.TODO,
            _("Rien ne dit encore ce que chaque étape attend."),
            next_step=_("Dater deux étapes d’une fiche, et dire laquelle attend l’autre."),
            next_url=facts.url,
        )
    if not facts.waits:
        return State(
            Level.DOING,
            _("Des étapes sont datées ; aucune ne dit ce qu’elle attend."),
            evidence,
            next_step=_("Dire ce qu’une étape attend."),
            next_url=facts.url,
        )
    if facts.unseen or facts.unchanged:
        return State(
            Level.AGED,
            _slips_words(facts),
            evidence,
            next_step=_("Prévenir qui attend, ou reporter les dates."),
            next_url=facts.url,
        )
    return State(
        Level.DONE, _("Ce que chacun attend est écrit ; aucun retard n’est ignoré."), evidence
    )


def _slips_words(facts: SlipFacts) -> str:
    unseen = ngettext(
        "%(n)s structure attendra une autre sans le savoir encore",
        "%(n)s attentes glissent sans être vues de qui attend",
        facts.unseen,
    )
    old = ngettext(
        "%(n)s glissement vu depuis un mois n’a pas changé",
        "%(n)s glissements vus depuis un mois n’ont pas changé",
        facts.unchanged,
    )
    pieces = [
        words % {"n": french.in_words(count, feminine=is_feminine)}
        for words, count, is_feminine in (
            (unseen, facts.unseen, True),
            (old, facts.unchanged, False),
        )
        if count
    ]
    return f"{french.capital(' ; '.join(pieces))}."
