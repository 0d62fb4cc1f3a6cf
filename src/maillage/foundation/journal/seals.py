"""Has anybody edited the journal? Each past day is sealed, and each seal holds the one before.

An entry's values are sealed by a salted hash, kept apart: they can be erased, with their salt,
without breaking the chain. Who, when and what are sealed as they are.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from maillage.foundation.journal.models import Fingerprint, LogEntry, Seal

SETTLED = timedelta(minutes=10)
AT_ONCE = 1000


@dataclass(frozen=True)
class Fault:
    """The first day whose seal does not match, and what differs."""

    day: date
    sentence: str


def seal_past_days(now: datetime) -> list[Seal]:
    """Seals every day that is over and not sealed yet, in order; returns the seals made.

    A day is over ten minutes after midnight, universal time, when no transaction writes in it.
    """
    last = Seal.objects.last()
    first = LogEntry.objects.order_by("timestamp", "pk").first()
    if first is None:
        return []
    day = last.day + timedelta(days=1) if last else _day_of(first)
    made = []
    while day < (now.astimezone(UTC) - SETTLED).date():
        made.append(_seal(day))
        day += timedelta(days=1)
    return made


def first_fault() -> Fault | None:
    """The first sealed day that the journal no longer matches, or None."""
    before = ""
    for seal in Seal.objects.order_by("day", "pk"):
        entries = _entries_of(seal.day)
        late = entries.filter(fingerprint__isnull=True).count()
        edited = [entry.pk for entry in entries.iterator() if _is_edited(entry)]
        if late:
            return Fault(seal.day, _("%(n)d entrées ajoutées après coup") % {"n": late})
        if edited:
            return Fault(seal.day, _("valeurs modifiées, entrée %(n)d") % {"n": edited[0]})
        if _digest(before, entries) != seal.digest:
            return Fault(seal.day, _("entrée modifiée ou retirée"))
        before = seal.digest
    return None


def _seal(day: date) -> Seal:
    """The seal of the day; two ticks at once make the same, from the fingerprints of the first."""
    entries = _entries_of(day)
    while some := list(entries.filter(fingerprint__isnull=True)[:AT_ONCE]):
        fingerprints = [_fingerprint(entry) for entry in some]
        Fingerprint.objects.bulk_create(fingerprints, ignore_conflicts=True)
    with transaction.atomic():
        before = Seal.objects.filter(day__lt=day).last()
        digest = _digest(before.digest if before else "", entries)
        values = {"digest": digest, "entries": entries.count()}
        return Seal.objects.get_or_create(day=day, defaults=values)[0]


def _entries_of(day: date) -> QuerySet[LogEntry]:
    start = datetime.combine(day, time(), UTC)
    log_entries: QuerySet[LogEntry] = (
        LogEntry.objects.filter(timestamp__gte=start, timestamp__lt=start + timedelta(days=1))
        .select_related("fingerprint", "content_type")
        .order_by("pk")
    )
    return log_entries


def _day_of(entry: LogEntry) -> date:
    moment: datetime = entry.timestamp
    return moment.astimezone(UTC).date()


def _digest(before: str, entries: QuerySet[LogEntry]) -> str:
    chain = hashlib.sha256(before.encode())
    for entry in entries.iterator(chunk_size=AT_ONCE):
        chain.update(_canonical(_facts(entry)))
    return chain.hexdigest()


def _facts(entry: LogEntry) -> list[object]:
    """Who, when, what, and the hash of the values."""
    return [
        entry.pk,
        entry.actor_id,
        entry.timestamp.astimezone(UTC).isoformat(),
        entry.action,
        list(entry.content_type.natural_key()),
        entry.object_pk,
        entry.change_id,
        entry.cooperation_id,
        entry.sheet,
        entry.fingerprint.values_digest,
    ]


def _fingerprint(entry: LogEntry) -> Fingerprint:
    salt = get_random_string(32)
    return Fingerprint(entry=entry, salt=salt, values_digest=_values_digest(entry, salt))


def _values(entry: LogEntry) -> list[object]:
    return [entry.object_repr, entry.changes, entry.additional_data, entry.remote_addr]


def _values_digest(entry: LogEntry, salt: str) -> str:
    return hashlib.sha256(salt.encode() + _canonical(_values(entry))).hexdigest()


def _is_edited(entry: LogEntry) -> bool:
    """Whether the values are not those sealed; erased ones are empty, and so is their salt."""
    fingerprint = getattr(entry, "fingerprint", None)
    if fingerprint is None:
        return False
    if not fingerprint.salt:
        return any(_values(entry))
    return bool(_values_digest(entry, fingerprint.salt) != fingerprint.values_digest)


def _canonical(facts: list[object]) -> bytes:
    return json.dumps(facts, sort_keys=True, default=str, ensure_ascii=False).encode()
