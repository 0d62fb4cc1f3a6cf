"""Which territories does a cooperation concern, and how do they overlap?"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from maillage.core.layers import MapLayer, Placed, layers
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.perimeters.queries import perimeters
from maillage.ground.territories.territories.models import Membership, Territory
from maillage.ground.territories.territories.queries import with_population

HATCHES = 4  # ways of drawing a perimeter that one tells apart without colour


@dataclass(frozen=True)
class Area:
    """A territory drawn as an area: a member's, or a perimeter."""

    territory: Territory
    label: str
    url: str
    layer: str
    communes: int
    within: dict[int, int]
    hatch: int = 0

    @property
    def is_perimeter(self) -> bool:
        """Whether the cooperation drew it."""
        return self.territory.kind == Kind.PERIMETER

    @property
    def is_frame(self) -> bool:
        """Whether it surrounds the others: a département or a région."""
        return self.territory.kind in {Kind.DEPARTEMENT, Kind.REGION}

    @property
    def inhabitants(self) -> int | None:
        """The last population counted."""
        count: int | None = getattr(self.territory, "inhabitants", None)
        return count


@dataclass(frozen=True)
class Spot:
    """Something drawn as a point, at the seat of its territory."""

    placed: Placed
    territory: Territory
    layer: str


@dataclass(frozen=True)
class Concerned:
    """What the map of a cooperation shows: areas, points, and what has no place yet."""

    layers: tuple[MapLayer, ...]
    areas: tuple[Area, ...]
    spots: tuple[Spot, ...]
    placeless: tuple[Placed, ...]
    communes: int

    @property
    def perimeters(self) -> list[Area]:
        return [area for area in self.areas if area.is_perimeter]

    @property
    def members(self) -> list[Area]:
        """The areas of members."""
        return [area for area in self.areas if not area.is_perimeter]


def concerned(access: Access) -> Concerned:
    """The territories of the reader's cooperation, in a constant number of queries."""
    map_layers = tuple(layers.ask(access))
    drawn = list(perimeters(access).filter(ended_on=None).order_by("drawn_on", "pk"))
    wanted = {one.territory_id for layer in map_layers for one in layer.placed if one.territory_id}
    wanted |= {perimeter.territory_id for perimeter in drawn}
    territory_by_key = with_population(Territory.objects.filter(pk__in=wanted)).in_bulk()
    counts = _communes_of(set(territory_by_key))
    within = _within(set(territory_by_key), {perimeter.territory_id for perimeter in drawn})
    areas = [
        Area(
            territory_by_key[one.territory_id],
            one.label,
            one.url,
            layer.slug,
            *_areas_within(one, counts, within),
        )
        for layer in map_layers
        for one in layer.placed
        if one.is_area and one.territory_id in territory_by_key
    ]
    areas += [
        _of_perimeter(perimeter, territory_by_key, counts, place % HATCHES)
        for place, perimeter in enumerate(drawn)
    ]
    spots = [
        Spot(one, territory_by_key[one.territory_id], layer.slug)
        for layer in map_layers
        for one in layer.placed
        if not one.is_area and one.territory_id in territory_by_key
    ]
    placeless = [
        one
        for layer in map_layers
        for one in layer.placed
        if one.territory_id not in territory_by_key
    ]
    return Concerned(
        map_layers, tuple(areas), tuple(spots), tuple(placeless), _distinct_communes(areas)
    )


def _areas_within(
    one: Placed, counts: dict[int, int], within: dict[int, dict[int, int]]
) -> tuple[int, dict[int, int]]:
    number = one.territory_id or 0
    return counts.get(number, 0), within.get(number, {})


def _of_perimeter(
    perimeter: Perimeter,
    territory_by_number: dict[int, Territory],
    counts: dict[int, int],
    hatch: int,
) -> Area:
    number = perimeter.territory_id
    return Area(
        territory=territory_by_number[number],
        label=perimeter.territory.name,
        url="",
        layer="perimeters",
        communes=counts.get(number, 0),
        within={},
        hatch=hatch,
    )


def _communes_of(areas: set[int]) -> dict[int, int]:
    rows = (
        Membership.objects.filter(area__in=areas, until=None, territory__kind=Kind.COMMUNE)
        .values_list("area")
        .annotate(Count("pk"))
    )
    return dict(rows)


def _within(areas: set[int], perimeters: set[int]) -> dict[int, dict[int, int]]:
    """How many communes each area has in each perimeter."""
    counts_by_number: dict[int, dict[int, int]] = defaultdict(dict)
    if not perimeters:
        return counts_by_number
    memberships = Membership.objects.filter(area__in=perimeters, until=None)
    rows = (
        memberships.filter(
            territory__memberships__area__in=areas - perimeters,
            territory__memberships__until=None,
        )
        .values_list("territory__memberships__area", "area")
        .annotate(Count("pk"))
    )
    for area, perimeter, count in rows:
        counts_by_number[area][perimeter] = count
    for area, perimeter in memberships.filter(territory__in=areas).values_list("territory", "area"):
        counts_by_number[area][perimeter] = 1
    return counts_by_number


def _distinct_communes(areas: list[Area]) -> int:
    """The communes that members hold, or are; départements and régions count for nothing."""
    members = [area.territory for area in areas if not (area.is_perimeter or area.is_frame)]
    own = {territory.pk for territory in members if territory.kind == Kind.COMMUNE}
    inside = Membership.objects.filter(area__in=members, until=None, territory__kind=Kind.COMMUNE)
    return inside.exclude(territory__in=own).values("territory").distinct().count() + len(own)
