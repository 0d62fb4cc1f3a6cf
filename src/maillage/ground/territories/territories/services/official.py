"""Copying the official register into the database, all at once, as often as one likes."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.db.models import Model

from maillage.ground.territories.atlas.register import Entry, Ref, Register
from maillage.ground.territories.territories.models import (
    Membership,
    Population,
    RegisterLoad,
    Territory,
)

SOURCE = "Insee, populations de référence {year}"
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
    row_by_key = {(row.kind, row.code): row for row in Territory.objects.filter(workspace=None)}
    _insert(
        Territory,
        ("kind", "code", *SAME),
        ((*entry.ref, *_facts(entry)) for entry in entries if entry.ref not in row_by_key),
    )
    pairs = [(row_by_key[entry.ref], _facts(entry)) for entry in entries if entry.ref in row_by_key]
    changed = [territory for territory, facts in pairs if _take_over(territory, facts)]
    Territory.objects.bulk_update(changed, [*SAME, "ended_on"], batch_size=500)
    gone = set(row_by_key) - {entry.ref for entry in entries}
    left = [row_by_key[ref].pk for ref in gone if row_by_key[ref].ended_on is None]
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
    count_by_number = dict(official.values_list("territory", "year"))
    counted = [
        (numbers[entry.ref], entry.population_year, entry.population)
        for entry in entries
        if entry.population is not None and entry.population_year is not None
    ]
    for number, year, count in counted:
        if count_by_number.get(number) == year:
            official.filter(territory=number, year=year).exclude(count=count).update(count=count)
    _insert(
        Population,
        ("territory", "year", "count", "source"),
        (
            (number, year, count, SOURCE.format(year=year))
            for number, year, count in counted
            if count_by_number.get(number) != year
        ),
    )


def _write_memberships(
    links: Iterable[tuple[Ref, Ref]], numbers: dict[Ref, int], day: date
) -> None:
    official = Membership.objects.filter(
        until=None, territory__workspace=None, area__workspace=None
    )
    counts = {
        (inner, outer): pk for inner, outer, pk in official.values_list("territory", "area", "pk")
    }
    wanted = {(numbers[inner], numbers[outer]) for inner, outer in links}
    since = connection.ops.adapt_datefield_value(day)
    _insert(
        Membership,
        ("territory", "area", "since"),
        ((*pair, since) for pair in sorted(wanted - set(counts))),
    )
    over = [counts[pair] for pair in set(counts) - wanted]
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
