"""Who pays what the plan costs, how sure is it, and by when does it come?"""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "maillage.trade.funding"
    label = "funding"
    verbose_name = "financement"
