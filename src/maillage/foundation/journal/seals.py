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
from maillage.foundation.journal.services import record_event

SETTLED = timedelta(minutes=10)
AT_ONCE = 1000
MOST_DAYS = 31  # at once: a clock in another century seals no other century


@dataclass(frozen=True)
class Fault:
    """The first day whose seal does not match, and what differs."""

    day: date
    sentence: str


def seal_past_days(now: datetime) -> list[Seal]:
    """Seals every day that is over and not sealed yet, in order; returns the seals made.

    A day is over ten minutes after midnight, universal time, when no transaction writes in it. A
    clock may have lied: days sealed before their end are open again until they are over.
    """
    open_unfinished_days(now)
    over = (now.astimezone(UTC) - SETTLED).date()
    made = [seal for day in _open_days(over) for seal in _seal_again(day)]
    first = LogEntry.objects.order_by("timestamp", "pk").first()
    if first is None:
        return made
    last = Seal.objects.order_by("day").last()
    day = last.day + timedelta(days=1) if last else _day_of(first)
    for _turn in range(MOST_DAYS):
        if day >= over:
            break
        made.append(_seal(day))
        day += timedelta(days=1)
    return made


def open_unfinished_days(now: datetime) -> None:
    """Opens again the days sealed that the clock does not say over, and writes it in the journal.

    It runs late now, or ran ahead when they were sealed: honest entries may still come in them. The
    entries that they had stay sealed.
    """
    early = Seal.objects.filter(day__gte=now.astimezone(UTC).date(), is_open=False)
    first = early.order_by("day", "pk").first()
    with transaction.atomic():
        if first and early.update(is_open=True):
            record_event("day_reopened_by_clock", None, first)


def first_fault() -> Fault | None:
    """The first seal that the journal no longer matches, or None."""
    before = ""
    open_days = set(Seal.objects.filter(is_open=True).values_list("day", flat=True))
    for seal in Seal.objects.all():
        late = _late_entries(seal.day).count()
        entries = _entries_of(seal.day, seal.again)
        edited = [entry.pk for entry in entries.iterator() if _is_edited(entry)]
        if late and seal.day not in open_days:
            return Fault(seal.day, _("%(n)d entrées ajoutées après coup") % {"n": late})
        if edited:
            return Fault(seal.day, _("valeurs modifiées, entrée %(n)d") % {"n": edited[0]})
        if _digest(before, entries) != seal.digest:
            return Fault(seal.day, _("entrée modifiée ou retirée"))
        before = seal.digest
    return None


def _open_days(over: date) -> list[date]:
    days = Seal.objects.filter(day__lt=over, is_open=True).order_by("day").distinct()
    return list(days.values_list("day", flat=True))


def _seal_again(day: date) -> list[Seal]:
    """The seal of what came in this day since it was sealed, if anything did; the day is closed."""
    with transaction.atomic():
        seals = Seal.objects.filter(day=day)
        if not seals.filter(is_open=True).update(is_open=False) or not _late_entries(day).exists():
            return []
        made = _seal(day, seals.count())
        record_event("day_sealed_again_after_clock", None, made)
        return [made]


def _seal(day: date, again: int = 0) -> Seal:
    """The seal of the day; two ticks at once make the same, from the fingerprints of the first."""
    while some := list(_late_entries(day)[:AT_ONCE]):
        fingerprints = [_fingerprint(entry, again) for entry in some]
        Fingerprint.objects.bulk_create(fingerprints, ignore_conflicts=True)
    with transaction.atomic():
        before, entries = Seal.objects.last(), _entries_of(day, again)
        digest = _digest(before.digest if before else "", entries)
        values = {"digest": digest, "entries": entries.count()}
        return Seal.objects.get_or_create(day=day, again=again, defaults=values)[0]


def _entries_on(day: date) -> QuerySet[LogEntry]:
    start = datetime.combine(day, time(), UTC)
    log_entries: QuerySet[LogEntry] = (
        LogEntry.objects.filter(timestamp__gte=start, timestamp__lt=start + timedelta(days=1))
        .select_related("fingerprint", "content_type")
        .order_by("pk")
    )
    return log_entries


def _late_entries(day: date) -> QuerySet[LogEntry]:
    """The entries of the day that no seal covers."""
    return _entries_on(day).filter(fingerprint__isnull=True)


def _entries_of(day: date, again: int) -> QuerySet[LogEntry]:
    """The entries that this seal of the day covers."""
    time_of_seal = {"fingerprint__again": again} if again else {"fingerprint__again__isnull": True}
    return _entries_on(day).filter(fingerprint__isnull=False, **time_of_seal)


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


def _fingerprint(entry: LogEntry, again: int) -> Fingerprint:
    salt = get_random_string(32)
    digest = _values_digest(entry, salt)
    return Fingerprint(entry=entry, salt=salt, values_digest=digest, again=again or None)


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
