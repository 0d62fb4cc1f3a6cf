"""`run backup FILE`: the whole installation in one file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from maillage.roof.upkeep.faults import UpkeepError
from maillage.roof.upkeep.services.backup import make_backup
from maillage.roof.upkeep.words import in_words


class Command(BaseCommand):
    """Writes a backup and says what it holds."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Sauvegarde la base et les pièces jointes dans un fichier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, **options: object) -> None:
        """Says the number of rows and attachments, and the size of the file."""
        path = Path(str(options["file"]))
        try:
            manifest = make_backup(path=path)
        except UpkeepError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            f"Sauvegarde faite : {path}, {in_words(path.stat().st_size)}, "
            f"{manifest.rows} lignes, {len(manifest.files)} pièces jointes."
        )
