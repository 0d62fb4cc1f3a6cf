"""Leaving a cooperation, and what becomes of what one wrote there for oneself alone."""

from datetime import datetime, timedelta

from django.conf import settings

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.life.queries import abandoned_records, private_records
from maillage.foundation.cooperations.records.models.visibility import VisibleRecord
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.journal import services as journal

KEPT_FOR = timedelta(days=settings.DELAY_DAYS)


def hand_over_notes(*, access: Access, heir: Access) -> int:
    """How many private records of the holder now belong to this officer, for officers to read."""
    count = 0
    with journal.write(
        access.user,
        workspace_id=access.cooperation.workspace_id,
        cooperation_id=access.cooperation_id,
        topic="accesses",
    ):
        for rows in private_records(access):
            for record in rows:
                record.visibility, record.author = Visibility.OFFICERS, heir.user
                record.save(update_fields=["visibility", "author"])
                count += 1
    return count


def erase_notes(*, access: Access) -> int:
    """How many private records of the holder are erased, from the journal too."""
    with journal.write(
        access.user,
        workspace_id=access.cooperation.workspace_id,
        cooperation_id=access.cooperation_id,
        topic="accesses",
    ):
        return sum(_erase(record) for rows in private_records(access) for record in rows)


def erase_abandoned_notes(now: datetime) -> int:
    """How many private records are erased, whose authors left a month ago and chose nothing."""
    count = 0
    for rows in abandoned_records(now - KEPT_FOR):
        for record in rows:
            with journal.write(
                None,
                workspace_id=record.cooperation.workspace_id,
                cooperation_id=record.cooperation_id,
                topic="accesses",
            ):
                count += _erase(record)
    return count


def _erase(record: VisibleRecord) -> int:
    model, number = type(record), record.pk
    record.delete()
    journal.forget(model, number)
    return 1
