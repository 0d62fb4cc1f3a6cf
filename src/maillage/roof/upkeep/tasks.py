"""What runs in the background: the backup of the day."""

from django.utils import timezone
from django_tasks import task

from maillage.roof.upkeep.models import BackupRun
from maillage.roof.upkeep.services import daily


@task()
def make_daily_backup(number: int) -> None:
    """Makes the backup that this run claimed."""
    daily.make_daily_backup(run=BackupRun.objects.get(pk=number), now=timezone.now())
