"""What is at stake for each structure, and where do they agree?"""

from django.apps import AppConfig


class StakesConfig(AppConfig):
    name = "maillage.trade.stakes"
    label = "stakes"
    verbose_name = "enjeux"
