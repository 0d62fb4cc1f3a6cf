"""How are ten thousand rows written in less than a second?

They are inserted by plain SQL, column by column, copied in one go where the database can.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import repeat
from json import JSONEncoder
from operator import attrgetter, itemgetter
from typing import TypeVar

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

Record = TypeVar("Record", bound=models.Model)
Columns = dict[str, Sequence[object]]
Parameter = str | int | None
OwnField = models.Field[object, object]
_TEXTS_AND_NUMBERS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
_AS_THEY_ARE = frozenset({str, int, type(None)})
_ABSENT = frozenset({type(None)})


def records_like(
    shared: Record, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> list[Record]:
    """Records whose named columns vary and whose other columns are those of `shared`.

    Given their values in order, they cost a third of as many given them by name.
    """
    names = [field.attname for field in shared._meta.concrete_fields]
    same = [getattr(shared, name) for name in names]
    place = {name: number for number, name in enumerate([*names, *columns])}
    in_order = itemgetter(*(place[name] for name in names))
    return [type(shared)(*in_order((*same, *row))) for row in rows]


def insert_records(records: Sequence[models.Model]) -> None:
    """Inserts records of one model and gives them their keys; inside a transaction only."""
    if not records:
        return
    model = type(records[0])
    key = model._meta.pk.attname
    connection = connections[router.db_for_write(model)]
    for record, number in zip(records, _free_keys(model, connection, len(records)), strict=True):
        setattr(record, key, number)
        record._state.adding = False
        record._state.db = connection.alias
    fields = model._meta.concrete_fields
    columns = [_prepared(field, _saved(field, records), connection) for field in fields]
    _execute(model, connection, fields, list(zip(*columns, strict=True)))


def _saved(field: OwnField, records: Sequence[models.Model]) -> Sequence[object]:
    """What each of these records holds in a field when it is first saved: all at one moment."""
    if isinstance(field, models.DateField):
        if field.auto_now or field.auto_now_add:
            moment = field.pre_save(records[0], True)
            for record in records:
                setattr(record, field.attname, moment)
    elif type(field).pre_save is not models.Field.pre_save:
        return [field.pre_save(record, True) for record in records]
    return list(map(attrgetter(field.attname), records))


def _free_keys(
    model: type[models.Model], connection: BaseDatabaseWrapper, count: int
) -> Iterable[int]:
    """Keys that nobody else can take: SQLite has one writer, PostgreSQL hands them out."""
    table, column = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT MAX(seq) FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (None,))[0] or 0
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(table), column, count],
        )
        return [row[0] for row in cursor.fetchall()]


def insert_parts(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Rows of a model that its owner's entry tells; their other columns keep their default."""
    if rows:
        insert_like(model(), dict(zip(columns, zip(*rows, strict=True), strict=True)))


def insert_like(shared: models.Model, columns: Columns) -> None:
    """Inserts rows whose named columns vary and whose other columns are those of `shared`."""
    model = type(shared)
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    varying = [field for field in fields if field.name in columns]
    fixed = [field for field in fields if field.name not in columns]
    groups = [_prepared(field, columns[field.name], connection) for field in varying]
    same = (
        repeat(field.get_db_prep_save(field.pre_save(shared, add=True), connection), len(groups[0]))
        for field in fixed
    )
    _execute(model, connection, [*varying, *fixed], list(zip(*groups, *same, strict=True)))


def _execute(
    model: type[models.Model],
    connection: BaseDatabaseWrapper,
    fields: Sequence[OwnField],
    rows: Sequence[Sequence[Parameter]],
) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    target = f"{quote(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            insert = f"INSERT INTO {target} VALUES ({marks})"  # noqa: S608  # names of our own models
            cursor.executemany(insert, rows)


def _prepared(
    field: OwnField, values: Sequence[object], connection: BaseDatabaseWrapper
) -> Sequence[object]:
    """These values of a field as they reach the database; plain texts and numbers as they are."""
    ready = _AS_THEY_ARE if isinstance(field, _TEXTS_AND_NUMBERS) else _ABSENT
    if ready.issuperset(map(type, values)):
        return values
    prepare: Callable[[object], object] = partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, models.JSONField):
        prepare = (field.encoder or JSONEncoder)().encode
    elif isinstance(field, models.DateField):
        prepare = cache(prepare)  # ten thousand rows bear a few days
    return [value if type(value) in ready else prepare(value) for value in values]
