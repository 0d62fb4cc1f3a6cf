"""Who changed what, who opened what, and when."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "maillage.foundation.journal"
    label = "journal"
    verbose_name = "journal"
