"""A later version of Maillage: one app more, whose migration writes a lot and may fail."""

from django.apps import AppConfig


class LaterConfig(AppConfig):
    name = "tests.roof.upkeep.later"
    label = "later"
