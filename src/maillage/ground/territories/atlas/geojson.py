"""Is this file an outline that one can draw? What to do when it is not?

GeoJSON is RFC 7946: polygons in degrees, longitude first, on WGS 84.
"""

import json
from collections.abc import Iterator
from itertools import chain
from math import isfinite
from typing import NoReturn

from maillage.ground.territories.atlas.outlines import Outline

MOST_BYTES = 2_000_000
MOST_POINTS = 50_000
MOST_RINGS = 2_000
OTHER_SYSTEM = (
    "Ces coordonnées ne sont pas des degrés (WGS 84, EPSG:4326) : dans votre logiciel de "
    "cartographie, exportez la couche dans ce système, puis déposez le nouveau fichier."
)

Position = list[float]
RingOfDegrees = list[Position]
PartOfDegrees = list[RingOfDegrees]


class UnreadableOutlineError(ValueError):
    """The file cannot be drawn; the message says in French what to do."""


def read_geojson(content: bytes) -> Outline:
    """The outline of all the polygons of a file; UnreadableOutlineError says what to correct."""
    if len(content) > MOST_BYTES:
        _refuse(
            "Ce fichier dépasse 2 Mo : simplifiez le contour dans votre logiciel de cartographie, "
            "puis recommencez."
        )
    parts = [_checked(part) for part in _parts(_parsed(content))]
    if not parts:
        _refuse("Ce fichier ne contient aucun polygone : exportez une couche de surfaces.")
    _count(parts)
    return _joined(parts)


def _parsed(content: bytes) -> object:
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _refuse("Ce fichier n’est pas du GeoJSON lisible : exportez de nouveau votre contour.")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _parts(document: object) -> Iterator[object]:
    """The coordinates of every polygon, whatever holds it."""
    kind, holder = _typed(document)
    if kind == "FeatureCollection":
        features = _list(holder.get("features"))
        yield from chain.from_iterable(_parts(feature) for feature in features)
    elif kind == "Feature" and holder.get("geometry") is not None:
        yield from _parts(holder["geometry"])
    elif kind == "Polygon":
        yield holder.get("coordinates")
    elif kind == "MultiPolygon":
        yield from _list(holder.get("coordinates"))
    elif kind != "Feature":
        _refuse("Ce fichier contient autre chose que des polygones : ne gardez que le contour.")


def _typed(document: object) -> tuple[str, dict[str, object]]:
    if not isinstance(document, dict):
        _refuse("Ce fichier n’est pas du GeoJSON : il y manque le type et les coordonnées.")
    if _is_other_system(document.get("crs")):
        _refuse(OTHER_SYSTEM)
    return str(document.get("type")), document


def _is_other_system(crs: object) -> bool:
    return crs is not None and not any(name in str(crs) for name in ("CRS84", "4326"))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        _refuse("Les coordonnées de ce fichier sont mal rangées : exportez de nouveau le contour.")
    return value


def _checked(part: object) -> PartOfDegrees:
    rings = [_ring(ring) for ring in _list(part)]
    if not rings:
        _refuse("Un polygone de ce fichier est vide : exportez de nouveau le contour.")
    return rings


def _ring(ring: object) -> RingOfDegrees:
    positions = [_position(position) for position in _list(ring)]
    if positions and positions[0] != positions[-1]:
        positions.append(positions[0])
    if len(positions) < 4:
        _refuse("Un contour de ce fichier a moins de trois côtés : supprimez-le, puis recommencez.")
    return positions


def _position(position: object) -> Position:
    numbers = [number for number in _list(position) if _is_number(number)]
    if len(numbers) < 2 or len(numbers) != len(_list(position)):
        _refuse("Un point de ce fichier n’a pas deux nombres : exportez de nouveau le contour.")
    longitude, latitude = (float(str(number)) for number in numbers[:2])
    if not (isfinite(longitude) and abs(longitude) <= 180 and abs(latitude) <= 90):
        _refuse(OTHER_SYSTEM)
    return [longitude, latitude]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _count(parts: list[PartOfDegrees]) -> None:
    rings = list(chain.from_iterable(parts))
    if len(rings) > MOST_RINGS or sum(len(ring) for ring in rings) > MOST_POINTS:
        _refuse(
            f"Ce contour a plus de {MOST_RINGS} morceaux ou de {MOST_POINTS} points : "
            "simplifiez-le dans votre logiciel de cartographie, puis recommencez."
        )
    longitudes = [position[0] for ring in rings for position in ring]
    latitudes = [position[1] for ring in rings for position in ring]
    if 41 < min(longitudes) < 52 and -6 < min(latitudes) < 10:
        _refuse(
            "Longitude et latitude semblent échangées : le GeoJSON écrit la longitude d’abord. "
            "Exportez de nouveau le contour."
        )


def _joined(parts: list[PartOfDegrees]) -> Outline:
    from maillage.ground.territories.atlas.polygons import crossing, union_of

    for part in parts:
        if place := crossing(part):
            _refuse(
                f"Le contour se croise près de {place[1]:.4f} nord, {place[0]:.4f} est : "
                "corrigez-le à cet endroit, puis déposez-le de nouveau."
            )
    outline = union_of(parts)
    if not outline:
        _refuse("Ce contour est trop petit pour être dessiné : vérifiez ses coordonnées.")
    return outline


def _refuse(sentence: str) -> NoReturn:
    raise UnreadableOutlineError(sentence)
