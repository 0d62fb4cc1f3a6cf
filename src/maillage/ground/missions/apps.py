"""Where does every mission of the officer stand, and what comes next?"""

from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "maillage.ground.missions"
    label = "missions"
    verbose_name = "missions"
    # Where a page shows in an order that is not the alphabet what several of its tools answer.
    answers_in_order = {"searchables": ("mission", "guides")}
