"""Which bodies may enter from the official register, and what does it say of one?"""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Membership, Territory
from maillage.ground.territories.territories.queries.territories import (
    known_territories,
    territories_by_ref,
    with_population,
)
from maillage.ground.territories.territory_search.queries import Suggestion, suggestions

WITH_A_BODY = (Kind.COMMUNE, Kind.EPCI, Kind.DEPARTEMENT, Kind.REGION)


@dataclass(frozen=True)
class Offer:
    """A territory that answers to what is typed, and the sheet of its body when it has one."""

    found: Suggestion
    territory: Territory
    sheet: int | None


def offers(access: Access, typed: str) -> list[Offer]:
    """The territories that may be meant, best first, of the kinds that a body runs."""
    found = suggestions(access, typed, kinds=WITH_A_BODY)
    rows = territories_by_ref(access, [one.ref for one in found])
    known = (
        organisations(access)
        .filter(territory__in=rows.values(), kind=F("territory__kind"), ended_on__isnull=True)
        .values_list("territory", "pk")
    )
    sheets = dict(known)
    return [
        Offer(one, rows[one.ref], sheets.get(rows[one.ref].pk)) for one in found if one.ref in rows
    ]


def territories_with_a_body(access: Access) -> QuerySet[Territory]:
    """The territories known to the reader that a body runs."""
    return known_territories(access).filter(kind__in=WITH_A_BODY)


@dataclass(frozen=True)
class TerritoryFacts:
    """What the register says: inhabitants, the year they were counted, communes inside."""

    inhabitants: int | None
    year: int | None
    communes: int


def territory_facts(organisation: Organisation) -> TerritoryFacts | None:
    """The facts of the territory that the structure runs, in two queries; None without one."""
    if organisation.territory_id is None:
        return None
    found = with_population(Territory.objects.filter(pk=organisation.territory_id)).get()
    inside = Membership.objects.filter(
        area=organisation.territory_id, territory__kind=Kind.COMMUNE, until__isnull=True
    )
    return TerritoryFacts(
        inhabitants=getattr(found, "inhabitants", None),
        year=getattr(found, "counted_in", None),
        communes=inside.count(),
    )
