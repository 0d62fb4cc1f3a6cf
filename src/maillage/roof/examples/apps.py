"""The living examples, which answer only where they are switched on."""

from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    name = "maillage.roof.examples"
    label = "examples"
