"""`run upgrade`: the database follows the software, or stays as it was."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.roof.upkeep.faults import UpkeepError
from maillage.roof.upkeep.services.upgrade import upgrade


class Command(BaseCommand):
    """Backs up, migrates and verifies; safe to run again."""

    help = "Sauvegarde, met la base à jour et la vérifie ; tout est défait au premier défaut."
    requires_migrations_checks = False
    requires_system_checks = ()  # what a migration leaves is checked before it is kept

    def handle(self, *args: object, **options: object) -> None:
        """Says what was done."""
        try:
            done = upgrade(folder=Path(settings.BACKUPS))
        except UpkeepError as fault:
            raise CommandError(str(fault)) from fault
        if not done.migrations:
            self.stdout.write("La base est à jour.")
            return
        before = f" Sauvegarde d’avant : {done.backup}." if done.backup else ""
        self.stdout.write(
            f"La base est à jour : {len(done.migrations)} migrations, tout est vérifié.{before}"
        )
