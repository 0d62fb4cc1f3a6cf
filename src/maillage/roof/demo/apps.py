"""The demonstration, fictional from its territories to its people."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "maillage.roof.demo"
    label = "demo"
