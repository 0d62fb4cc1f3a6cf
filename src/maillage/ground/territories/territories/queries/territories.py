"""Which territories does this reader know, and which one is meant?"""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.territories.models import Population, Territory


def known_territories(access: Access) -> QuerySet[Territory]:
    """The official register, the workspace's invented territories, the cooperation's perimeters."""
    return Territory.objects.filter(Q(workspace=None) | Q(pk__in=_own(access).values("pk")))


def own_territories(access: Access) -> QuerySet[Territory]:
    """The territories that only this workspace, or this cooperation, knows."""
    return _own(access).order_by("name", "pk")


def own_names(access: Access) -> list[tuple[str, int]]:
    """The names and numbers of own territories, in the query that is asked at each letter."""
    here = Q(perimeter=None) | Q(perimeter__cooperation=access.cooperation_id)
    rows = Territory.objects.filter(here, workspace=access.cooperation.workspace_id)
    return list(rows.values_list("name", "pk"))


def _own(access: Access) -> QuerySet[Territory]:
    drawn_here = Q(perimeter__cooperation=access.cooperation_id, perimeter__ended_on=None)
    return Territory.objects.filter(
        Q(perimeter=None) | drawn_here, workspace=access.cooperation.workspace_id, ended_on=None
    )


def with_population(territories: QuerySet[Territory]) -> QuerySet[Territory]:
    """The territories with `inhabitants`, the last population counted, and its `counted_in`."""
    last = Population.objects.filter(territory=OuterRef("pk")).order_by("-year", "pk")
    return territories.annotate(
        inhabitants=Subquery(last.values("count")[:1]),
        counted_in=Subquery(last.values("year")[:1]),
    )


def territories_by_ref(access: Access, refs: Iterable[str]) -> dict[str, Territory]:
    """The known territories that these references name, by reference, in their order."""
    asked = list(dict.fromkeys(refs))
    by_kind: dict[str, list[str]] = {}
    for ref in asked:
        kind, _, code = ref.partition(":")
        by_kind.setdefault(kind, []).append(code)
    meant = Q(pk__in=[])
    for kind, codes in by_kind.items():
        meant |= Q(kind=kind, code__in=codes)
    found = {
        territory.ref: territory
        for territory in with_population(known_territories(access)).filter(meant)
    }
    return {ref: found[ref] for ref in asked if ref in found}
