"""How does the sign-in library behave here? Nobody registers alone: accounts come by invitation."""

import base64
import secrets
from urllib.parse import urljoin, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.messages import warn
from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.recovery import HASHED, HashedCode
from maillage.foundation.accounts.sealing import seal, unsealed
from maillage.foundation.accounts.tries import count_try
from maillage.foundation.accounts.waiting_forms import give_to


class ClosedAccountAdapter(DefaultAccountAdapter):
    """The library's behaviour, with open registration shut."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": lazy(
            "Ce courriel et ce mot de passe ne vont pas ensemble : vérifiez l’un et l’autre."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an officer or an administrator invites."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be led to this address; one that cannot be read leads nowhere."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Signs in; a form typed here by somebody else does not wait for this account."""
        give_to(request, user)
        super().login(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The sign-in page, with the words of a wrong password: a closed account does not show."""
        warn(request, str(self.error_messages["email_password_mismatch"]))
        return redirect("account_login")

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Counts the try before any hashing; ValidationError when there were too many."""
        self._login_failed_rl_usage = count_try(request, str(credentials.get("email", "")))
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the letter: at the installation's own address, whatever was asked for."""
        address = str(super().get_reset_password_from_key_url(key))
        return str(urljoin(settings.PUBLIC_ADDRESS, urlsplit(address).path))


NO_SECOND_FACTOR = lazy("Ajoutez d’abord une application ou une clé.")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The library's second factors, in our words, with secrets that the database alone hides."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": NO_SECOND_FACTOR,
        "incorrect_code": lazy("Ce code n’est pas le bon. Attendez le suivant, puis recommencez."),
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored: unreadable without the installation's key."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; when the installation's key has changed, another one, which nobody knows."""
        try:
            text = unsealed(encrypted_text)
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()
        return HashedCode(text) if text.startswith(HASHED) else text

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """ "Clé 1" for the first key."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Clé %(number)d") % {"number": number}
