"""What does the audit say of records written together, and how is it written?

The fields of a model are listed once, and read column by column.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from operator import attrgetter

from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.encoding import smart_str

from maillage.foundation.journal.current import CurrentChange
from maillage.foundation.journal.inserts import Columns, OwnField, insert_like
from maillage.foundation.journal.models import LogEntry, name_of, sheet_of

Changes = dict[str, tuple[str, str]]


def creations(records: Sequence[models.Model]) -> list[Changes]:
    """What the audit says of new records of one model: each of their own fields that is filled.

    Told column by column: of ten thousand records, most columns are empty or repeat a few values.
    """
    if not records:
        return []
    fields, values_of = _tracked_fields(type(records[0]))
    columns = map(_audit_column, fields, zip(*map(values_of, records), strict=True))
    filled = {field.name: texts for field, texts in zip(fields, columns, strict=True) if any(texts)}
    if not filled:
        return [{} for _record in records]
    return [
        {name: ("None", value) for name, value in zip(filled, row, strict=True) if value}
        for row in zip(*filled.values(), strict=True)
    ]


def _audit_column(field: OwnField, values: Sequence[object]) -> Sequence[str | None]:
    """The values of a field as the audit tells them; nothing where the field is not filled."""
    written = cache(_audit_value) if isinstance(field, models.DateField) else _audit_value
    return [value if type(value) is str or value is None else written(value) for value in values]


def _audit_value(value: object) -> str:
    """The value as the audit tells it, moments in UTC."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(UTC).replace(tzinfo=None)
    return smart_str(value)


def deletions(records: Sequence[models.Model]) -> list[Changes]:
    """What the audit says of records that go: the reverse of their creation."""
    return [
        {name: (new, old) for name, (old, new) in pair_by_name.items()}
        for pair_by_name in creations(records)
    ]


def assignments(records: Sequence[models.Model], name: str, value: object) -> list[Changes]:
    """What the audit says of records of which one field is given this value."""
    return [
        {name: (_audit_value(getattr(record, name)), _audit_value(value))} for record in records
    ]


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
    values_by_name: Columns = {
        "object_pk": [str(number) for number in numbers],
        "object_id": numbers,
        "object_repr": [name_of(record) for record in records],
        "changes": changes,
        "sheet": [sheet_of(record) for record in records],
    }
    insert_like(shared, values_by_name)
