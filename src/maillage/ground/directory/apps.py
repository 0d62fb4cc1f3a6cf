"""Who: structures, their services, people and their dated mandates, members and actors."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "maillage.ground.directory"
    label = "directory"
    verbose_name = "annuaire"
    # Where a page shows in an order that is not the alphabet what several of its tools answer.
    answers_in_order = {"dates": ("people", "members")}
