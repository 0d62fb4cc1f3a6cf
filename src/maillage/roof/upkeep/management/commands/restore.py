"""`run restore FILE`: an installation comes back from its backup."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from maillage.roof.upkeep.faults import UpkeepError
from maillage.roof.upkeep.services.restore import restore


class Command(BaseCommand):
    """Restores a backup into an empty database, or in place of what it holds."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Restaure une sauvegarde, sur SQLite comme sur PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to read, and the consent to replace."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="remplace ce que la base contient"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Says what came back."""
        try:
            restored = restore(path=Path(str(options["file"])), replace=bool(options["replace"]))
        except UpkeepError as fault:
            raise CommandError(str(fault)) from fault
        call_command("createcachetable", verbosity=0)
        cache.clear()
        manifest = restored.manifest
        self.stdout.write(
            f"Restauré : {len(manifest.tables)} tables, {manifest.rows} lignes, "
            f"{len(manifest.files)} pièces jointes, toutes vérifiées ; état du "
            f"{manifest.taken_at}. {restored.erased} personnes effacées depuis ne reviennent pas. "
            "Chacun devra se reconnecter."
        )
