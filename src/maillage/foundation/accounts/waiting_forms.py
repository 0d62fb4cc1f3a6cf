"""What did somebody send after their session had ended? It waits for them, one hour.

Passwords and files are never kept, and the visitor's own session holds the rest. The form is only
shown again, to the account that last signed in with this browser, told by a signed cookie; somebody
else who signs in there makes it forgotten. Its owner sends it, to the address it was first sent to,
which is one of ours.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from maillage.core.typed import Pairs, typed_texts
from maillage.foundation.accounts.models import User

NAME = "kept_form"
_SALT = "last-signed-in"
LONGEST = 200_000
KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class WaitingForm:
    """A form that waits: where it was sent, the fields it carried, and who typed it."""

    address: str
    pairs: Pairs
    sent_at: str
    owner: str = ""

    @property
    def texts(self) -> list[str]:
        return typed_texts(self.pairs)

    def is_recent(self, now: datetime) -> bool:
        """Whether it was sent less than an hour ago."""
        return now - datetime.fromisoformat(self.sent_at) < KEPT_FOR


def keep(request: HttpRequest, pairs: Pairs) -> bool:
    """Whether the form could be kept: not too heavy, and not too many from one address."""
    if sum(len(name) + len(value) for name, value in pairs) > LONGEST:
        return False
    if not ratelimit.consume(request, action="keep_form"):
        return False
    sent_at = timezone.now().isoformat()
    owner = str(request.user.pk or "") or last_signed_in(request)
    sent = WaitingForm(request.get_full_path(), pairs, sent_at, owner)
    request.session[NAME] = asdict(sent)
    return True


def waiting_form(request: HttpRequest) -> WaitingForm | None:
    """The form that waits in this session for this account, or None."""
    stored = request.session.get(NAME)
    if stored is None:
        return None
    form = WaitingForm(**stored)
    is_own = form.owner == str(request.user.pk)
    return form if is_own and form.is_recent(timezone.now()) else None


def give_to(request: HttpRequest, user: User) -> None:
    """Keeps the form that waits for whoever typed it only.

    Where the browser does not know who that was, it is for whoever signs in to find it again.
    """
    stored = request.session.get(NAME)
    if stored is None:
        return
    requested_address = request.GET.get("next") or request.POST.get("next")
    if not stored.get("owner") and requested_address == reverse("account_resume"):
        request.session[NAME] = {**stored, "owner": str(user.pk)}
    elif stored.get("owner") != str(user.pk):
        forget(request)


def forget(request: HttpRequest) -> None:
    """Nothing waits any more."""
    request.session.pop(NAME, None)


def forget_if(request: HttpRequest, is_unwanted: Callable[[str], bool]) -> None:
    """Nothing waits any more, when one of the texts that waited is unwanted."""
    stored = request.session.get(NAME)
    if stored is not None and any(map(is_unwanted, WaitingForm(**stored).texts)):
        forget(request)


def last_signed_in(request: HttpRequest) -> str:
    """The number of the account that last signed in with this browser, or nothing."""
    return str(request.get_signed_cookie(last_name(), default="", salt=_SALT))


def last_name() -> str:
    """The name of the cookie that says it, under the same prefix as the session's."""
    return f"{settings.SESSION_COOKIE_NAME}-last"


def remember_signed_in(request: HttpRequest, response: HttpResponseBase, number: str) -> None:
    """Writes in the browser, signed, which account is signed in."""
    if last_signed_in(request) != number:
        response.set_signed_cookie(
            last_name(),
            number,
            salt=_SALT,
            max_age=settings.SESSION_COOKIE_AGE + int(KEPT_FOR.total_seconds()),
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
            samesite="Lax",
        )
