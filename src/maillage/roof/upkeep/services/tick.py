"""What is done each minute: letters leave, facts expire, missions age, the day is sealed."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.utils import timezone

from maillage.core.chores import chores
from maillage.foundation.cooperations.life.services import erase_abandoned_notes
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.files.store import sweep
from maillage.foundation.exchange.import_wizard.services.uploads import purge_files
from maillage.foundation.journal.seals import seal_past_days
from maillage.foundation.mail.services import empty_old_letters, send_due_letters
from maillage.ground.directory.confidences.services import erase_expired_facts
from maillage.ground.missions.portfolio.services import take_snapshot
from maillage.ground.missions.reminders.services import write_reminders
from maillage.ground.missions.states.states import store_stale
from maillage.roof.upkeep.services.failures import attempt, forget_all_but, watch

Chore = Callable[[datetime], object]
log = logging.getLogger("maillage.upkeep")


def tick(now: datetime) -> list[str]:
    """Which chores failed, once each was tried: what fails holds nothing else back.

    Letters leave first: somebody waits for them. Each chore may run twice, even at once: what has
    been done is not done again.
    """
    failed = [name for chore in _chores() if (name := attempt(chore, now))]
    forget_all_but(failed)
    return failed


def _chores() -> list[Chore]:
    rooms = chores.functions()
    ours = [write_reminders, purge_uploads, close_days, follow_cooperations, watch]
    return [send_due_letters, *rooms, *ours]


def purge_uploads(now: datetime) -> None:
    """Removes the files of imports that nobody will read again."""
    purge_files()


def close_days(now: datetime) -> None:
    """Seals the days that are over; once a day, forgets what has been kept long enough."""
    if seal_past_days(now):
        call_command("clearsessions")
        empty_old_letters(now)
        erase_abandoned_notes(now)
        sweep()


def follow_cooperations(now: datetime) -> None:
    """Erases what has expired in each cooperation, and stores the states that are stale.

    One that fails holds no other back; the first error is raised once all were followed.
    """
    errors = []
    for cooperation in Cooperation.objects.all().iterator():
        try:
            _follow(cooperation, now)
        except Exception as error:
            log.exception("cooperation %s not followed", cooperation.pk)
            errors.append(error)
    if errors:
        raise errors[0]


def _follow(cooperation: Cooperation, now: datetime) -> None:
    today = timezone.localdate(now)
    erase_expired_facts(cooperation=cooperation, today=today)
    moved = store_stale(cooperation, today)
    if moved or not cooperation.snapshots.filter(on=today).exists():
        take_snapshot(cooperation, today)
