"""What can be told of polygons? The one module that meets shapely; import it where it is used."""

import re
from collections.abc import Iterable
from typing import Protocol

import shapely  # type: ignore[import-untyped]  # the library has no types

from maillage.ground.territories.atlas.outlines import PER_DEGREE, Outline, Ring, from_coordinates

SLIVER = 1e-5  # square degrees, a tenth of a square kilometre: a gap between files, not an enclave
Point = tuple[int, int]


class Polygons(Protocol):
    """One or several polygons, as shapely holds them."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""


def read_all(entries: Iterable[tuple[str, str]]) -> dict[str, Polygons]:
    """Geometries from hexadecimal WKB, by name, without the empty ones."""
    pairs = list(entries)
    geometries = shapely.from_wkb([hexadecimal for _, hexadecimal in pairs])
    remaining_pairs = zip((name for name, _ in pairs), geometries, strict=True)
    return {name: geometry for name, geometry in remaining_pairs if not geometry.is_empty}


def joined(pieces: list[Polygons]) -> Polygons:
    """The union of neighbours; empty without any."""
    union: Polygons
    try:
        union = shapely.coverage_union_all(pieces) if pieces else shapely.MultiPolygon()
    except shapely.GEOSException:  # a few neighbours overlap by a hair
        union = shapely.union_all(pieces, grid_size=1 / PER_DEGREE)
    return union


def from_afar(neighbours: list[Polygons], tolerance: float) -> list[Polygons]:
    """The same neighbours with fewer points, their shared edges still shared; in degrees."""
    return list(shapely.coverage_simplify(neighbours, tolerance))


def point_of(geometry: Polygons) -> Point:
    """The first point, in ten-thousandths of a degree."""
    longitude, latitude = shapely.get_coordinates(geometry)[0].tolist()
    return round(longitude * PER_DEGREE), round(latitude * PER_DEGREE)


def point_inside(geometry: Polygons) -> Point:
    """A point inside the polygons, in ten-thousandths of a degree."""
    return point_of(shapely.point_on_surface(geometry))


def outline_of(geometry: Polygons) -> Outline:
    """The outline of polygons, without the slivers between files."""
    return from_coordinates([_rings(part) for part in shapely.get_parts(geometry)])


def _rings(part: Polygons) -> list[list[list[float]]]:
    outer, *holes = shapely.get_rings(part)
    large = [hole for hole in holes if shapely.Polygon(hole).area > SLIVER]
    return [shapely.get_coordinates(ring).tolist() for ring in (outer, *large)]


def crossing(part: list[list[list[float]]]) -> tuple[float, float] | None:
    """Where a polygon crosses itself, in degrees; None when it does not."""
    reason = str(shapely.is_valid_reason(shapely.Polygon(part[0], part[1:])))
    place = re.search(r"\[(\S+) (\S+)\]", reason)
    return (float(place[1]), float(place[2])) if place else None


def union_of(parts: list[list[list[list[float]]]]) -> Outline:
    """The outline of everything that these polygons cover, neighbours joined."""
    drawn = [shapely.Polygon(part[0], part[1:]) for part in parts]
    return outline_of(shapely.union_all(drawn, grid_size=1 / PER_DEGREE))


def joined_outlines(outlines: list[Outline]) -> Outline:
    """The union of neighbours given as outlines."""
    return outline_of(joined([_drawn(outline) for outline in outlines]))


def inside(outline: Outline, points: list[Point]) -> list[bool]:
    """Whether each point, in ten-thousandths of a degree, is inside the outline."""
    area = _drawn(outline)
    shapely.prepare(area)
    longitudes = [longitude / PER_DEGREE for longitude, _ in points]
    latitudes = [latitude / PER_DEGREE for _, latitude in points]
    has_matches: list[bool] = shapely.intersects_xy(area, longitudes, latitudes).tolist()
    return has_matches


def _drawn(outline: Outline) -> Polygons:
    rings = [[_degrees(ring) for ring in part] for part in outline]
    drawn: Polygons = shapely.MultiPolygon([(part[0], part[1:]) for part in rings])
    return drawn


def _degrees(ring: Ring) -> list[list[float]]:
    return [[x / PER_DEGREE, y / PER_DEGREE] for x, y in [*ring, ring[0]]]
