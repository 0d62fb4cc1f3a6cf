"""Where are the names of the four zones written on a plane?"""

from dataclasses import dataclass

from maillage.ground.actors.influence_map.words import Zone


@dataclass(frozen=True, slots=True)
class Corner:
    """A zone and the place of its name, in the coordinates of the drawing."""

    zone: Zone
    x: str
    y: str
    below: str
    anchor: str


PLACES = (
    ("38", "32", "50", "start"),
    ("580", "32", "50", "end"),
    ("38", "500", "518", "start"),
    ("580", "500", "518", "end"),
)


def corners_of(*zones: Zone) -> list[Corner]:
    """The four zones: above left, above right, below left, below right."""
    return [Corner(zone, *place) for zone, place in zip(zones, PLACES, strict=True)]
