"""What does the map give to another mapping tool?"""

from maillage.ground.territories.atlas.outlines import to_geometry
from maillage.ground.territories.territories.queries.outlines import near_outlines
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
