"""Who may sign in, and how they prove who they are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "maillage.foundation.accounts"
    label = "accounts"
    verbose_name = "comptes"

    def ready(self) -> None:
        """Dates the sessions."""
        from maillage.foundation.accounts.lifetime import time_sessions

        time_sessions()
