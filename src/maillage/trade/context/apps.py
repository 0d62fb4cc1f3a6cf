"""What came before, what moves around the cooperation, and when is it time to act?"""

from django.apps import AppConfig


class ContextConfig(AppConfig):
    name = "maillage.trade.context"
    label = "context"
    verbose_name = "contexte"
    # Where a page shows in an order that is not the alphabet what several of its tools answer.
    answers_in_order = {
        "searchables": ("history", "signals", "act_or_wait"),
        "excerpts": ("signals", "nature", "history"),
    }
