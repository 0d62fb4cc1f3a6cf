"""The backup of each day: claimed once by whoever ticks, made in the background, then rotated."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.roof.upkeep.models import BackupRun, Beat, Failure
from maillage.roof.upkeep.rotation import daily_name, delete_older_days
from maillage.roof.upkeep.services.backup import make_backup
from maillage.roof.upkeep.services.copies import copy_elsewhere
from maillage.roof.upkeep.services.failures import reason_in_words, settle

TICK = "tick"
MOST_TRIES = 3
PATIENCE = timedelta(hours=1)
log = logging.getLogger("maillage.upkeep")


def record_beat(now: datetime) -> None:
    """Remembers that the tick passed."""
    Beat.objects.update_or_create(name=TICK, defaults={"at": now})


def claim_backup(now: datetime) -> BackupRun | None:
    """The backup of the day for the caller to make, or None when it is not theirs to make.

    One row a day, taken by one alone. A backup that failed, or that a stop left in the middle, is
    tried again after an hour, three times at most.
    """
    local = timezone.localtime(now)
    if local.hour < settings.BACKUP_HOUR:
        return None
    try:
        with transaction.atomic():
            return BackupRun.objects.create(day=local.date(), started_at=now)
    except IntegrityError:
        return _claim_again(BackupRun.objects.get(day=local.date()), now)


def _claim_again(run: BackupRun, now: datetime) -> BackupRun | None:
    is_late = abs(now - run.started_at) > PATIENCE
    if run.state == BackupRun.State.DONE or run.tries >= MOST_TRIES or not is_late:
        return None
    taken = BackupRun.objects.filter(pk=run.pk, tries=run.tries, started_at=run.started_at).update(
        tries=run.tries + 1, started_at=now, state=BackupRun.State.RUNNING
    )
    return BackupRun.objects.get(pk=run.pk) if taken else None


def make_daily_backup(*, run: BackupRun, now: datetime) -> BackupRun:
    """The run, done or failed with its reason; older backups are deleted only once it is done.

    It is copied elsewhere once done, if the settings say how.
    """
    folder = Path(settings.BACKUPS)
    path = folder / daily_name(run.day)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        manifest = make_backup(path=path)
        run.state, run.failure = BackupRun.State.DONE, ""
        run.file_name, run.size, run.rows = path.name, path.stat().st_size, manifest.rows
        delete_older_days(folder)
    except Exception as error:  # whatever it is, the page and a letter say that there is none
        log.exception("daily backup failed")
        run.state, run.failure = BackupRun.State.FAILED, reason_in_words(error)
    run.finished_at = now
    run.save()
    if run.state == BackupRun.State.DONE:
        settle(Failure.COPY, copy_elsewhere(path), now)
    return run
