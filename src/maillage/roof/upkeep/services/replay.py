"""Erasing again, in what a backup brought back, the people erased since it was made."""

from auditlog.context import disable_auditlog
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models

from maillage.foundation.journal.erased import erased_records, is_same
from maillage.foundation.journal.services import forget


def erase_again() -> int:
    """How many erased records had come back, and are gone with all that belongs to them."""
    found = 0
    with disable_auditlog():
        for erased in erased_records():
            model = apps.get_model(erased.model)
            record = model._base_manager.filter(pk=erased.number).first()
            if record is not None and is_same(record, erased):
                _erase(record)
                found += 1
    return found


def _erase(record: models.Model) -> None:
    """Removes the record after what depends on it, and what the journal tells of both."""
    model = type(record)
    for relation in model._meta.related_objects:
        holders = relation.related_model._base_manager.filter(**{relation.field.name: record.pk})
        if relation.on_delete is models.SET_NULL:
            holders.update(**{relation.field.name: None})
            continue
        for holder in holders:
            _erase(holder)
    forget(model, record.pk)
    model._base_manager.filter(pk=record.pk)._raw_delete(using=DEFAULT_DB_ALIAS)
