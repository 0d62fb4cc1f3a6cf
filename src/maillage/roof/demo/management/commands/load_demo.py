"""Loads the demonstration, once, and says who may sign in."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from maillage.foundation.cooperations.models import Workspace
from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR, PASSWORD
from maillage.roof.demo.large import Size
from maillage.roof.demo.making import make_demo

ROLES = {
    "officer": "chargée de coopération",
    "team": "équipe projet",
    "elected": "élu",
    "partner": "partenaire",
    "observer": "observatrice",
    "": "administration de l’espace",
}


class Command(BaseCommand):
    """Fills an empty database; a second run only says the accounts again."""

    help = "Charge la démonstration : trois coopérations fictives, un compte par rôle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Adds --large."""
        parser.add_argument(
            "--large", action="store_true", help="ajoute 500 structures et 10 000 personnes"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Makes the demonstration where there is none yet, whole or not at all."""
        if not Workspace.objects.exists():
            with transaction.atomic():
                make_demo(today=timezone.localdate(), large=Size() if options["large"] else None)
        for account in (*ACCOUNTS, ADMINISTRATOR):
            self.stdout.write(f"{ROLES[account.role]:<28} {account.email}")
        self.stdout.write(f"mot de passe : {PASSWORD}")
