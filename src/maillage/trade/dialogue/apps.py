"""What was heard, what is disputed, and what could everyone live with?"""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "maillage.trade.dialogue"
    label = "dialogue"
    verbose_name = "dialogue"
