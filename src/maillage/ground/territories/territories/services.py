"""Territories are copied from the official register, joined, or invented."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.db.models import Model

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.journal import services as journal
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.outlines import box, from_coordinates, pack
from maillage.ground.territories.atlas.register import Entry, Ref, Register
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.territories.models import (
    Membership,
    Outline,
    Population,
    RegisterLoad,
    Territory,
)
from maillage.ground.territories.territories.queries import near_outlines

OFFICIAL = "Insee, populations de référence {year}"
Row = tuple[str | int | date | None, ...]
SAME = ("name", "siren", "type", "departements", "longitude", "latitude")


def load_official(register: Register) -> int:
    """How many territories were written: none when the database holds this register already.

    Territories that left the register end, and keep everything that points to them.
    """
    digest = register.digest()
    if RegisterLoad.objects.filter(digest=digest).exists():
        return 0
    year = register.year()
    with transaction.atomic():
        entries = list(register.entries())
        _write_territories(entries, date(year, 1, 1))
        numbers = _numbers()
        _write_populations(entries, numbers)
        _write_memberships(register.memberships(), numbers, date(year, 1, 1))
        RegisterLoad.objects.all().delete()
        RegisterLoad.objects.create(digest=digest, in_force=year)
    return len(entries)


def _write_territories(entries: list[Entry], day: date) -> None:
    known = {(row.kind, row.code): row for row in Territory.objects.filter(workspace=None)}
    _insert(
        Territory,
        ("kind", "code", *SAME),
        ((*entry.ref, *_facts(entry)) for entry in entries if entry.ref not in known),
    )
    kept = [(known[entry.ref], _facts(entry)) for entry in entries if entry.ref in known]
    changed = [territory for territory, facts in kept if _take_over(territory, facts)]
    Territory.objects.bulk_update(changed, [*SAME, "ended_on"], batch_size=500)
    gone = set(known) - {entry.ref for entry in entries}
    left = [known[ref].pk for ref in gone if known[ref].ended_on is None]
    for start in range(0, len(left), 500):
        Territory.objects.filter(pk__in=left[start : start + 500]).update(ended_on=day)


def _facts(entry: Entry) -> tuple[str | int | None, ...]:
    return tuple(getattr(entry, name) for name in SAME)


def _take_over(territory: Territory, facts: tuple[str | int | None, ...]) -> bool:
    """Whether anything changed in the known territory, which takes the facts of the register."""
    if territory.ended_on is None and tuple(getattr(territory, name) for name in SAME) == facts:
        return False
    for name, fact in zip(SAME, facts, strict=True):
        setattr(territory, name, fact)
    territory.ended_on = None
    return True


def _numbers() -> dict[Ref, int]:
    rows = Territory.objects.filter(workspace=None).values_list("kind", "code", "pk")
    return {(kind, code): number for kind, code, number in rows}


def _write_populations(entries: list[Entry], numbers: dict[Ref, int]) -> None:
    official = Population.objects.filter(territory__workspace=None)
    known = dict(official.values_list("territory", "year"))
    counted = [
        (numbers[entry.ref], entry.population_year, entry.population)
        for entry in entries
        if entry.population is not None and entry.population_year is not None
    ]
    for number, year, count in counted:
        if known.get(number) == year:
            official.filter(territory=number, year=year).exclude(count=count).update(count=count)
    _insert(
        Population,
        ("territory", "year", "count", "source"),
        (
            (number, year, count, OFFICIAL.format(year=year))
            for number, year, count in counted
            if known.get(number) != year
        ),
    )


def _write_memberships(
    links: Iterable[tuple[Ref, Ref]], numbers: dict[Ref, int], day: date
) -> None:
    official = Membership.objects.filter(
        until=None, territory__workspace=None, area__workspace=None
    )
    known = {
        (inner, outer): pk for inner, outer, pk in official.values_list("territory", "area", "pk")
    }
    wanted = {(numbers[inner], numbers[outer]) for inner, outer in links}
    since = connection.ops.adapt_datefield_value(day)
    _insert(
        Membership,
        ("territory", "area", "since"),
        ((*pair, since) for pair in sorted(wanted - set(known))),
    )
    over = [known[pair] for pair in set(known) - wanted]
    for start in range(0, len(over), 500):
        Membership.objects.filter(pk__in=over[start : start + 500]).update(until=day)


def _insert(model: type[Model], names: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Inserts rows of values, without making 140,000 records of them."""
    quoted = connection.ops.quote_name
    written = [field for field in model._meta.concrete_fields if field.name in names]
    column_of = {field.name: quoted(str(field.column)) for field in written}
    columns = ", ".join(column_of[name] for name in names)
    target = f"{quoted(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            # table and columns are those of our own models; values travel as parameters
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {target} VALUES ({marks})", list(rows))  # noqa: S608  # our models


def joined_outline(territories: list[Territory]) -> Rings:
    """The outline of these territories together; empty when none has one."""
    from maillage.ground.territories.atlas.polygons import joined_outlines

    outlines = list(near_outlines(territories).values())
    return joined_outlines(outlines) if outlines else []


def communes_seated_in(outline: Rings, workspace: Workspace) -> list[Territory]:
    """The communes, official or of this workspace, whose town hall is inside the outline."""
    from maillage.ground.territories.atlas.polygons import inside

    west, south, east, north = box(outline)
    near = Territory.objects.filter(
        kind=Kind.COMMUNE,
        ended_on=None,
        longitude__range=(west, east),
        latitude__range=(south, north),
    )
    known = [row for row in near if row.workspace_id in (None, workspace.pk)]
    seats = [(row.longitude or 0, row.latitude or 0) for row in known]
    within = inside(outline, seats) if seats else []
    return [row for row, is_inside in zip(known, within, strict=True) if is_inside]


INVENTED = "territoire inventé"


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


def invent_territory(*, author: User, workspace: Workspace, said: Invented) -> Territory:
    """The territory, known to this workspace only, with its population, outline and memberships."""
    with journal.write(author, workspace_id=workspace.pk, topic="territories"):
        territory = Territory.objects.create(
            workspace=workspace,
            kind=said.kind,
            code=said.code,
            name=said.name,
            type=said.type,
            departements="",
            longitude=None if said.seat is None else round(said.seat[0] * 10_000),
            latitude=None if said.seat is None else round(said.seat[1] * 10_000),
        )
        _describe(territory, said)
    return territory


def _describe(territory: Territory, said: Invented) -> None:
    if said.population is not None:
        Population.objects.create(
            territory=territory, year=said.year, count=said.population, source=INVENTED
        )
    links = [Membership(territory=territory, area=area) for area in said.inside]
    links += [Membership(territory=commune, area=territory) for commune in said.communes]
    journal.bulk_create(Membership, links)
    outline = from_coordinates(said.parts) or _union(said.communes)
    if outline:
        Outline.objects.create(territory=territory, packed=pack(outline))


def _union(communes: tuple[Territory, ...]) -> Rings:
    from maillage.ground.territories.territories.services.joining import joined_outline

    return joined_outline(list(communes))
