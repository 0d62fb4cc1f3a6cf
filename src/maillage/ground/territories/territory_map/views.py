"""The map: its drawing, its switches and legend, the same territories as a list."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.french import number
from maillage.core.map_page import Column, Layer, MapPage, Place, layers_on
from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.territories import permissions
from maillage.ground.territories.atlas.drawing import View, read_view
from maillage.ground.territories.territory_map.legend import legend
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned, concerned
from maillage.ground.territories.territory_map.queries.drawing import css_of, draw, features
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


def map_page(shown: Concerned, areas: list[Area], parameters: QueryDict) -> MapPage:
    """The frame of the map, its list reduced to these areas."""
    return MapPage(
        caption=_("Les territoires concernés"),
        place_title=_("Territoire"),
        columns=_columns(shown),
        places=[_place(area, shown) for area in areas],
        layers=layers_on(parameters, _layers(shown)),
        legend=tuple(legend(shown)),
    )


def in_order(shown: Concerned) -> list[Area]:
    """The areas as the list tells them: members, then what surrounds them, then perimeters."""
    return sorted(
        shown.areas, key=lambda area: (area.is_perimeter, area.is_frame, -(area.inhabitants or 0))
    )


def moves(view: View, parameters: QueryDict) -> dict[str, str]:
    """The addresses that bring nearer, farther, or to a side."""
    step_x, step_y = 160 // view.zoom, 126 // view.zoom
    views = {
        "nearer": view.moved(view.zoom * 2, view.x, view.y),
        "farther": view.moved(view.zoom // 2, view.x, view.y),
        "left": view.moved(view.zoom, view.x - step_x, view.y),
        "right": view.moved(view.zoom, view.x + step_x, view.y),
        "up": view.moved(view.zoom, view.x, view.y - step_y),
        "down": view.moved(view.zoom, view.x, view.y + step_y),
    }
    pairs = [(key, value) for key, values in parameters.lists() for value in values if key != "vue"]
    return {
        name: f"?{urlencode([*pairs, ('vue', moved.address)])}" for name, moved in views.items()
    }


def _layers(shown: Concerned) -> list[Layer]:
    from_rooms = [Layer(layer.slug, layer.label, layer.starts_on) for layer in shown.layers]
    own = (("communes", _("Communes")), ("perimeters", _("Périmètres")), ("seats", _("Sièges")))
    return from_rooms + [Layer(slug, label, on=True) for slug, label in own]


def _columns(shown: Concerned) -> tuple[Column, ...]:
    columns = (
        Column(_("Habitants"), _("habitants"), numeric=True),
        Column(_("Communes"), _("communes"), numeric=True),
    )
    return (*columns, Column(_("Périmètres"))) if shown.perimeters else columns


def _place(area: Area, shown: Concerned) -> Place:
    cells = (
        "" if area.inhabitants is None else number(area.inhabitants),
        number(area.communes) if area.communes else "",
    )
    return Place(
        label=area.label,
        cells=(*cells, _crossings(area, shown)) if shown.perimeters else cells,
        note=str(area.territory.kind_in_words),
        url=area.url,
        kind=f"parc-{area.hatch}" if area.is_perimeter else css_of(area),
    )


def _crossings(area: Area, shown: Concerned) -> str:
    if area.is_perimeter or area.is_frame:
        return ""
    lines = [
        _share(area, perimeter, area.within[perimeter.territory.pk])
        for perimeter in shown.perimeters
        if perimeter.territory.pk in area.within
    ]
    return ", ".join(lines)


def _share(area: Area, perimeter: Area, count: int) -> str:
    if not area.communes or count >= area.communes:
        return perimeter.label
    values = {"name": perimeter.label, "count": count, "all": area.communes}
    return _("%(name)s\u00a0: %(count)s\u00a0sur\u00a0%(all)s") % values
