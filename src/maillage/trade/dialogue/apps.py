"""What was heard, what is disputed, and what could everyone live with?"""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "maillage.trade.dialogue"
    label = "dialogue"
    verbose_name = "dialogue"
    # Where a page shows in an order that is not the alphabet what several of its tools answer.
    answers_in_order = {"searchables": ("notebook", "conflicts", "compromises")}
