"""Where do the pages of the play of actors stand, and who reads them?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import pages_of
from maillage.foundation.journal.services import record_opening

page_url = pages_of("actors")


def cell_url(request: CooperationRequest, actor: int, target: int) -> str:
    """The matrix of influences, opened on this cell."""
    case = f"{actor}~{target}"
    return f"{page_url(request, 'influence_map_matrix')}?case={case}#c-{case}"


def officers(request: CooperationRequest) -> Audience:
    """Who sees these pages, and where their names are."""
    people = reverse("directory:people", args=[request.access.cooperation.slug])
    return Audience(_("les chargées de coopération"), people, confidential=True)


def opened(request: CooperationRequest) -> None:
    """Has the journal say that the reader opened the play of actors of this cooperation."""
    if request.method == "GET":
        place = request.access.cooperation
        record_opening(request.user, place, cooperation_id=place.pk)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the readings of the play of actors."""

    label: str
    url: str
    current: bool


PAGES = (
    ("influence_map", lazy("Influence et dépendance")),
    ("influence_map_matrix", lazy("Influences")),
    ("influence_map_power", lazy("Pouvoir et adhésion")),
    ("influence_map_network", lazy("Réseau")),
    ("postures", lazy("Postures")),
    ("trajectories", lazy("Qui a bougé")),
)
MEET = ("stakes:who_to_meet", lazy("Qui rencontrer"))


def tabs(request: CooperationRequest, current: str) -> list[Tab]:
    """The readings of the play of actors, and which one is open."""
    own = [Tab(str(label), page_url(request, name), name == current) for name, label in PAGES]
    name, label = MEET
    meet = reverse(name, args=[request.access.cooperation.slug])
    return [*own, Tab(str(label), meet, current=False)]


def plane_place(request: CooperationRequest) -> tuple[PageLink, ...]:
    """Under the plane of influence and dependence."""
    return (PageLink(_("Jeu d’acteurs"), page_url(request, "influence_map")),)


def game_place(request: CooperationRequest) -> tuple[PageLink, ...]:
    """Under the matrix of influences."""
    matrix = PageLink(_("Influences"), page_url(request, "influence_map_matrix"))
    return (*plane_place(request), matrix)
