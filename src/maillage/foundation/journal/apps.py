"""Who changed what, who opened what, and when."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "maillage.foundation.journal"
    label = "journal"
    verbose_name = "journal"

    def ready(self) -> None:
        """Hears what the sign-in library tells."""
        from maillage.foundation.journal.account_signals import connect_account_signals

        connect_account_signals()
