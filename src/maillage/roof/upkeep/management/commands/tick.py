"""`tick`: what is done each minute."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from maillage.roof.upkeep.services.tick import tick


class Command(BaseCommand):
    """Runs one tick; the supervisor calls it each minute."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Une battue : courriels, états des missions, photographie du jour, sceau du journal."

    def handle(self, *args: object, **options: object) -> None:
        """Does all that can be done; CommandError when some of it failed."""
        if failed := tick(timezone.now()):
            raise CommandError(f"En échec : {', '.join(failed)}.")
