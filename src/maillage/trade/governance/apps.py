"""Who decides what, by which rule, and where does each structure stand?"""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "maillage.trade.governance"
    label = "governance"
    verbose_name = "gouvernance"
