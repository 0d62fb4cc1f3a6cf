"""What is done each minute: ageing of the missions, photograph of the day, seal of the journal."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.seals import seal_past_days
from maillage.ground.missions.snapshots import take_snapshot
from maillage.ground.missions.states import store_stale


class Command(BaseCommand):
    """Runs one tick; the supervisor calls it each minute."""

    help = "Une battue : états des missions, photographie du jour, sceau du journal."

    def handle(self, *args: object, **options: object) -> None:
        """Stores what has become stale, cooperation by cooperation."""
        today = timezone.localdate()
        if seal_past_days(timezone.now()):
            call_command("clearsessions")
        for cooperation in Cooperation.objects.all().iterator():
            moved = store_stale(cooperation, today)
            if moved or not cooperation.snapshots.filter(on=today).exists():
                take_snapshot(cooperation, today)
