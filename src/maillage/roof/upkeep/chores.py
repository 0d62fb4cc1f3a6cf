"""Each minute: what a restore left, the beat, the backup of the day at its hour, the rows."""

import logging
from datetime import datetime

from django.db import connection, transaction

from maillage.core.chores import chores
from maillage.foundation.mail.services import write_letters
from maillage.roof.upkeep.faults import UpkeepError
from maillage.roof.upkeep.models import Beat
from maillage.roof.upkeep.release import version
from maillage.roof.upkeep.services.arrival import end_arrival
from maillage.roof.upkeep.services.daily import claim_backup, record_beat
from maillage.roof.upkeep.services.failures import version_letters
from maillage.roof.upkeep.tasks import make_daily_backup

ROWS_LOOKED_AT = 400
ALL_TABLES = 0x10002
VERSION = "version "
log = logging.getLogger("maillage.upkeep")


@chores.answer
def end_restore(now: datetime) -> list[str]:
    """Puts right what a restore that was cut has left; one under way is left alone."""
    try:
        end_arrival()
    except UpkeepError as fault:
        log.warning("restore unfinished: %s", fault)
    return []


@chores.answer
def begin_backup(now: datetime) -> list[str]:
    """The backup that begins, by its day."""
    record_beat(now)
    run = claim_backup(now)
    if run is None:
        return []
    make_daily_backup.enqueue(run.pk)
    return [f"sauvegarde du {run.day}"]


@chores.answer
def notify_version(now: datetime) -> list[str]:
    """The version that this installation serves from now on, written to those who look after it.

    Another tick may write it at the same instant: its row stays, its letters have the same keys.
    """
    served = f"{VERSION}{version()}"[:40]
    rows = Beat.objects.filter(name__startswith=VERSION)
    names = list(rows.values_list("name", flat=True))
    if served in names:
        return []
    with transaction.atomic():
        rows.delete()
        Beat.objects.get_or_create(name=served, defaults={"at": now})
        if names:
            write_letters(version_letters(names[0].removeprefix(VERSION)))
    return [served]


@chores.answer
def count_rows(now: datetime) -> list[str]:
    """Has SQLite count the rows of tables that have grown, so that it reads them by the best index.

    PostgreSQL does so by itself. Nothing is done while no table has grown tenfold.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            cursor.execute(f"PRAGMA optimize = {ALL_TABLES}")
    return []
