"""Is the installation well: its backups recent, its parts ready?"""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from maillage.foundation.cooperations.spaces.models import Workspace
from maillage.foundation.mail.queries import failing_letters, is_mail_stuck
from maillage.roof.upkeep.archive.shape import Migration, applied
from maillage.roof.upkeep.models import BackupRun, Beat

OLDEST = timedelta(days=2)
LONGEST_SILENCE = timedelta(minutes=5)
SMALLEST_ROOM = 100 * 1024 * 1024
SHOWN = 30


@dataclass(frozen=True)
class Standing:
    """Where the daily backups stand: the last one done, and what worries, in words, or nothing.

    `is_new` while none was due yet.
    """

    last: BackupRun | None
    warning: str
    is_new: bool


def latest_runs() -> list[BackupRun]:
    """The backups of the last thirty days, latest first."""
    return list(BackupRun.objects.order_by("-day", "pk")[:SHOWN])


def standing(runs: list[BackupRun], now: datetime) -> Standing:
    """Where these backups stand, latest first."""
    done = [run for run in runs if run.state == BackupRun.State.DONE]
    ended = [run for run in runs if run.state != BackupRun.State.RUNNING]
    return Standing(done[0] if done else None, _warning(runs, done, now), is_new=not ended)


def first_workspace() -> Workspace | None:
    """The workspace that opened the installation: its administrators look after it."""
    return Workspace.objects.order_by("pk").first()


def has_failing_letters(now: datetime) -> bool:
    """Whether letters were given up since a day, or the mail server takes none."""
    return failing_letters(now).exists() or is_mail_stuck(now)


def tasks_failed(now: datetime) -> list[str]:
    """The background tasks that failed since a day, by name."""
    rows = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gte=now - timedelta(days=1)
    )
    paths = set(rows.values_list("task_path", flat=True))
    return sorted(path.removeprefix("maillage.") for path in paths)


def _warning(runs: list[BackupRun], done: list[BackupRun], now: datetime) -> str:
    if runs and runs[0].state == BackupRun.State.FAILED:
        return _("La dernière sauvegarde a échoué. %(why)s") % {"why": runs[0].failure}
    if not done:
        return _(
            "Aucune sauvegarde automatique n’a encore été faite : elle se fait chaque jour à "
            "%(hour)s h, si Maillage est ouvert."
        ) % {"hour": settings.BACKUP_HOUR}
    if now - done[0].started_at > OLDEST:
        return _(
            "La dernière sauvegarde a plus de deux jours. Vérifiez que le travail de fond tourne "
            "et que le disque a de la place, ou lancez « run backup »."
        )
    return ""


def lacking(now: datetime) -> list[str]:
    """What the installation lacks to serve, by name: nothing when it is ready."""
    try:
        pairs = set(applied())
        beat = Beat.objects.filter(name="tick").first() if pairs >= _wanted() else None
    except DatabaseError:
        return ["base"]
    names = [] if pairs >= _wanted() else ["migrations"]
    if not _has_room(Path(settings.DATA)):
        names.append("disque")
    if beat is None or abs(now - beat.at) > LONGEST_SILENCE:
        names.append("battement")
    return names


@cache
def _wanted() -> frozenset[Migration]:
    """The migrations of this version, which do not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _has_room(folder: Path) -> bool:
    """Whether one can write there, and still some hundred megabytes."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return False
    return os.access(folder, os.W_OK) and free >= SMALLEST_ROOM
