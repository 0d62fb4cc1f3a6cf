"""Which territories does this reader know, and which one is meant?"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.atlas.drawing import Box
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.outlines import box, unpack
from maillage.ground.territories.atlas.register import DEFAULT_FOLDER, FILE_NAME, Ref, Register
from maillage.ground.territories.territories.models import Outline, Population, Territory


def all_territories(access: Access) -> QuerySet[Territory]:
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
    values = list(dict.fromkeys(refs))
    by_kind: dict[str, list[str]] = {}
    for ref in values:
        kind, _, code = ref.partition(":")
        by_kind.setdefault(kind, []).append(code)
    meant = Q(pk__in=[])
    for kind, codes in by_kind.items():
        meant |= Q(kind=kind, code__in=codes)
    territory_by_ref = {
        territory.ref: territory
        for territory in with_population(all_territories(access)).filter(meant)
    }
    return {ref: territory_by_ref[ref] for ref in values if ref in territory_by_ref}


def official_register() -> Register:
    """The built register; `TERRITORY_REGISTER` names another file."""
    path = getattr(settings, "TERRITORY_REGISTER", DEFAULT_FOLDER / FILE_NAME)
    return Register(Path(path))


Read = TypeVar("Read")


def near_outlines(territories: Iterable[Territory]) -> dict[int, Rings]:
    """Outlines to ten metres by territory number, for those that have one."""
    rows = list(territories)
    return _official(rows, Register.near) | own_outlines(rows)


def far_outlines(territories: Iterable[Territory]) -> dict[int, Rings]:
    """Outlines for a drawing of a whole country, by territory number."""
    rows = list(territories)
    return _official(rows, Register.far) | own_outlines(rows)


def boxes(territories: Iterable[Territory]) -> dict[int, Box]:
    """West, south, east and north by territory number, for those that have an outline."""
    rows = list(territories)
    own = {number: box(outline) for number, outline in own_outlines(rows).items()}
    return _official(rows, Register.boxes) | own


def _official(
    territories: list[Territory], read: Callable[[Register, Iterable[Ref]], dict[Ref, Read]]
) -> dict[int, Read]:
    official = {(row.kind, row.code): row.pk for row in territories if row.workspace_id is None}
    value_by_key = read(official_register(), official) if official else {}
    return {official[ref]: one for ref, one in value_by_key.items()}


def own_outlines(territories: list[Territory]) -> dict[int, Rings]:
    """Outlines kept in the database, by territory number."""
    own = [row.pk for row in territories if row.workspace_id is not None]
    if not own:
        return {}
    rows = Outline.objects.filter(territory__in=own).values_list("territory_id", "packed")
    return {number: unpack(bytes(packed)) for number, packed in rows}
