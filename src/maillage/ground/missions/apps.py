"""Where does every mission of the officer stand, and what comes next?"""

from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "maillage.ground.missions"
    label = "missions"
    verbose_name = "missions"
