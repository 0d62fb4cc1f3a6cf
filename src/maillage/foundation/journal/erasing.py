"""How does a record leave nothing behind: its parts, and what the journal told of all of them?"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models import Q

from maillage.foundation.journal.models import LogEntry, sheet_of
from maillage.foundation.journal.services import forget, forget_values


def erase_record(record: models.Model) -> None:
    """Removes the record after what depends on it, and what the journal tells of both.

    Without entries of its own: who calls it tells the erasure. What only mentions the record
    (SET_NULL) stays, without it.
    """
    model = type(record)
    for relation in relations_to(model):
        _forget_gone_parts(relation, record)
        holders = relation.related_model._base_manager.filter(**{relation.field.name: record.pk})
        if relation.on_delete is models.SET_NULL:
            holders.update(**{relation.field.name: None})
            continue
        for holder in holders:
            erase_record(holder)
    if sheet_of(record) == f"{model._meta.model_name}:{record.pk}":
        forget_values(LogEntry.objects.filter(sheet=sheet_of(record)))
    forget(model, record.pk)
    model._base_manager.filter(pk=record.pk)._raw_delete(using=DEFAULT_DB_ALIAS)


def relations_to(model: type[models.Model]) -> Iterator[models.ForeignObjectRel]:
    """Every foreign key that points to the model, those without a reverse name included."""
    for field in model._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ManyToOneRel) and field.field.concrete:
            yield field


def _forget_gone_parts(relation: models.ForeignObjectRel, record: models.Model) -> None:
    """What the journal tells of parts removed earlier, which no sheet gathers."""
    part = relation.related_model
    if relation.on_delete is models.SET_NULL or hasattr(part, "sheet_key"):
        return
    text = f"changes__{relation.field.name}"
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(part))
    owned = Q((f"{text}__0", str(record.pk))) | Q((f"{text}__1", str(record.pk)))
    numbers = entries.filter(owned).order_by().values("object_id")
    forget_values(entries.filter(object_id__in=list(numbers.values_list("object_id", flat=True))))


def wipe_after_commit() -> None:
    """Once the transaction is done, empties SQLite's write-ahead file, which held the rows."""
    transaction.on_commit(_truncate_pages)


def _truncate_pages() -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
