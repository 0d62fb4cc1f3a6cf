"""How are the territories of a cooperation drawn on one plate?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from maillage.core.drawing.labels import Box as Square
from maillage.core.drawing.labels import Offer, around, free_places, offer
from maillage.ground.territories.atlas.drawing import (
    EDGES,
    HEIGHT,
    LETTER,
    WIDTH,
    Box,
    Label,
    Projection,
    View,
    box_of,
    extent,
    fitted,
    spread,
)
from maillage.ground.territories.atlas.outlines import PER_DEGREE, to_geometry
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.short_names import short_name
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.territories.models import Territory
from maillage.ground.territories.territories.queries import boxes, far_outlines, near_outlines
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned


def features(shown: Concerned) -> dict[str, object]:
    """The areas as a GeoJSON FeatureCollection, in degrees; an area without outline has none."""
    outlines = near_outlines([area.territory for area in shown.areas])
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": _properties(area),
                "geometry": (
                    to_geometry(outlines[area.territory.pk])
                    if area.territory.pk in outlines
                    else None
                ),
            }
            for area in shown.areas
        ],
    }


def _properties(area: Area) -> dict[str, object]:
    return {
        "nom": area.label,
        "nature": str(area.territory.kind_in_words),
        "code": "" if area.is_perimeter else area.territory.code,
        "habitants": area.inhabitants,
        "communes": area.communes,
    }


METROPOLITAN: Box = (-6 * PER_DEGREE, 41 * PER_DEGREE, 10 * PER_DEGREE, 52 * PER_DEGREE)
FAR = 4 * PER_DEGREE  # wider than this, far outlines are enough
MOST_COMMUNES = 700
MOST_NAMES = 60
LINE = 16
POINT_LETTER = 7.2
PERIMETERS, FRAMES = "perimeters", "frames"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area on the drawing: how it is drawn, its path in tenths, its name when pointed at."""

    css: str
    path: str
    title: str
    layer: str
    hatch: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A seat or a point on the drawing, with its name when there is room for it."""

    x: int
    y: int
    text: str
    layer: str
    has_name: bool = True


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Everything that the plate shows, from the ground up."""

    view: View
    frames: tuple[Shape, ...] = ()
    areas: tuple[Shape, ...] = ()
    communes: str = ""
    has_edges: bool = False
    perimeters: tuple[Shape, ...] = ()
    seats: tuple[Mark, ...] = ()
    points: tuple[Mark, ...] = ()
    names: tuple[Label, ...] = ()
    perimeter_names: tuple[Label, ...] = ()
    frame_names: tuple[Label, ...] = ()
    scale: tuple[int, int] = (0, 0)
    off_map: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.frames or self.areas or self.perimeters or self.points)


def draw(shown: Concerned, view: View) -> MapDrawing:
    """The plate of these territories, framed on members and perimeters."""
    territories = [area.territory for area in shown.areas]
    entry_by_number = boxes(territories)
    frame = _framed(shown, entry_by_number)
    if frame is None:
        return MapDrawing(view)
    inside = [
        area for area in shown.areas if _touches(entry_by_number.get(area.territory.pk), frame)
    ]
    read = far_outlines if extent(frame) > FAR else near_outlines
    outlines = read([area.territory for area in inside])
    return _plate(
        shown,
        inside,
        entry_by_number=entry_by_number,
        outlines=outlines,
        projection=fitted(frame),
        view=view,
    )


def _framed(shown: Concerned, entry_by_number: dict[int, Box]) -> Box | None:
    """What the drawing frames: the country's mainland when areas are on several shores."""
    near = [
        entry_by_number[a.territory.pk]
        for a in shown.areas
        if not a.is_frame and a.territory.pk in entry_by_number
    ]
    wide = [
        entry_by_number[a.territory.pk]
        for a in shown.areas
        if a.is_frame and a.territory.pk in entry_by_number
    ]
    seats = [_around(spot.territory) for spot in shown.spots if spot.territory.longitude]
    for rows in (near, wide, seats):
        mainland = [box for box in rows if _touches(box, METROPOLITAN)]
        framed = box_of(mainland or rows)
        if framed is not None:
            return _with_frames(framed, wide)
    return None


def _with_frames(framed: Box, wide: list[Box]) -> Box:
    """The box, widened to the département that surrounds it unless it would shrink to a spot."""
    for box in wide:
        joined = box_of([framed, box])
        if joined is not None and extent(joined) < 2.5 * extent(framed):
            framed = joined
    return framed


def _around(territory: Territory) -> Box:
    longitude, latitude = territory.longitude or 0, territory.latitude or 0
    return longitude - 500, latitude - 500, longitude + 500, latitude + 500


def _touches(box: Box | None, frame: Box) -> bool:
    return box is not None and not (
        box[2] < frame[0] or box[0] > frame[2] or box[3] < frame[1] or box[1] > frame[3]
    )


