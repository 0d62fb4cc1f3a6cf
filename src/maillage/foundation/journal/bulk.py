"""How are ten thousand audit entries written in less than a second?

The fields of a model are listed once, and rows are inserted by plain SQL, the same on both
databases.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.encoding import smart_str

from maillage.foundation.journal.current import CurrentChange
from maillage.foundation.journal.models import LogEntry, sheet_of

Changes = dict[str, tuple[str, str]]
Parameter = str | int | None
OwnField = models.Field[object, object]
_TOLD_PER_ROW = ("object_pk", "object_id", "object_repr", "changes", "sheet")


def creation_changes(record: models.Model) -> Changes:
    """What the audit says of a new record: each of its own fields that is filled."""
    changes: Changes = {}
    for name, attribute in _tracked_fields(type(record)):
        value = getattr(record, attribute)
        if value is not None and value != "":
            changes[name] = ("None", smart_str(_told(value)))
    return changes


def _told(value: object) -> object:
    """Moments are told in UTC, as the audit tells them."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def deletion_changes(record: models.Model) -> Changes:
    """What the audit says of a record that goes: the reverse of its creation."""
    return {name: (new, old) for name, (old, new) in creation_changes(record).items()}


@lru_cache(maxsize=200)
def _tracked_fields(model: type[models.Model]) -> list[tuple[str, str]]:
    """Name and attribute of each field that the audit follows."""
    left_out = set(auditlog.get_model_fields(model)["exclude_fields"])
    fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
    return [(field.name, field.attname) for field in fields]


def write_entries(
    records: Sequence[models.Model],
    action: int,
    gesture: CurrentChange,
    changes: Callable[[models.Model], Changes],
) -> None:
    """One audit entry for each of these records of one model."""
    if not records:
        return
    shared = LogEntry(
        content_type=ContentType.objects.get_for_model(records[0]),
        action=action,
        actor_id=gesture.author_id,
        change_id=gesture.change_id,
        cooperation_id=gesture.cooperation_id,
    )
    rows = (
        (str(record.pk), record.pk, str(record), changes(record), sheet_of(record))
        for record in records
    )
    _insert(shared, _TOLD_PER_ROW, rows)


def insert_records(records: Sequence[models.Model]) -> None:
    """Inserts records of one model and gives them their keys; inside a transaction only."""
    if not records:
        return
    model = type(records[0])
    connection = connections[router.db_for_write(model)]
    for record, number in zip(records, _free_keys(model, connection, len(records)), strict=True):
        record.pk = number
        record._state.adding = False
        record._state.db = connection.alias
    fields = model._meta.concrete_fields
    ready = [_preparation(field, connection) for field in fields]
    rows = [
        [
            prepare(field.pre_save(record, True))
            for field, prepare in zip(fields, ready, strict=True)
        ]
        for record in records
    ]
    _execute(model, connection, fields, rows)


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
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Rows of a model that its owner's entry tells; their other columns keep their default."""
    _insert(model(), columns, rows)


def _insert(shared: models.Model, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Inserts rows whose named columns vary and whose other columns are those of `shared`."""
    model = type(shared)
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    by_name = {field.name: field for field in fields}
    varying = [by_name[name] for name in columns]
    fixed = [field for field in fields if field not in varying]
    constants = [
        field.get_db_prep_save(field.pre_save(shared, add=True), connection) for field in fixed
    ]
    prepare = [_preparation(field, connection) for field in varying]
    _execute(
        model,
        connection,
        [*varying, *fixed],
        [
            [*(ready(value) for ready, value in zip(prepare, row, strict=True)), *constants]
            for row in rows
        ],
    )


def _execute(
    model: type[models.Model],
    connection: BaseDatabaseWrapper,
    fields: Sequence[OwnField],
    rows: Sequence[Sequence[Parameter]],
) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608  # names of our own models
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _preparation(field: OwnField, connection: BaseDatabaseWrapper) -> Callable[[object], Parameter]:
    """How a value of this field reaches the database; plain texts and numbers go as they are."""
    as_they_are = isinstance(
        field, models.CharField | models.TextField | models.IntegerField | models.ForeignKey
    )

    def prepared(value: object) -> Parameter:
        if value is None or (as_they_are and (type(value) is str or type(value) is int)):
            return value
        ready: Parameter = field.get_db_prep_save(value, connection)
        return ready

    return prepared
