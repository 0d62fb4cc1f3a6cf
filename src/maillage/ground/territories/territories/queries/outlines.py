"""Where do these territories stop?"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from maillage.ground.territories.atlas.drawing import Box
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.outlines import box, unpack
from maillage.ground.territories.atlas.register import Ref, Register
from maillage.ground.territories.territories.models import Outline, Territory
from maillage.ground.territories.territories.queries.register import official_register

Read = TypeVar("Read")


def near_outlines(territories: Iterable[Territory]) -> dict[int, Rings]:
    """Outlines to ten metres by territory number, for those that have one."""
    asked = list(territories)
    return _official(asked, Register.near) | own_outlines(asked)


def far_outlines(territories: Iterable[Territory]) -> dict[int, Rings]:
    """Outlines for a drawing of a whole country, by territory number."""
    asked = list(territories)
    return _official(asked, Register.far) | own_outlines(asked)


def boxes(territories: Iterable[Territory]) -> dict[int, Box]:
    """West, south, east and north by territory number, for those that have an outline."""
    asked = list(territories)
    own = {number: box(outline) for number, outline in own_outlines(asked).items()}
    return _official(asked, Register.boxes) | own


def _official(
    territories: list[Territory], read: Callable[[Register, Iterable[Ref]], dict[Ref, Read]]
) -> dict[int, Read]:
    official = {(row.kind, row.code): row.pk for row in territories if row.workspace_id is None}
    found = read(official_register(), official) if official else {}
    return {official[ref]: one for ref, one in found.items()}


def own_outlines(territories: list[Territory]) -> dict[int, Rings]:
    """Outlines kept in the database, by territory number."""
    own = [row.pk for row in territories if row.workspace_id is not None]
    if not own:
        return {}
    rows = Outline.objects.filter(territory__in=own).values_list("territory_id", "packed")
    return {number: unpack(bytes(packed)) for number, packed in rows}
