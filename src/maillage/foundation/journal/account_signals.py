"""Who signed in, who failed to, who signed out, who changed a password or a second factor?

The sign-in library tells it by its signals; accounts has no service of its own to do so.
"""

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.journal.services import record_event


def connect_account_signals() -> None:
    """Connects the journal to the signals of sign-in, once, at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="journal.login")
    user_logged_out.connect(_signed_out, dispatch_uid="journal.logout")
    user_login_failed.connect(_failed, dispatch_uid="journal.login_failed")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password_changed, dispatch_uid="journal.password")
    factors.authenticator_added.connect(_factor_added, dispatch_uid="journal.factor_added")
    factors.authenticator_removed.connect(_factor_removed, dispatch_uid="journal.factor_removed")
    factors.authenticator_reset.connect(_factor_reset, dispatch_uid="journal.factor_reset")
    factors.authentication_failed.connect(_code_refused, dispatch_uid="journal.code_refused")


def _signed_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    record_event("login", user, user, remote_addr=_address(request))


def _signed_out(sender: object, request: HttpRequest, user: User | None, **kwargs: object) -> None:
    if user is not None:
        record_event("logout", user, user, remote_addr=_address(request))


def _password_changed(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    record_event("password", user, user, remote_addr=_address(request))


def _factor_added(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object
) -> None:
    record_event(f"{authenticator.type}_added", user, user, remote_addr=_address(request))


def _factor_removed(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object
) -> None:
    record_event(f"{authenticator.type}_removed", user, user, remote_addr=_address(request))


def _factor_reset(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object
) -> None:
    record_event(f"{authenticator.type}_reset", user, user, remote_addr=_address(request))


def _code_refused(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    record_event("code_refused", None, user, remote_addr=_address(request))


def _failed(
    sender: object, credentials: dict[str, str], request: HttpRequest | None, **kwargs: object
) -> None:
    """One entry, for a known account or not: what was typed may be a password, and is not kept."""
    typed = str(credentials.get("email", "")).lower()
    user = User.objects.filter(email=typed).first()
    record_event("login_failed", None, user or _nobody(), remote_addr=_address(request))


def _nobody() -> User:
    return get_user_model()(pk=0, name=_("adresse inconnue"))


def _address(request: HttpRequest | None) -> str | None:
    if request is None:
        return None
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None
