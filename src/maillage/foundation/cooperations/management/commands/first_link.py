"""Gives the one-time link of the first administrator, while nobody has an account."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from maillage.foundation.cooperations.installation.queries import is_untouched
from maillage.foundation.cooperations.links.services import first_path


class Command(BaseCommand):
    """Writes nothing once an account exists: the link would open nothing."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Écrit le lien du premier accès, tant que personne n’a de compte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address under which people reach the installation."""
        parser.add_argument("--origin", default="")

    def handle(self, *args: object, **options: str) -> None:
        """The link, alone on its line."""
        if is_untouched():
            self.stdout.write(f"{options['origin'].rstrip('/')}{first_path()}")
