"""Copying the official register into the database, all at once, as often as one likes."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from maillage.ground.territories.atlas.register import Entry, Ref, Register
from maillage.ground.territories.models import Membership, Population, RegisterLoad, Territory

SOURCE = "Insee, populations de référence {year}"
SAME = ("name", "siren", "type", "departements", "longitude", "latitude")
BATCH = 2_000


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
    written = [_territory(entry) for entry in entries]
    fresh = [row for row in written if (row.kind, row.code) not in known]
    Territory.objects.bulk_create(fresh, batch_size=BATCH)
    kept = [(known[row.kind, row.code], row) for row in written if (row.kind, row.code) in known]
    changed = [old for old, row in kept if _take_over(old, row)]
    Territory.objects.bulk_update(changed, [*SAME, "ended_on"], batch_size=500)
    gone = set(known) - {entry.ref for entry in entries}
    left = [known[ref].pk for ref in gone if known[ref].ended_on is None]
    for start in range(0, len(left), 500):
        Territory.objects.filter(pk__in=left[start : start + 500]).update(ended_on=day)


def _territory(entry: Entry) -> Territory:
    return Territory(
        kind=entry.kind,
        code=entry.code,
        name=entry.name,
        siren=entry.siren,
        type=entry.type,
        departements=entry.departements,
        longitude=entry.longitude,
        latitude=entry.latitude,
    )


def _take_over(old: Territory, row: Territory) -> bool:
    """Whether anything changed in the known territory, which takes the facts of the register."""
    if old.ended_on is None and all(getattr(old, name) == getattr(row, name) for name in SAME):
        return False
    for name in SAME:
        setattr(old, name, getattr(row, name))
    old.ended_on = None
    return True


def _numbers() -> dict[Ref, int]:
    rows = Territory.objects.filter(workspace=None).values_list("kind", "code", "pk")
    return {(kind, code): number for kind, code, number in rows}


def _write_populations(entries: list[Entry], numbers: dict[Ref, int]) -> None:
    counted = (
        Population(
            territory_id=numbers[entry.ref],
            year=entry.population_year,
            count=entry.population,
            source=SOURCE.format(year=entry.population_year),
        )
        for entry in entries
        if entry.population is not None and entry.population_year is not None
    )
    Population.objects.bulk_create(
        counted,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["territory", "year"],
        update_fields=["count", "source"],
    )


def _write_memberships(
    links: Iterable[tuple[Ref, Ref]], numbers: dict[Ref, int], day: date
) -> None:
    official = Membership.objects.filter(
        until=None, territory__workspace=None, area__workspace=None
    )
    known = {(territory, area): pk for territory, area, pk in _pairs(official)}
    wanted = {(numbers[inner], numbers[outer]) for inner, outer in links}
    Membership.objects.bulk_create(
        (
            Membership(territory_id=territory, area_id=area, since=day)
            for territory, area in sorted(wanted - set(known))
        ),
        batch_size=BATCH,
    )
    over = [known[pair] for pair in set(known) - wanted]
    for start in range(0, len(over), 500):
        Membership.objects.filter(pk__in=over[start : start + 500]).update(until=day)


def _pairs(rows: QuerySet[Membership]) -> Iterator[tuple[int, int, int]]:
    yield from rows.values_list("territory_id", "area_id", "pk")
