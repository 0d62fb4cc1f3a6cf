"""The installation itself: settings, addresses and entry points."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "maillage.config"
    label = "config"
