"""How does the sign-in library behave here? Nobody registers alone: accounts come by invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from maillage.foundation.accounts.kept import give_to
from maillage.foundation.accounts.models import User


class ClosedAccountAdapter(DefaultAccountAdapter):
    """The library's behaviour, with open registration shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an officer or an administrator invites."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Signs in; a form typed here by somebody else does not wait for this account."""
        give_to(request, user)
        super().login(request, user)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """The account alone: by the library's own key, each port of `Host` would give ten tries."""
        return f"login:{str(credentials.get('email', '')).strip().lower()}"
