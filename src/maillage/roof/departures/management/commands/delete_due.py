"""Removes the cooperations whose day has come."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.roof.departures.services.deletion import delete_due


class Command(BaseCommand):
    """Run by the tick each day; running it twice changes nothing."""

    help = "Supprime les coopérations dont la date demandée est venue."

    def handle(self, *args: object, **options: object) -> None:
        """Deletes and counts."""
        gone = delete_due(timezone.localdate())
        if gone:
            self.stdout.write(f"{gone} coopérations supprimées.")
