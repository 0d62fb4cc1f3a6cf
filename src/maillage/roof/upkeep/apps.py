"""What keeps an installation for years: backup, restore, upgrade, and how it feels now."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "maillage.roof.upkeep"
    label = "upkeep"
