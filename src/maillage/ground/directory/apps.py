"""Who: structures, their services, people and their dated mandates, members and actors."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "maillage.ground.directory"
    label = "directory"
    verbose_name = "annuaire"
