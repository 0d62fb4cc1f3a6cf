"""What is done each minute: ageing of the missions, and the photograph of the day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.missions.snapshots import take_snapshot
from maillage.ground.missions.states import store_stale


class Command(BaseCommand):
    """Runs one tick; the supervisor calls it each minute."""

    help = "Une battue : états des missions et photographie du jour."

    def handle(self, *args: object, **options: object) -> None:
        """Stores what has become stale, cooperation by cooperation."""
        today = timezone.localdate()
        for cooperation in Cooperation.objects.all().iterator():
            moved = store_stale(cooperation, today)
            if moved or not cooperation.snapshots.filter(on=today).exists():
                take_snapshot(cooperation, today)
