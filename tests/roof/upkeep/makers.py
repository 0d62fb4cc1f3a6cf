"""Makes beats and daily backups for tests."""

from datetime import date, datetime

from django.utils import timezone

from maillage.roof.upkeep.models import BackupRun, Beat, Failure
from tests.records import create_record


def make_beat(**values: object) -> Beat:
    """The last beat of this name, now by default."""
    return create_record(Beat, values, name="tick", at=timezone.now)


def make_backup_run(
    *,
    day: date = date(2026, 11, 25),
    state: str = BackupRun.State.DONE,
    started_at: datetime | None = None,
    failure: str = "",
) -> BackupRun:
    """The backup of a day, made and of 4 MB by default."""
    started = started_at or timezone.now()
    done = state == BackupRun.State.DONE
    return BackupRun.objects.create(
        day=day,
        state=state,
        started_at=started,
        finished_at=started if done else None,
        file_name=f"maillage-{day}.zip" if done else "",
        size=4_194_304 if done else 0,
        rows=211_469 if done else 0,
        failure=failure,
    )


def make_failure(**values: object) -> Failure:
    """A failure of this kind, since now."""
    return create_record(
        Failure, values, kind=Failure.BACKUP, sentence="Le disque est plein.", since=timezone.now()
    )
