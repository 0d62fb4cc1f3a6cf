"""How many wrong passwords are heard? Ten an hour for one account, wherever they come from.

A device that already signed in to the account counts its own: whoever uses up the ten closes
nothing to its owner there. A reset link makes a device known, and begins the count again.
"""

import errno
import hashlib

from allauth.account import signals
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from maillage.core.faults import is_full
from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.waiting_forms import last_name, last_signed_in

APP = "allauth.account"  # whose rates are those of the settings
FROM_ANYWHERE, FROM_KNOWN_DEVICE = "login_failed", "login_failed_here"
PROVEN = "proven_account"


def account_key(email: str) -> str:
    """What the tries on an account are counted under.

    By the library's own key, each port of `Host` would give ten tries.
    """
    return f"login:{email.strip().lower()}"


def device_key(request: HttpRequest, email: str) -> str:
    """What the tries from a device that already signed in to this account are counted under."""
    number = last_signed_in(request)
    if not number or not User.objects.filter(pk=number, email__iexact=email.strip()).exists():
        return ""
    cookie = hashlib.sha256(request.COOKIES[last_name()].encode()).hexdigest()
    return f"{account_key(email)}:{cookie}"


def count_try(request: HttpRequest, email: str) -> ratelimit.RateLimitUsage | None:
    """The try, to be taken back when it was right; None when there were too many.

    OSError when nothing can be counted, because nothing can be written.
    """
    device = device_key(request, email)
    action, key = (FROM_KNOWN_DEVICE, device) if device else (FROM_ANYWHERE, account_key(email))
    usage = ratelimit.consume(request, app=APP, action=action, key=key)
    if usage is None and not cache.add(f"written:{get_random_string(20)}", "yes", 1):
        raise OSError(errno.ENOSPC if is_full(settings.DATA) else errno.EROFS, "tries uncounted")
    return usage


def open_by_reset() -> None:
    """From now on who comes by a reset link is heard again, and their device is known."""
    signals.password_reset.connect(_open, dispatch_uid="accounts.tries")


def proven_account(request: HttpRequest) -> str:
    """The number of the account that a reset link has just proven, or nothing."""
    return str(getattr(request, PROVEN, ""))


def _open(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    keys = {
        FROM_ANYWHERE: account_key(user.email),
        FROM_KNOWN_DEVICE: device_key(request, user.email),
    }
    for action, key in keys.items():
        rate = {action: settings.TRIES_OF_ACCOUNT}
        ratelimit.clear(request, app=APP, action=action, key=key, config=rate)
    setattr(request, PROVEN, user.pk)
