"""Inventing a territory that a workspace alone knows: a commune or an EPCI of a demonstration."""

from dataclasses import dataclass, field

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.journal import services as journal
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.outlines import from_coordinates, pack
from maillage.ground.territories.territories.models import (
    Membership,
    Outline,
    Population,
    Territory,
)

SOURCE = "territoire inventé"


@dataclass(frozen=True)
class Invented:
    """What is said of an invented territory.

    `parts` are polygons as in GeoJSON, in degrees: a list of rings each, the outer one first.
    Without them, the outline is that of `communes`. `inside` are the areas that hold it.
    """

    kind: str
    code: str
    name: str
    type: str = ""
    population: int | None = None
    year: int = 2023
    seat: tuple[float, float] | None = None
    parts: list[list[list[list[float]]]] = field(default_factory=list)
    communes: tuple[Territory, ...] = ()
    inside: tuple[Territory, ...] = ()
    departements: str = ""


def invent_territory(*, author: User, workspace: Workspace, invented: Invented) -> Territory:
    """The territory, known to this workspace only, with its population, outline and memberships."""
    with journal.write(author, workspace_id=workspace.pk, topic="territories"):
        territory = Territory.objects.create(
            workspace=workspace,
            kind=invented.kind,
            code=invented.code,
            name=invented.name,
            type=invented.type,
            departements=invented.departements,
            longitude=None if invented.seat is None else round(invented.seat[0] * 10_000),
            latitude=None if invented.seat is None else round(invented.seat[1] * 10_000),
        )
        _describe(territory, invented)
    return territory


def _describe(territory: Territory, invented: Invented) -> None:
    if invented.population is not None:
        Population.objects.create(
            territory=territory, year=invented.year, count=invented.population, source=SOURCE
        )
    links = [Membership(territory=territory, area=area) for area in invented.inside]
    links += [Membership(territory=commune, area=territory) for commune in invented.communes]
    journal.bulk_create(Membership, links)
    outline = from_coordinates(invented.parts) or _union(invented.communes)
    if outline:
        Outline.objects.create(territory=territory, packed=pack(outline))


def _union(communes: tuple[Territory, ...]) -> Rings:
    from maillage.ground.territories.territories.services.joining import joined_outline

    return joined_outline(list(communes))
