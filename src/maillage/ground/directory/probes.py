"""Where do the missions about structures and people stand?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.probes import Evidence, Level, Moment, State, probe
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.models import Member


@dataclass(frozen=True)
class DirectoryFacts:
    """How many members of each kind the cooperation has, and where they are listed."""

    kinds: dict[str, int]
    url: str


def directory_facts(moment: Moment) -> DirectoryFacts:
    """The facts of one cooperation, in one query."""
    kinds: dict[str, int] = {}
    rows = Member.objects.filter(cooperation=moment.cooperation_id, until__isnull=True)
    for kind in rows.values_list("kind", flat=True):
        kinds[kind] = kinds.get(kind, 0) + 1
    return DirectoryFacts(kinds, reverse("directory:organisations", args=[moment.slug]))


@probe("pre.complexity.multi-partner", load=directory_facts, reads="members", topics={"members"})
def multi_partner(facts: DirectoryFacts) -> State:
    """In place when signatories, associates and funders are all placed."""
    members = sum(facts.kinds.values())
    if not members:
        return State(
            Level.TODO,
            _("Aucune structure n’est encore membre."),
            next_step=_("Placer les structures : signataires, associées, financeurs."),
            next_url=facts.url,
        )
    placed = {MemberKind.FULL, MemberKind.ASSOCIATE, MemberKind.FUNDER} <= set(facts.kinds)
    reason = ngettext("%(n)d structure est placée.", "%(n)d structures sont placées.", members) % {
        "n": members
    }
    return State(
        Level.DONE if placed else Level.DOING,
        reason,
        evidence=(Evidence(_("Structures"), facts.url),),
        next_step="" if placed else _("Dire qui est associé et qui finance."),
        next_url="" if placed else facts.url,
    )