def _plate(
    shown: Concerned,
    inside: list[Area],
    *,
    entry_by_number: dict[int, Box],
    outlines: dict[int, Rings],
    projection: Projection,
    view: View,
) -> MapDrawing:
    drawn = [area for area in inside if area.territory.pk in outlines]
    missing = [area for area in shown.areas if area.territory.pk not in outlines]
    members = [area for area in drawn if not (area.is_perimeter or area.is_frame)]
    members.sort(key=lambda area: -area.communes)
    paths = {area.territory.pk: projection.path(outlines[area.territory.pk]) for area in drawn}
    points, undrawn = _points(shown, missing, projection)
    areas = members if len(members) <= MOST_NAMES else []
    around = [area for area in drawn if area.is_perimeter or area.is_frame]
    seats = [_seat(area, projection) for area in areas if area.territory.longitude]
    labels = _names([*areas, *around], entry_by_number, projection, _taken(seats, points))
    return MapDrawing(
        view=view,
        frames=tuple(_shape(area, paths) for area in drawn if area.is_frame),
        areas=tuple(_shape(area, paths) for area in members),
        communes=_communes(members, projection),
        has_edges=bool(areas),
        perimeters=tuple(_shape(area, paths) for area in drawn if area.is_perimeter),
        seats=tuple(seats),
        points=tuple(points),
        names=tuple(label for label in labels if label.layer not in (PERIMETERS, FRAMES)),
        perimeter_names=tuple(label for label in labels if label.layer == PERIMETERS),
        frame_names=tuple(label for label in labels if label.layer == FRAMES),
        scale=projection.scale,
        off_map=tuple(undrawn),
    )


def _shape(area: Area, paths: dict[int, str]) -> Shape:
    return Shape(css_of(area), paths[area.territory.pk], area.label, area.layer, area.hatch)


def css_of(area: Area) -> str:
    """How an area is drawn, which the legend and the list repeat."""
    territory = area.territory
    if area.is_perimeter:
        return "parc"
    if area.is_frame:
        return "dep"
    if territory.kind == Kind.COMMUNE:
        return "commune"
    return "cc" if territory.type in ("", "CC") else "agglo"


def _communes(members: list[Area], projection: Projection) -> str:
    """The limits of communes inside the members, when they are not too many to be read."""
    count = sum(area.communes for area in members)
    if not 0 < count <= MOST_COMMUNES:
        return ""
    areas = [area.territory.pk for area in members]
    rows = Territory.objects.filter(
        Q(memberships__area__in=areas, memberships__until=None), kind=Kind.COMMUNE
    ).distinct()
    return "".join(projection.path(outline) for outline in near_outlines(rows).values())


def _seat(area: Area, projection: Projection) -> Mark:
    x, y = _place(area.territory, projection)
    return Mark(x - 4, y - 4, area.label, area.layer)


def _place(territory: Territory, projection: Projection) -> tuple[int, int]:
    return projection.place(territory.longitude or 0, territory.latitude or 0)


def _names(
    areas: Iterable[Area],
    entry_by_number: dict[int, Box],
    projection: Projection,
    taken: Sequence[Square],
) -> list[Label]:
    places = (_places(area, entry_by_number[area.territory.pk], projection) for area in areas)
    return spread(places, taken)


def _taken(seats: Iterable[Mark], points: Iterable[Mark]) -> list[Square]:
    """What no name may cover: the seats, the points and the names beside them."""
    boxes: list[Square] = [(one.x, one.y, one.x + 8, one.y + 8) for one in seats]
    for one in points:
        boxes += [around((one.x, one.y), 6), *([_beside(one).box] if one.has_name else [])]
    return boxes


def _beside(point: Mark) -> Offer:
    """The place of the name of a point: at its right."""
    width = len(point.text) * POINT_LETTER
    return offer((point.x + 10, point.y + 4), "start", width=width, rise=11, drop=3)


def _places(area: Area, box: Box, projection: Projection) -> list[Label]:
    """Where a name may stand: by the seat, along the edges of a perimeter, in a corner."""
    middle = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    has_seat = area.territory.longitude is not None
    x, y = _place(area.territory, projection) if has_seat else projection.place(*middle)
    if area.is_frame:
        half = round(len(area.label) * LETTER / 2) + 12
        corners = [(x, y) for y in (456, 30) for x in (half, WIDTH - half)]
        return [Label(area.label, x, y, FRAMES) for x, y in corners]
    name = short_name(area.territory.name)
    if not area.is_perimeter:
        aside = round(len(name) * LETTER / 2) + 10
        beside = [(x, y - 11), (x, y + 26), (x + aside, y + 5), (x - aside, y + 5)]
        return [Label(name, *place, area.layer) for place in beside]
    left, top = projection.place(box[0], box[3])
    right, bottom = projection.place(box[2], box[1])
    across = [left + (right - left) * part // 4 for part in (2, 1, 3)]
    edges = [(x, y) for y in (top - 6, bottom + 16) for x in (*across, left, right)]
    return [Label(name, *place, PERIMETERS) for place in [(x, y), *edges]]


def _points(
    shown: Concerned, missing: list[Area], projection: Projection
) -> tuple[list[Mark], list[str]]:
    """Points at their seat, one under the other when they share it; and what is off the plate."""
    rows = [(spot.placed.label, spot.territory, spot.layer) for spot in shown.spots]
    rows += [(area.label, area.territory, area.layer) for area in missing]
    taken: dict[tuple[int, int], int] = {}
    points, undrawn = [], []
    for label, territory, layer in rows:
        x, y = _place(territory, projection)
        if not territory.longitude or not (0 < x < WIDTH and 0 < y < HEIGHT):
            undrawn.append(label)
            continue
        rank = taken[x, y] = taken.get((x, y), -1) + 1
        points.append(Mark(x, y + rank * LINE, label, layer))
    return _without_crossing(points), undrawn


def _without_crossing(points: Sequence[Mark]) -> list[Mark]:
    """The points, each with its name unless it would cross another point or its name."""
    marks = [around((one.x, one.y), 6) for one in points]
    places = free_places([[_beside(one)] for one in points], marks, EDGES)
    return [
        one if place else replace(one, has_name=False)
        for one, place in zip(points, places, strict=True)
    ]
