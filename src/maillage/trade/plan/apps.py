"""What is done together, by which structures, and for when?"""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "maillage.trade.plan"
    label = "plan"
    verbose_name = "plan d’action"
