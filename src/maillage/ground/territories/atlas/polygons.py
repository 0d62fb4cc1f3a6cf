"""What can be told of polygons? The one module that meets shapely; import it where it is used."""

from collections.abc import Iterable
from typing import Protocol

import shapely  # type: ignore[import-untyped]  # the library has no types

from maillage.ground.territories.atlas.outlines import PER_DEGREE, Outline, from_coordinates

SLIVER = 1e-5  # square degrees, a tenth of a square kilometre: a gap between files, not an enclave
Point = tuple[int, int]


class Polygons(Protocol):
    """One or several polygons, as shapely holds them."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""


def read_all(named: Iterable[tuple[str, str]]) -> dict[str, Polygons]:
    """Geometries from hexadecimal WKB, by name, without the empty ones."""
    pairs = list(named)
    geometries = shapely.from_wkb([hexadecimal for _, hexadecimal in pairs])
    kept = zip((name for name, _ in pairs), geometries, strict=True)
    return {name: geometry for name, geometry in kept if not geometry.is_empty}


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


def crossing(parts: list[list[list[list[float]]]]) -> str:
    """Where an outline crosses itself, as shapely says it; empty when it does not."""
    drawn = shapely.MultiPolygon([(part[0], part[1:]) for part in parts])
    reason = shapely.is_valid_reason(drawn)
    return "" if reason == "Valid Geometry" else str(reason)
