"""Which perimeters did the cooperation draw, and what do they hold?"""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.territories.models import Membership, Population, Territory
from maillage.ground.territories.territories.queries import with_population


def perimeters(access: Access) -> QuerySet[Perimeter]:
    """The perimeters of the reader's cooperation, with their communes and inhabitants counted."""
    communes = Q(territory__contents__territory__kind=Kind.COMMUNE, territory__contents__until=None)
    last = Population.objects.filter(territory=OuterRef("territory")).order_by("-year", "pk")
    return (
        Perimeter.objects.filter(cooperation=access.cooperation_id)
        .select_related("territory", "drawn_by")
        .annotate(
            communes=Count("territory__contents", filter=communes),
            inhabitants=Subquery(last.values("count")[:1]),
        )
    )


def parts_of(perimeter: Perimeter) -> QuerySet[Territory]:
    """The territories that compose the perimeter, with their population."""
    return with_population(perimeter.parts.all()).order_by("name", "pk")


def communes_in(areas: list[Territory]) -> QuerySet[Territory]:
    """The communes among these territories or inside them."""
    inside = Membership.objects.filter(area__in=areas, until=None).values("territory")
    own = [area.pk for area in areas if area.kind == Kind.COMMUNE]
    return Territory.objects.filter(Q(pk__in=inside) | Q(pk__in=own), kind=Kind.COMMUNE)
