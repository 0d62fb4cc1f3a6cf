"""`django load_territories`: the official register enters the database."""

from django.core.management.base import BaseCommand

from maillage.ground.territories.territories.queries import official_register
from maillage.ground.territories.territories.services.official import load_official


class Command(BaseCommand):
    """Copies the built register into the database, unless it is there already."""

    help = "Charge le registre officiel des territoires dans la base."

    def handle(self, *args: object, **options: object) -> None:
        """Says how many territories were written."""
        written = load_official(official_register())
        self.stdout.write(
            f"{written} territoires chargés." if written else "Les territoires sont à jour."
        )
