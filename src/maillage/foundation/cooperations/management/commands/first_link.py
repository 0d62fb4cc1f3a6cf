"""Says the path of the first access, while nobody has an account."""

from django.core.management.base import BaseCommand
from django.urls import reverse

from maillage.foundation.cooperations.services.first_start import first_token


class Command(BaseCommand):
    """Prints the path, or nothing once the installation has been opened."""

    help = "Donne le chemin du premier accès, tant que personne n’a de compte."

    def handle(self, *args: object, **options: object) -> None:
        """Writes the path of the first access."""
        token = first_token()
        if token is not None:
            self.stdout.write(reverse("cooperations:first_start", args=[token]))
