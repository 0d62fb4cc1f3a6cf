"""`run restore FILE`: an installation comes back from its backup."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from maillage.roof.upkeep.faults import UpkeepError
from maillage.roof.upkeep.services.drill import Drill, drill
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
        parser.add_argument(
            "--from-elsewhere", action="store_true", help="accepte le fichier d’une autre clé"
        )
        parser.add_argument("--drill", action="store_true", help="essaie à côté, puis efface tout")

    def handle(self, *args: object, **options: object) -> None:
        """Says what came back."""
        path, from_elsewhere = Path(str(options["file"])), bool(options["from_elsewhere"])
        try:
            if options["drill"]:
                self.stdout.write(_report(drill(path=path, from_elsewhere=from_elsewhere)))
                return
            restored = restore(
                path=path, replace=bool(options["replace"]), from_elsewhere=from_elsewhere
            )
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


def _report(result: Drill) -> str:
    manifest, place = result.manifest, "est" if result.is_seal_here else "n’est pas"
    seal = f"son dernier sceau, {result.seal}, {place} dans la base en service"
    lines = [
        f"Essai réussi : {len(manifest.tables)} tables, {manifest.rows} lignes et "
        f"{len(manifest.files)} pièces jointes reviennent, état du {manifest.taken_at}.",
        f"Le journal est intact ; {seal if result.seal else 'aucun jour n’y est scellé'}.",
    ]
    if result.changed:
        names = ", ".join(result.changed)
        lines.append(f"Changées par la mise à jour, un effacement ou une lettre retenue : {names}.")
    return "\n".join([*lines, "Rien n’a été touché ici, et il ne reste rien de l’essai."])
