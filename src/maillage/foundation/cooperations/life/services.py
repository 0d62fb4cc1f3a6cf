"""Leaving a cooperation, and what becomes of what one wrote there for oneself alone."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models.deletion import Collector
from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.life.queries import abandoned_records, private_records
from maillage.foundation.cooperations.records.models import VisibleRecord
from maillage.foundation.cooperations.spaces.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change


def _written(author: User, cooperation: Cooperation) -> AbstractContextManager[Change]:
    return journal.write_in(author, cooperation, "cooperation")


def close_cooperation(*, author: User, cooperation: Cooperation, reason: str) -> Cooperation:
    """The cooperation, closed now: everybody reads it, nobody writes in it.

    One that is closed already keeps its date and its reason.
    """
    with _written(author, cooperation):
        record = Cooperation.objects.get(pk=cooperation.pk)
        if record.is_closed:
            return record
        claim_version(record, record.version)
        record.closed_at, record.closing_reason = timezone.now(), reason
        record.save(update_fields=["closed_at", "closing_reason"])
    return record


def reopen_cooperation(*, author: User, cooperation: Cooperation) -> Cooperation:
    """The cooperation, open to writing again; the journal keeps why it had been closed."""
    with _written(author, cooperation):
        record = Cooperation.objects.get(pk=cooperation.pk)
        claim_version(record, record.version)
        record.closed_at, record.closing_reason = None, ""
        record.save(update_fields=["closed_at", "closing_reason"])
    return record


KEPT_FOR = timedelta(days=settings.DELAY_DAYS)


def hand_over_notes(*, access: Access, heir: Access) -> int:
    """How many private records of the holder now belong to this officer, for officers to read."""
    count = 0
    with journal.write_by(access, "accesses"):
        for rows in private_records(access):
            for record in rows:
                record.visibility, record.author = Visibility.OFFICERS, heir.user
                record.save(update_fields=["visibility", "author"])
                count += 1
    return count


def erase_notes(*, access: Access) -> int:
    """How many private records of the holder are erased, from the journal too."""
    with journal.write_by(access, "accesses"):
        return sum(_erase(record) for rows in private_records(access) for record in rows)


def erase_abandoned_notes(now: datetime) -> int:
    """How many private records are erased, whose authors left a month ago and chose nothing."""
    count = 0
    for rows in abandoned_records(now - KEPT_FOR):
        for record in rows:
            with journal.write_in(None, record.cooperation, "accesses"):
                count += _erase(record)
    return count


def _erase(record: VisibleRecord) -> int:
    """One record, with what goes with it, is gone, and the journal no longer says what it was."""
    gone = Collector(using=DEFAULT_DB_ALIAS, origin=record)
    gone.collect([record])
    numbers = [(model, one.pk) for model, rows in gone.data.items() for one in rows]
    record.delete()
    for model, number in numbers:
        journal.forget(model, number)
    return 1
