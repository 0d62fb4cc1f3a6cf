"""What do the rooms add to the map of territories?"""

from dataclasses import dataclass

from maillage.core.points import Point, Reader


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing on the map: its label, its page, a precision, and the territory that it has.

    It is drawn as the area of its territory, or as a point at its seat; without territory it is
    listed only, as waiting for one, which `place_url` gives it.
    """

    label: str
    url: str = ""
    note: str = ""
    territory_id: int | None = None
    is_area: bool = False
    place_url: str = ""


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A family of things that the reader shows or hides: members, services, actions."""

    slug: str
    label: str
    placed: tuple[Placed, ...]
    starts_on: bool = True


layers: Point[[Reader], MapLayer] = Point("layers")
