"""Each minute: the tick is remembered, and the backup of the day begins when its hour has come."""

from datetime import datetime

from maillage.core.chores import chores
from maillage.core.measures import forget_old_counts
from maillage.roof.upkeep.services.daily import claim_backup, record_beat
from maillage.roof.upkeep.tasks import make_daily_backup


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
def forget_counts(now: datetime) -> list[str]:
    """The counts of web processes that have ended, forgotten after an hour."""
    forget_old_counts()
    return []
