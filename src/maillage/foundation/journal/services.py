"""Every write goes through here: one transaction, its author, its audit entries, one change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Protocol, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from maillage.core.postgres import lock_number
from maillage.foundation.journal.bulk import (
    Changes,
    assignments,
    creations,
    deletions,
    write_entries,
)
from maillage.foundation.journal.current import CurrentChange, changes_read, current
from maillage.foundation.journal.inserts import insert_parts, insert_records
from maillage.foundation.journal.models import Change, Fingerprint, LogEntry

Record = TypeVar("Record", bound=models.Model)
EventDetails = dict[str, list[str]]
AT_ONCE = 500


class Place(Protocol):
    """A cooperation, as the journal knows it: its number, that of its workspace."""

    pk: int
    workspace_id: int


class Hand(Protocol):
    """Who writes in a cooperation: an access, as the journal knows it."""

    @property
    def user(self) -> AbstractBaseUser:
        """The account that writes."""

    @property
    def cooperation(self) -> Place:
        """Where it writes."""


@contextmanager
def write(
    author: AbstractBaseUser | None,
    *,
    workspace_id: int,
    topic: str,
    cooperation_id: int | None = None,
    via: str = "",
) -> Iterator[Change]:
    """One transaction written by `author` about `topic`; yields its Change.

    Writes inside it are audited under that author and belong to that change. A null cooperation
    means that the whole workspace's directory is concerned. `via` names who wrote without account.
    A workspace is written by one at a time: what is read inside stands until it is written.
    """
    with transaction.atomic():
        lock_workspace(workspace_id)
        change = Change.objects.create(
            cooperation_id=cooperation_id,
            workspace_id=workspace_id,
            topic=topic,
            author_id=getattr(author, "pk", None),
            via=via,
        )
        (changes_read.get() or {}).clear()
        token = current.set(CurrentChange(change.pk, cooperation_id, change.author_id))
        try:
            yield change
        finally:
            current.reset(token)


def write_in(
    author: AbstractBaseUser | None, place: Place, topic: str, via: str = ""
) -> AbstractContextManager[Change]:
    """The same about a cooperation."""
    return write(
        author,
        workspace_id=place.workspace_id,
        cooperation_id=place.pk,
        topic=topic,
        via=via,
    )


def write_by(hand: Hand, topic: str) -> AbstractContextManager[Change]:
    """The same by whoever holds an access, about its cooperation."""
    return write_in(hand.user, hand.cooperation, topic)


def lock_workspace(workspace_id: int) -> None:
    """Waits for those who write in the workspace, and holds it until the transaction ends."""
    lock_number(workspace_id)


def save_continued(record: models.Model, *, since: datetime) -> None:
    """Saves a record that one hand writes without pause; inside `write` only.

    The entry that the same hand left since that instant, if it is the last one of the record, is
    carried on by the fresh one: it tells the first value and the last. A sealed entry stays.
    """
    gesture = _required_gesture()
    record.save()
    rows = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    )
    fresh, former = (*rows.order_by("-pk")[:2], None, None)[:2]
    if fresh is None or former is None or fresh.change_id != gesture.change_id:
        return
    is_same_hand = former.actor_id == gesture.author_id and former.timestamp >= since
    if is_same_hand and not Fingerprint.objects.filter(entry=former).exists():
        _carry_on(former, fresh)


def _carry_on(former: LogEntry, fresh: LogEntry) -> None:
    first: EventDetails = dict(former.changes or {})
    last: EventDetails = dict(fresh.changes or {})
    lines_by_name = {name: [first.get(name, value)[0], value[1]] for name, value in last.items()}
    fresh.changes, fresh.action = first | lines_by_name, former.action
    fresh.save(update_fields=["changes", "action"])
    gone = former.change_id
    former.delete()
    if gone and not LogEntry.objects.filter(change=gone).exists():
        Change.objects.filter(pk=gone).delete()


def bulk_create(
    model: type[Record],
    records: Iterable[Record],
    read: Callable[[Sequence[models.Model]], Sequence[Changes]] = creations,
) -> list[Record]:
    """Inserts the records and their audit entries; inside `write` only. Returns them with keys.

    `told` says what their entries tell, in their order, when it is more than the records do.
    """
    gesture = _required_gesture()
    made = list(records)
    insert_records(made)
    write_entries(made, LogEntry.Action.CREATE, gesture, read(made))
    return made


def bulk_set(records: Sequence[models.Model], name: str, value: object) -> None:
    """Gives one field of these records this value, with their audit entries; inside `write` only.

    The records are of one model, which decides alone what its own save would compute.
    """
    gesture = _required_gesture()
    if not records:
        return
    changes = assignments(records, name, value)
    for record in records:
        setattr(record, name, value)
    numbers = [record.pk for record in records]
    type(records[0])._base_manager.filter(pk__in=numbers).update(**{name: value})
    write_entries(records, LogEntry.Action.UPDATE, gesture, changes)


def bulk_create_parts(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Inserts rows that the entry of their new owner already tells; inside `write` only."""
    _required_gesture()
    insert_parts(model, columns, rows)


