"""Where does the mission of knowing what already runs here stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import (
    communes_inside,
    covered_communes,
    has_ended,
    in_force_on,
)
from maillage.trade.context.schemes.words import short_list

CHECKED_WITHIN = 365
FULL = (MemberKind.FULL, MemberKind.FULL_FUNDER)


@dataclass(frozen=True)
class SchemeFacts:
    """How many schemes there are; those over; those not checked; full members without any."""

    schemes: int
    over: Sequence[str]
    unchecked: Sequence[str]
    uncovered: Sequence[str]
    url: str


def load(moment: Moment) -> SchemeFacts:
    """The facts of one cooperation, in five queries."""
    rows = list(Scheme.objects.filter(cooperation=moment.cooperation_id))
    today = moment.today
    running = [one for one in rows if in_force_on(one, today)]
    over = [
        one.title for one in rows if one.state == SchemeState.IN_FORCE and has_ended(one, today)
    ]
    unchecked = [
        one.title
        for one in running
        if one.checked_on is None or (today - one.checked_on).days > CHECKED_WITHIN
    ]
    url = reverse("context:schemes", args=[moment.slug])
    uncovered = _uncovered(moment.cooperation_id, running) if rows else []
    return SchemeFacts(len(rows), over, unchecked, uncovered, url)


def _uncovered(cooperation: int, running: Sequence[Scheme]) -> list[str]:
    """The full members no commune of whose territory is under a scheme in force."""
    covered = {one for communes in covered_communes(running).values() for one in communes}
    place = "organisation__territory"
    members = Member.objects.filter(in_force(), cooperation=cooperation, kind__in=FULL)
    rows = list(
        members.order_by("organisation__folded", "pk").values_list(
            "organisation__name", place, f"{place}__kind", f"{place}__name"
        )
    )
    inside = communes_inside({area: (kind, name) for _member, area, kind, name in rows if area})
    return [
        member
        for member, area, _kind, _name in rows
        if not covered & set(inside.get(area or 0, ()))
    ]


def initiatives(facts: SchemeFacts) -> State:
    """In place when each full member's territory has a scheme in force, all of them checked."""
    if not facts.schemes:
        return State(
            Level.TODO,
            _("Aucun dispositif n’est encore noté."),
            next_step=_("Noter le contrat qui vous emploie, son porteur et son terme."),
            next_url=facts.url,
        )
    evidence = (
        Evidence(
            ngettext("Un dispositif", "%(n)s dispositifs", facts.schemes)
            % {"n": french.capital(french.in_words(facts.schemes))},
            facts.url,
        ),
    )
    if facts.over:
        reason = _("Terme passé, sans suite dite : %(names)s.") % {"names": short_list(facts.over)}
        step = _("Dire ce qui le remplace, ou corriger son terme.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if facts.uncovered:
        reason = _("Rien n’est noté sur le territoire de %(names)s.") % {
            "names": short_list(facts.uncovered)
        }
        step = _("Demander ce qui y court déjà.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    if facts.unchecked:
        reason = _("À vérifier depuis plus d’un an : %(names)s.") % {
            "names": short_list(facts.unchecked)
        }
        step = _("Relire sa source, puis dire le jour où vous l’avez vérifiée.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    reason = _("Chaque membre a un dispositif en vigueur sur son territoire, vérifié dans l’année.")
    return State(Level.DONE, reason, evidence)
