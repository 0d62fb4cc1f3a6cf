"""How are ten thousand audit entries written in less than a second?

The fields of a model are listed once; rows are inserted by plain SQL, copied in one go where the
database can.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from itertools import repeat
from json import JSONEncoder
from operator import attrgetter, itemgetter
from typing import TypeVar

from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.encoding import smart_str

from maillage.foundation.journal.current import CurrentChange
from maillage.foundation.journal.models import LogEntry, sheet_of

Record = TypeVar("Record", bound=models.Model)
Changes = dict[str, tuple[str, str]]
Columns = dict[str, Sequence[object]]
Parameter = str | int | None
OwnField = models.Field[object, object]
_TEXTS_AND_NUMBERS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
_AS_THEY_ARE = frozenset({str, int, type(None)})
_ABSENT = frozenset({type(None)})


def creations(records: Sequence[models.Model]) -> list[Changes]:
    """What the audit says of new records of one model: each of their own fields that is filled.

    Told column by column: of ten thousand records, most columns are empty or repeat a few values.
    """
    if not records:
        return []
    fields, values_of = _tracked_fields(type(records[0]))
    columns = map(_told_column, fields, zip(*map(values_of, records), strict=True))
    filled = {field.name: told for field, told in zip(fields, columns, strict=True) if any(told)}
    if not filled:
        return [{} for _record in records]
    return [
        {name: ("None", told) for name, told in zip(filled, row, strict=True) if told}
        for row in zip(*filled.values(), strict=True)
    ]


def _told_column(field: OwnField, values: Sequence[object]) -> Sequence[str | None]:
    """The values of a field as the audit tells them; nothing where the field is not filled."""
    tell = cache(_told) if isinstance(field, models.DateField) else _told
    return [value if type(value) is str or value is None else tell(value) for value in values]


def _told(value: object) -> str:
    """The value as the audit tells it, moments in UTC."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(UTC).replace(tzinfo=None)
    return smart_str(value)


def deletions(records: Sequence[models.Model]) -> list[Changes]:
    """What the audit says of records that go: the reverse of their creation."""
    return [{name: (new, old) for name, (old, new) in told.items()} for told in creations(records)]


@lru_cache(maxsize=200)
def _tracked_fields(
    model: type[models.Model],
) -> tuple[list[OwnField], Callable[[models.Model], Sequence[object]]]:
    """The fields that the audit follows, two at least, and what reads their values."""
    left_out = set(auditlog.get_model_fields(model)["exclude_fields"])
    fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
    return fields, attrgetter(*(field.attname for field in fields))


def write_entries(
    records: Sequence[models.Model],
    action: int,
    gesture: CurrentChange,
    changes: Sequence[Changes],
) -> None:
    """One audit entry for each of these records of one model, which tells its changes."""
    if not records:
        return
    shared = LogEntry(
        content_type=ContentType.objects.get_for_model(records[0]),
        action=action,
        actor_id=gesture.author_id,
        change_id=gesture.change_id,
        cooperation_id=gesture.cooperation_id,
    )
    numbers = [record.pk for record in records]
    told: Columns = {
        "object_pk": [str(number) for number in numbers],
        "object_id": numbers,
        "object_repr": [str(record) for record in records],
        "changes": changes,
        "sheet": [sheet_of(record) for record in records],
    }
    _insert(shared, told)


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
        _insert(model(), dict(zip(columns, zip(*rows, strict=True), strict=True)))


def _insert(shared: models.Model, columns: Columns) -> None:
    """Inserts rows whose named columns vary and whose other columns are those of `shared`."""
    model = type(shared)
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    varying = [field for field in fields if field.name in columns]
    fixed = [field for field in fields if field.name not in columns]
    told = [_prepared(field, columns[field.name], connection) for field in varying]
    same = (
        repeat(field.get_db_prep_save(field.pre_save(shared, add=True), connection), len(told[0]))
        for field in fixed
    )
    _execute(model, connection, [*varying, *fixed], list(zip(*told, *same, strict=True)))


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
