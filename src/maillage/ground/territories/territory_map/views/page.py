"""What stands around the drawing: switches, legend, and the same territories as a list?"""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.core.french import number
from maillage.core.map_page import Column, Layer, MapPage, Place, Swatch, layers_on
from maillage.ground.territories.atlas.drawing import View
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned
from maillage.ground.territories.territory_map.queries.drawing import css_of


def map_page(shown: Concerned, areas: list[Area], asked: QueryDict) -> MapPage:
    """The frame of the map, its list reduced to these areas."""
    return MapPage(
        caption=_("Les territoires concernés"),
        place_title=_("Territoire"),
        columns=_columns(shown),
        places=[_place(area, shown) for area in areas],
        layers=layers_on(asked, _layers(shown)),
        legend=tuple(_legend(shown)),
    )


def in_order(shown: Concerned) -> list[Area]:
    """The areas as the list tells them: members, then what surrounds them, then perimeters."""
    return sorted(
        shown.areas, key=lambda area: (area.is_perimeter, area.is_frame, -(area.inhabitants or 0))
    )


def moves(view: View, asked: QueryDict) -> dict[str, str]:
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
    kept = [(key, value) for key, values in asked.lists() for value in values if key != "vue"]
    return {name: f"?{urlencode([*kept, ('vue', moved.address)])}" for name, moved in views.items()}


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
    told = [
        _share(area, perimeter, area.within[perimeter.territory.pk])
        for perimeter in shown.perimeters
        if perimeter.territory.pk in area.within
    ]
    return ", ".join(told)


def _share(area: Area, perimeter: Area, count: int) -> str:
    if not area.communes or count >= area.communes:
        return perimeter.label
    said = {"name": perimeter.label, "count": count, "all": area.communes}
    return _("%(name)s\u00a0: %(count)s\u00a0sur\u00a0%(all)s") % said


def _legend(shown: Concerned) -> list[Swatch]:
    used = {css_of(area) for area in shown.areas} | ({"point"} if shown.spots else set())
    known = (
        Swatch("agglo", _("agglomération, métropole")),
        Swatch("cc", _("communauté de communes")),
        Swatch("commune", _("commune")),
        Swatch("dep", _("département, région")),
        Swatch("parc", _("périmètre dessiné")),
        Swatch("point", _("membre placé à son siège")),
    )
    return [swatch for swatch in known if swatch.kind in used]