def bulk_delete(model: type[models.Model], numbers: list[int]) -> int:
    """Removes rows, and the parts that go with them, with their audit entries; inside `write`."""
    gesture = _required_gesture()
    going = model._base_manager.filter(pk__in=numbers)
    gone = list(going)
    write_entries(gone, LogEntry.Action.DELETE, gesture, deletions(gone))
    for relation in model._meta.related_objects:
        part = relation.related_model
        if relation.on_delete is models.CASCADE and isinstance(part, type):
            parts = part._base_manager.filter(**{f"{relation.field.name}__in": numbers})
            parts._raw_delete(parts.db)
    for field in model._meta.many_to_many:
        if isinstance(tie := field.remote_field.through, type):
            ties = tie._base_manager.filter(**{f"{field.m2m_field_name()}__in": numbers})
            ties._raw_delete(ties.db)
    return going._raw_delete(going.db)


def _required_gesture() -> CurrentChange:
    gesture = current.get()
    if gesture is None:
        raise RuntimeError("Une écriture groupée se fait dans journal.write().")
    return gesture


def record_opening(
    author: AbstractBaseUser, record: models.Model, *, cooperation_id: int
) -> LogEntry:
    """The entry that says the author opened a confidential record; the only write a GET may do."""
    return record_event("opening", author, record, cooperation_id=cooperation_id)


def record_event(
    event: str,
    author: AbstractBaseUser | None,
    record: models.Model,
    *,
    cooperation_id: int | None = None,
    address: str = "",
    remote_addr: str | None = None,
) -> LogEntry:
    """The entry of what changes no record: an opening, an export, a sign-in.

    `address` is the page it was done on; `remote_addr` the network address it came from.
    """
    log_entry: LogEntry = LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_pk=str(record.pk),
        object_id=record.pk,
        object_repr=str(record),
        action=LogEntry.Action.ACCESS,
        changes={},
        actor_id=author.pk if author else None,
        cooperation_id=cooperation_id,
        remote_addr=remote_addr,
        additional_data={"event": event, "address": address[:500]},
    )
    return log_entry


def forget(model: type[models.Model], number: int) -> None:
    """Erases the values that the journal holds of this record; who wrote and when stay."""
    forget_values(
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id=number
        )
    )


def forget_values(entries: models.QuerySet[LogEntry]) -> None:
    """Erases the values of these entries.

    The salt of a sealed entry goes with its values: the chain of seals holds.
    """
    numbers = list(entries.order_by().values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        some = LogEntry.objects.filter(pk__in=numbers[start : start + AT_ONCE])
        some.update(
            changes={}, object_repr="", serialized_data=None, additional_data=None, remote_addr=None
        )
        Fingerprint.objects.filter(entry__in=some).update(salt="")
