"""Layout, the five forms, and the points by which rooms answer each other."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from maillage.core.points import POINT_MODULES


class CoreConfig(AppConfig):
    name = "maillage.core"
    label = "core"

    def ready(self) -> None:
        autodiscover_modules(*POINT_MODULES)
