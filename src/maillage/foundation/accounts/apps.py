"""Who may sign in, and how they prove who they are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "maillage.foundation.accounts"
    label = "accounts"
    verbose_name = "comptes"

    def ready(self) -> None:
        """Dates the sessions, and lets a reset link open."""
        from maillage.foundation.accounts.lifetime import time_sessions
        from maillage.foundation.accounts.tries import open_by_reset

        time_sessions()
        open_by_reset()
