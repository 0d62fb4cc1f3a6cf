"""What was written since an import on its sheets, and still stands; which later imports did it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Field

from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.journal.models import LogEntry

Records = Iterable[tuple[int, int]]  # of the content type, the number
One = TypeVar("One", int, str)
_CHUNK = 900
_WRITES = (LogEntry.Action.CREATE, LogEntry.Action.UPDATE, LogEntry.Action.DELETE)


@dataclass(frozen=True)
class Later:
    """The gestures since, by sheet that the import wrote, and the records that they changed.

    A record of which only what Maillage computes changed is not one of them.
    """

    gestures: dict[str, set[int]] = field(default_factory=dict)
    records: set[tuple[int, int | None]] = field(default_factory=set)


def standing_since(change: int) -> Later:
    """What was written since, where a value is not as the import left it."""
    own, later = LogEntry.objects.filter(change_id=change), Later()
    last = own.order_by("pk").last()
    if last is None:  # a file that was known already wrote nothing
        return later
    sheets = set(own.exclude(sheet="").values_list("sheet", flat=True).distinct())
    entries_by_record: dict[tuple[int, int | None], list[LogEntry]] = defaultdict(list)
    for entry in _written_on(sheets, last.pk, change):
        entries_by_record[entry.content_type_id, entry.object_id].append(entry)
    for record, entries in entries_by_record.items():
        if _is_as_before(entries) or all(map(_is_sharing, entries)):
            continue
        if not all(map(_is_computed, entries)):
            later.records.add(record)
        for entry in entries:
            later.gestures.setdefault(entry.sheet, set()).add(entry.change_id or 0)
    return later


def gestures_that_made(records: Records) -> set[int]:
    """The gestures that created these records."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for kind, number in records:
        numbers[kind].add(number)
    return {
        gesture
        for kind, some in numbers.items()
        for chunk in _chunks(some)
        for gesture in LogEntry.objects.filter(
            content_type=kind, object_id__in=chunk, action=LogEntry.Action.CREATE
        ).values_list("change_id", flat=True)
        if gesture is not None
    }


def imports_to_undo_first(change: int, gestures: set[int], now: datetime) -> list[Import]:
    """The imports of the same cooperation among later gestures, the last first, not undone yet."""
    cooperation = Import.objects.filter(change=change).values("cooperation")
    runs = Import.objects.filter(cooperation__in=cooperation, state=ImportState.DONE)
    later = runs.filter(change__in=gestures, change__gt=change).order_by("-change")
    return [run for run in later if run.can_be_undone(now)]


def _written_on(sheets: set[str], after: int, change: int) -> Iterator[LogEntry]:
    for chunk in _chunks(sheets):
        written = LogEntry.objects.filter(pk__gt=after, sheet__in=chunk, action__in=_WRITES)
        yield from written.exclude(change_id=change).select_related("content_type").order_by("pk")


def _is_computed(entry: LogEntry) -> bool:
    """Whether nobody typed what an entry changes: a sum that follows the others."""
    model = entry.content_type.model_class()
    if model is None or entry.action != LogEntry.Action.UPDATE or not entry.changes:
        return False
    fields = (model._meta.get_field(name) for name in entry.changes)
    return all(isinstance(one, Field) and not one.editable for one in fields)


def _is_sharing(entry: LogEntry) -> bool:
    """Whether an entry only changes who reads a record: what the import wrote is as it left it."""
    return entry.action == LogEntry.Action.UPDATE and {*(entry.changes or {})} == {"visibility"}


def _is_as_before(entries: list[LogEntry]) -> bool:
    """Whether a record came and went, or has every value that it had before these writes."""
    if entries[0].action == LogEntry.Action.CREATE:
        return bool(entries[-1].action == LogEntry.Action.DELETE)
    if any(one.action != LogEntry.Action.UPDATE for one in entries):
        return False
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for entry in entries:
        for name, values in (entry.changes or {}).items():
            if not isinstance(values, list) or len(values) != 2:  # of many records
                return False
            before.setdefault(name, values[0])
            after[name] = values[1]
    return before == after and bool(before)


def _chunks(values: Iterable[One]) -> Iterator[list[One]]:
    ordered = sorted(values)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))
