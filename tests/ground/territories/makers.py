"""Makes territories, their figures and perimeters for tests."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation, Workspace
from maillage.ground.territories.atlas.outlines import pack
from maillage.ground.territories.choices import Kind, Nature
from maillage.ground.territories.models import (
    Membership,
    Outline,
    Perimeter,
    Population,
    RegisterLoad,
    Territory,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation, make_workspace
from tests.records import create_record
from tests.registry import Argument


def make_territory(
    *,
    name: str = "Pornic",
    kind: str = Kind.COMMUNE,
    code: str = "44131",
    workspace: Workspace | None = None,
    seat: tuple[int, int] | None = (-20_972, 471_135),
) -> Territory:
    """A territory of the register, or of a workspace; the same one when it exists already."""
    longitude, latitude = seat or (None, None)
    made, _ = Territory.objects.get_or_create(
        kind=kind,
        code=code,
        workspace=workspace,
        defaults={"name": name, "longitude": longitude, "latitude": latitude},
    )
    return made


def make_population(**values: object) -> Population:
    """How many people lived in the territory."""
    return create_record(
        Population, values, territory=make_territory, year=2023, count=18_745, source="Insee"
    )


def make_membership(
    *, territory: Territory | None = None, area: Territory | None = None
) -> Membership:
    """The territory lies in the area."""
    area = area or make_territory(name="CA Pornic Agglo", kind=Kind.EPCI, code="200067346")
    return Membership.objects.create(territory=territory or make_territory(), area=area)


def make_outline(*, territory: Territory | None = None, west: int = -21_500) -> Outline:
    """A square of two thousandths of a degree, its west side at this longitude."""
    territory = territory or make_territory(name="Valmorin", code="V01", workspace=make_workspace())
    square = [(west, 471_000), (west + 500, 471_000), (west + 500, 471_500), (west, 471_500)]
    return Outline.objects.create(territory=territory, packed=pack([[square]]))


def make_perimeter(
    *,
    cooperation: Cooperation | None = None,
    name: str = "Parc des Marais",
    drawn_by: User | None = None,
    parts: tuple[Territory, ...] = (),
) -> Perimeter:
    """A perimeter drawn by the cooperation, holding these communes."""
    cooperation = cooperation or make_cooperation()
    number = Perimeter.objects.count()
    territory = make_territory(
        name=name, kind=Kind.PERIMETER, code=f"p{number}", workspace=cooperation.workspace
    )
    perimeter = Perimeter.objects.create(
        cooperation=cooperation,
        territory=territory,
        nature=Nature.PARC,
        drawn_by=drawn_by or make_user(),
        drawn_on=date(2026, 6, 3),
    )
    perimeter.parts.set(parts)
    for part in parts:
        make_membership(territory=part, area=territory)
    return perimeter


def make_register_load(**values: object) -> RegisterLoad:
    """The trace of a register loaded in the database."""
    return create_record(RegisterLoad, values, digest="0" * 64, in_force=2026)


def _perimeter_number(cooperation: Cooperation) -> int:
    return make_perimeter(cooperation=cooperation).pk


URL_ARGUMENTS = {"perimeter": Argument(_perimeter_number)}

TRIED_IN_ITS_ROOM = {"territories:perimeter_edit"}  # its form needs a drawing
