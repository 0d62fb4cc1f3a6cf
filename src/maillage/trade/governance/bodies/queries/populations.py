"""How many people live where each structure acts?"""

from collections.abc import Iterable

from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.ground.territories.territories.queries.territories import with_population


def population_of(organisations: Iterable[Organisation]) -> dict[int, int]:
    """The last population known of each: its territory's, or else what somebody said."""
    held = list(organisations)
    rows = with_population(
        Territory.objects.filter(pk__in=[one.territory_id for one in held if one.territory_id])
    )
    counted = {one.pk: getattr(one, "inhabitants", None) for one in rows}
    found = {one.pk: counted.get(one.territory_id or 0) or one.population for one in held}
    return {number: population for number, population in found.items() if population}
