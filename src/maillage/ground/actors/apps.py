"""What one can have a position on, and who weighs: the play of actors."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "maillage.ground.actors"
    label = "actors"
    verbose_name = "jeu d’acteurs"
