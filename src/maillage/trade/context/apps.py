"""What came before, what moves around the cooperation, and when is it time to act?"""

from django.apps import AppConfig


class ContextConfig(AppConfig):
    name = "maillage.trade.context"
    label = "context"
    verbose_name = "contexte"
