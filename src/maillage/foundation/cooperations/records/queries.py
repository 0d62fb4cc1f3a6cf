"""Which entries of the journal tell of records that a reader may see?"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType

from maillage.foundation.cooperations.records.models import (
    VisibleQuerySet,
    VisibleRecord,
    visible_records,
)
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.journal.arrivals import Reader
from maillage.foundation.journal.models import LogEntry

Shown = tuple[type[VisibleRecord], int]


def reader_of_arrivals(access: Access) -> Reader:
    """This reader of the cooperation, as arrivals are read."""
    return Reader(
        cooperation_id=access.cooperation_id,
        workspace_id=access.cooperation.workspace_id,
        user_id=access.user_id,
        readable=lambda entries: readable_entries(access, entries),
    )


def readable_entries(access: Access, entries: Sequence[LogEntry]) -> list[LogEntry]:
    """The entries whose record this reader sees, one query for each kind that has a visibility.

    A part is seen with the sheet it belongs to. What was removed is seen by nobody: its visibility
    went with it.
    """
    models = {str(model._meta.model_name): model for model in visible_records.ask()}
    records = {entry.pk: _visible_record(entry, models) for entry in entries}
    seen: set[Shown] = set()
    for model in {record[0] for record in records.values() if record}:
        numbers = [record[1] for record in records.values() if record and record[0] is model]
        rows = model._default_manager.filter(pk__in=numbers)
        if isinstance(rows, VisibleQuerySet):
            visible = rows.visible_to(access).values_list("pk", flat=True)
            seen |= {(model, number) for number in visible}
    return [entry for entry in entries if (record := records[entry.pk]) is None or record in seen]


def _visible_record(entry: LogEntry, models: dict[str, type[VisibleRecord]]) -> Shown | None:
    """The record with a visibility that the entry tells of, by itself or by its sheet."""
    own = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    if own is not None and issubclass(own, VisibleRecord):
        return own, int(entry.object_pk)
    kind, _colon, number = entry.sheet.partition(":")
    return (models[kind], int(number)) if kind in models else None
