"""Where: communes, intercommunalités, départements, régions and drawn perimeters."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "maillage.ground.territories"
    label = "territories"
    verbose_name = "territoires"
