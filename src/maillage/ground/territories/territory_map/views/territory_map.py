"""Where does the cooperation take place, and what overlaps?"""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.territories import permissions
from maillage.ground.territories.atlas.drawing import read_view
from maillage.ground.territories.territory_map.queries.concerned import concerned
from maillage.ground.territories.territory_map.queries.drawing import draw
from maillage.ground.territories.territory_map.queries.features import features
from maillage.ground.territories.territory_map.views.page import in_order, map_page, moves
from maillage.ground.territories.territory_map.words import reading

PER_PAGE = 30


@cooperation_page(can=permissions.can_see_territories)
def territory_map(request: CooperationRequest) -> HttpResponse:
    """The map of the territories concerned, and the same content as a list."""
    shown = concerned(request.access)
    if not (shown.areas or shown.spots):
        context = {"shown": shown, "empty": _empty(request.access)}
        return render(request, "territories/territory_map_empty.html", context)
    view = read_view(request.GET.get("vue", ""))
    pages = Paginator(in_order(shown), PER_PAGE).get_page(request.GET.get("page"))
    page = map_page(shown, list(pages), request.GET)
    return render(
        request,
        "territories/territory_map.html",
        {
            "map": page,
            "shown": shown,
            "reading": reading(shown),
            "drawing": draw(shown, view),
            "hidden": {layer.key for layer in page.layers if not layer.on},
            "pages": pages,
            "moves": moves(view, request.GET),
        },
    )


@cooperation_page(can=permissions.can_see_territories)
def territory_map_file(request: CooperationRequest) -> HttpResponse:
    """The areas of the map as a GeoJSON file."""
    answer = JsonResponse(features(concerned(request.access)), content_type="application/geo+json")
    name = f"territoires-{request.access.cooperation.slug}.geojson"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _empty(access: Access) -> Empty:
    url = reverse("territories:perimeter_draw", args=[access.cooperation.slug])
    draw_one = Action(_("Dessiner un périmètre"), url, icon="pencil", main=True)
    return Empty(
        _("Aucun territoire pour l’instant"),
        _(
            "Commencez par les membres : choisissez chaque commune ou intercommunalité dans le "
            "registre officiel, elle prendra sa place ici. Vous pouvez aussi dessiner un périmètre."
        ),
        (draw_one,) if permissions.can_draw_perimeters(access) else (),
    )
