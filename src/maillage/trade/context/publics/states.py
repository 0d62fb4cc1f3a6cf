"""Where does the mission of naming the publics and the actors stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.standing.facts import member_facts
from maillage.trade.context.publics.models import Public

ENOUGH, OLD_AFTER = 3, 5
NAMED = 3
FULL = (MemberKind.FULL, MemberKind.FULL_FUNDER)


@dataclass(frozen=True)
class PublicFacts:
    """How many publics there are, how many are counted with a source, the oldest count, whom
    nobody is known in among the full members, and the pages that show it.
    """

    publics: int
    counted: int
    oldest: int | None
    year: int
    empty: Sequence[str]
    url: str
    organisations_url: str


def load(moment: Moment) -> PublicFacts:
    """The facts of one cooperation, in two queries."""
    counted = Q(size__isnull=False) & ~Q(source="")
    totals = Public.objects.filter(cooperation=moment.cooperation_id).aggregate(
        every=Count("pk"), counted=Count("pk", filter=counted), oldest=Min("year")
    )
    members = member_facts(moment.cooperation_id)
    return PublicFacts(
        totals["every"],
        totals["counted"],
        totals["oldest"],
        moment.today.year,
        [one.name for one in members if one.kind in FULL and not one.has_people],
        reverse("context:publics", args=[moment.slug]),
        reverse("directory:organisations", args=[moment.slug]),
    )


def publics_actors(facts: PublicFacts) -> State:
    """In place when three publics are counted, with a source, and each full member has people."""
    if not facts.publics:
        return State(
            Level.TODO,
            _("Aucun public n’est encore nommé."),
            next_step=_("Nommer un premier public, avec son nombre si vous l’avez."),
            next_url=facts.url,
        )
    every = ngettext("Un public", "%(n)s publics", facts.publics) % {
        "n": french.capital(french.in_words(facts.publics))
    }
    evidence = (Evidence(every, facts.url),)
    if facts.oldest is not None and facts.year - facts.oldest > OLD_AFTER:
        reason = _("Un nombre date de %(year)s : il a plus de cinq ans.") % {"year": facts.oldest}
        step = _("Redemander ce nombre à sa source.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if facts.counted < ENOUGH:
        reason = _("%(every)s, dont %(n)s avec un nombre et sa source.") % {
            "every": every,
            "n": french.in_words(facts.counted) if facts.counted else _("aucun"),
        }
        step = _("Chercher le nombre de trois publics : Caf, Insee, observatoire.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    if facts.empty:
        names = ", ".join(facts.empty[:NAMED])
        reason = _("Personne n’est connu dans %(names)s.") % {"names": names}
        step = _("Y trouver une première personne.")
        return State(
            Level.DOING, reason, evidence, next_step=step, next_url=facts.organisations_url
        )
    reason = _("Les publics sont comptés, et chaque membre a des personnes connues.")
    return State(Level.DONE, reason, evidence)
