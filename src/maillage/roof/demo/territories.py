"""The invented territories of a story: communes drawn as a mesh, their EPCI, their département."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.services.organisations import edit_organisation
from maillage.ground.territories.models import Territory
from maillage.ground.territories.services.invented import Invented, invent_territory
from maillage.ground.territories.services.perimeters import Drawing, draw_perimeter
from maillage.roof.demo.stories import Story

STEP = 0.06
Ring = list[list[float]]


@dataclass(frozen=True)
class Mesh:
    """Where the mesh lies: its south-west corner, how many communes wide, and its chance."""

    west: float
    south: float
    width: int
    draw: Random


def tell_territories(
    *,
    author: User,
    cooperation: Cooperation,
    story: Story,
    organisations: dict[str, Organisation],
) -> None:
    """The communes of each EPCI, side by side, and the perimeter of the whole cooperation."""
    seed = Random(f"{story.name} territoires")
    mesh = Mesh(west=seed.uniform(-1.2, 1.5), south=seed.uniform(45.5, 47.5), width=9, draw=seed)
    areas, cell = [], 0
    for said in story.organisations:
        if said.kind != "epci":
            continue
        named = [one for one in story.organisations if one.kind == "commune"]
        names = [one.commune for one in named] or [
            f"{said.commune} {number}" if number else said.commune
            for number in range(said.communes or 8)
        ]
        communes = _communes(author, cooperation, names, mesh, cell)
        cell += -(-len(names) // mesh.width) * mesh.width
        areas.append(_epci(author, cooperation, said.name, said.population, communes))
        _attach(author, organisations[said.key], areas[-1])
        for one, commune in zip(named, communes, strict=False):
            _attach(author, organisations[one.key], commune)
    draw_perimeter(
        author=author,
        cooperation=cooperation,
        drawing=Drawing(
            name=f"Périmètre de {story.name}",
            nature="pays",
            source="convention",
            parts=tuple(areas),
        ),
        day=timezone.localdate(),
    )


def _communes(
    author: User, cooperation: Cooperation, names: Sequence[str], mesh: Mesh, first: int
) -> list[Territory]:
    workspace = cooperation.workspace
    start = Territory.objects.filter(workspace=workspace).count()
    return [
        invent_territory(
            author=author,
            workspace=workspace,
            said=Invented(
                kind=Territory.Kind.COMMUNE,
                code=f"Z{start + number:04d}",
                name=name,
                population=mesh.draw.randrange(180, 2600),
                seat=_corner(mesh, first + number, 0.5, 0.5),
                parts=[[_ring(mesh, first + number)]],
            ),
        )
        for number, name in enumerate(names)
    ]


def _epci(
    author: User, cooperation: Cooperation, name: str, population: int, communes: list[Territory]
) -> Territory:
    workspace = cooperation.workspace
    return invent_territory(
        author=author,
        workspace=workspace,
        said=Invented(
            kind=Territory.Kind.EPCI,
            code=f"Z{Territory.objects.filter(workspace=workspace).count():05d}",
            name=name,
            population=population or None,
            communes=tuple(communes),
        ),
    )


def _attach(author: User, organisation: Organisation, territory: Territory) -> None:
    organisation.territory = territory
    edit_organisation(author=author, organisation=organisation, read=organisation.version)


def _ring(mesh: Mesh, cell: int) -> Ring:
    """The commune's outline: four corners shared with its neighbours, and bent sides."""
    corners = [(0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5), (0, 0)]
    return [list(_corner(mesh, cell, x, y)) for x, y in corners]


def _corner(mesh: Mesh, cell: int, x: float, y: float) -> tuple[float, float]:
    """A point of the mesh, moved by a chance that only depends on where it stands."""
    column, line = cell % mesh.width + x, cell // mesh.width + y
    chance = Random(f"{mesh.west:.3f} {column} {line}")
    return (
        round(mesh.west + STEP * (column + chance.uniform(-0.22, 0.22)), 5),
        round(mesh.south + 0.7 * STEP * (line + chance.uniform(-0.22, 0.22)), 5),
    )
