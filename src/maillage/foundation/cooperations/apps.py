"""Where people work together: spaces, cooperations, accesses and the doors that guard them."""

from django.apps import AppConfig


class CooperationsConfig(AppConfig):
    name = "maillage.foundation.cooperations"
    label = "cooperations"
    verbose_name = "coopérations"
