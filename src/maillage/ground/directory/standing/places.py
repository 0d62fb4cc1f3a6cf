"""Where do the missions about territories and scales stand?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.words import place_structures
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Perimeter


@dataclass(frozen=True)
class PlaceFacts:
    """The kind of territory of each member ("" without one), the perimeters drawn, the pages."""

    kinds: tuple[str, ...]
    perimeters: int
    map_url: str
    draw_url: str
    members_url: str


def place_facts(moment: Moment) -> PlaceFacts:
    """Where the members of one cooperation are, in two queries."""
    members = Member.objects.filter(cooperation=moment.cooperation_id, until__isnull=True)
    kinds = members.values_list("organisation__territory__kind", flat=True)
    drawn = Perimeter.objects.filter(cooperation=moment.cooperation_id, ended_on=None)
    return PlaceFacts(
        kinds=tuple(kind or "" for kind in kinds),
        perimeters=drawn.count(),
        map_url=reverse("territories:territory_map", args=[moment.slug]),
        draw_url=reverse("territories:perimeter_draw", args=[moment.slug]),
        members_url=reverse("directory:members", args=[moment.slug]),
    )


def _nowhere(facts: PlaceFacts, reason: str, next_step: str) -> State:
    """Nothing is on the map: the members come first, then their territories."""
    if not facts.kinds:
        next_step = place_structures()
    url = facts.map_url if facts.kinds else facts.members_url
    return State(Level.TODO, reason, next_step=next_step, next_url=url)


def territories(facts: PlaceFacts) -> State:
    """In place when every member has a territory and a perimeter is drawn."""
    placed = sum(bool(kind) for kind in facts.kinds)
    if not placed and not facts.perimeters:
        return _nowhere(
            facts,
            _("Aucun territoire n’est encore sur la carte."),
            _("Donner à chaque membre son territoire."),
        )
    missing = len(facts.kinds) - placed
    reason = ngettext(
        "%(n)s membre a son territoire.", "%(n)s membres ont leur territoire.", placed
    ) % {"n": french.number(placed)}
    next_step = ""
    if missing:
        next_step = ngettext(
            "Dire le territoire du membre qui n’en a pas.",
            "Dire le territoire des %(n)s membres qui n’en ont pas.",
            missing,
        ) % {"n": french.number(missing)}
    elif not facts.perimeters:
        next_step = _("Dessiner le périmètre qui dépasse les limites des membres.")
    return State(
        Level.DOING if next_step else Level.DONE,
        reason,
        evidence=(Evidence(_("Territoires"), facts.map_url),),
        next_step=next_step,
        next_url="" if not next_step else facts.map_url if missing else facts.draw_url,
    )


def multi_scale(facts: PlaceFacts) -> State:
    """Under way at best: members of two kinds do not say at which scale a question is worked."""
    scales = {kind for kind in facts.kinds if kind} | (
        {Kind.PERIMETER} if facts.perimeters else set()
    )
    if not scales:
        return _nowhere(
            facts,
            _("Aucune échelle n’est encore nommée."),
            _("Donner à chaque membre son territoire, ou dessiner un périmètre."),
        )
    evidence = (Evidence(_("Territoires"), facts.map_url),)
    if len(scales) == 1:
        return State(
            Level.DOING,
            _("Les membres et les périmètres placés sont d’une seule échelle."),
            evidence,
            next_step=_("Placer un membre d’une autre échelle, ou dessiner un périmètre."),
            next_url=facts.draw_url,
        )
    return State(
        Level.DOING,
        _(
            "Les membres et les périmètres placés sont de %(n)s échelles. Rien ne rattache encore "
            "ici un enjeu ou une décision à l’une d’elles : déclarez la mission en place quand "
            "vous les travaillez ensemble."
        )
        % {"n": french.in_words(len(scales), feminine=True)},
        evidence,
    )
