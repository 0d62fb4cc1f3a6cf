"""The invented territories of a story: communes drawn as a mesh, their EPCI, their département."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.organisations.services import edit_organisation
from maillage.ground.territories.choices import EpciType
from maillage.ground.territories.models import Territory
from maillage.ground.territories.perimeters.services import Drawing, draw_perimeter
from maillage.ground.territories.territories.services.invented import Invented, invent_territory
from maillage.roof.demo.stories import Story, StoryOrganisation

STEP = 0.06
WIDTH = 9
EPCI_TYPES = {str(one.label): one.value for one in EpciType}
CENTRES = ((3, 4), (6, 3), (4, 7), (1, 2))
Ring = list[list[float]]


@dataclass
class Mesh:
    """Where the mesh lies: its south-west corner, its chance, the cells given, its département."""

    west: float
    south: float
    draw: Random
    given: set[int]
    departement: str


def make_territories(
    *,
    author: User,
    cooperation: Cooperation,
    story: Story,
    organisations: dict[str, Organisation],
) -> None:
    """The communes of each EPCI, side by side, and the perimeter of the whole cooperation."""
    seed = Random(f"{story.name} territoires")
    code = _departement(author, cooperation, story.departement)
    mesh = Mesh(seed.uniform(-1.2, 1.5), seed.uniform(45.5, 47.5), seed, set(), code)
    areas = []
    bodies = [place for place in story.organisations if place.kind == "epci"]
    towns = [place for place in story.organisations if place.kind == "commune"]
    for organisation, centre in zip(bodies, CENTRES, strict=False):
        names = [one.commune for one in towns] or _names(organisation)
        cells = _near(mesh, centre, len(names))
        peopled = list(
            zip(names, _shared(organisation.population or 9_000, len(names)), strict=True)
        )
        communes = _communes(author, cooperation, peopled, mesh, cells)
        areas.append(
            _epci(
                author,
                cooperation,
                organisation,
                communes,
                seat=_corner(mesh, cells[0], 0.5, 0.5),
                departement=code,
            )
        )
        _attach(author, organisations[organisation.key], areas[-1])
        for one, commune in zip(towns, communes, strict=False):
            _attach(author, organisations[one.key], commune)
    _draw(author, cooperation, areas)


def _draw(author: User, cooperation: Cooperation, areas: Sequence[Territory]) -> None:
    """The perimeter of the whole cooperation."""
    draw_perimeter(
        author=author,
        cooperation=cooperation,
        drawing=Drawing(
            name="Périmètre de la coopération",
            nature="pays",
            source="convention",
            parts=tuple(areas),
        ),
        day=timezone.localdate(),
    )


def _names(organisation: StoryOrganisation) -> list[str]:
    """The seat, and communes named after it."""
    count = organisation.communes or 8
    around = ("Saint-Pierre", "Le Bourg", "La Chapelle", "Notre-Dame", "Les Landes", "La Forêt")
    rings = ("", "-le-Haut", "-le-Bas", "-la-Neuve", "-des-Champs", "-sur-l’Eau")
    others = [
        f"{around[number % len(around)]}-{organisation.commune.split('-')[0]}"
        + rings[number // len(around) % len(rings)]
        for number in range(count - 1)
    ]
    return [organisation.commune, *others]


def _near(mesh: Mesh, centre: tuple[int, int], count: int) -> list[int]:
    """The free cells nearest to this centre, and takes them."""

    def far(cell: int) -> float:
        return (cell % WIDTH - centre[0]) ** 2 + (cell // WIDTH - centre[1]) ** 2

    free = sorted((cell for cell in range(WIDTH**2) if cell not in mesh.given), key=far)
    mesh.given |= set(free[:count])
    return free[:count]


def _shared(population: int, count: int) -> list[int]:
    """The population shared between communes, the seat largest; the sum is exact."""
    weights = [1 / (rank + 1.5) for rank in range(count)]
    counts = [int(population * weight / sum(weights)) for weight in weights]
    counts[0] += population - sum(counts)
    return counts


def _communes(
    author: User,
    cooperation: Cooperation,
    peopled: Sequence[tuple[str, int]],
    mesh: Mesh,
    cells: Sequence[int],
) -> list[Territory]:
    workspace = cooperation.workspace
    start = Territory.objects.filter(workspace=workspace).count()
    return [
        invent_territory(
            author=author,
            workspace=workspace,
            invented=Invented(
                kind=Territory.Kind.COMMUNE,
                code=f"Z{start + number:04d}",
                name=name,
                population=population,
                departements=mesh.departement,
                seat=_corner(mesh, cell, 0.5, 0.5),
                parts=[[_ring(mesh, cell)]],
            ),
        )
        for number, ((name, population), cell) in enumerate(zip(peopled, cells, strict=True))
    ]


def _epci(
    author: User,
    cooperation: Cooperation,
    organisation: StoryOrganisation,
    communes: list[Territory],
    *,
    seat: tuple[float, float],
    departement: str,
) -> Territory:
    """The territory of an EPCI: its legal class as its structure tells it, its seat."""
    workspace = cooperation.workspace
    return invent_territory(
        author=author,
        workspace=workspace,
        invented=Invented(
            kind=Territory.Kind.EPCI,
            code=f"Z{Territory.objects.filter(workspace=workspace).count():05d}",
            name=organisation.name,
            type=EPCI_TYPES.get(organisation.form, ""),
            population=organisation.population or None,
            seat=seat,
            communes=tuple(communes),
            departements=departement,
        ),
    )


def _departement(author: User, cooperation: Cooperation, words: str) -> str:
    """The code of the département of the story, a territory of which only the name is known."""
    code, name = (piece.strip() for piece in words.split("|"))
    workspace, kind = cooperation.workspace, Territory.Kind.DEPARTEMENT
    if not Territory.objects.filter(workspace=workspace, kind=kind, code=code).exists():
        invented = Invented(kind=kind, code=code, name=name)
        invent_territory(author=author, workspace=workspace, invented=invented)
    return code


def _attach(author: User, organisation: Organisation, territory: Territory) -> None:
    organisation.territory = territory
    edit_organisation(author=author, organisation=organisation, read=organisation.version)


def _ring(mesh: Mesh, cell: int) -> Ring:
    """The commune's outline: four corners shared with its neighbours, and bent sides."""
    corners = [(0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5), (0, 0)]
    return [list(_corner(mesh, cell, x, y)) for x, y in corners]


def _corner(mesh: Mesh, cell: int, x: float, y: float) -> tuple[float, float]:
    """A point of the mesh, moved by a chance that only depends on where it stands."""
    column, line = cell % WIDTH + x, cell // WIDTH + y
    chance = Random(f"{mesh.west:.3f} {column} {line}")
    return (
        round(mesh.west + STEP * (column + chance.uniform(-0.22, 0.22)), 5),
        round(mesh.south + 0.7 * STEP * (line + chance.uniform(-0.22, 0.22)), 5),
    )
