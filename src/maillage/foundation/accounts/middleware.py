"""What happens to somebody whose session ended? They sign in again, and find what they typed."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from maillage.core.errors import expired_form
from maillage.core.faults import Fault, fault_of
from maillage.core.typed import typed_pairs, typed_texts
from maillage.foundation.accounts.lifetime import is_over, note_seen
from maillage.foundation.accounts.tries import proven_account
from maillage.foundation.accounts.waiting_forms import keep, remember_signed_in

View = Callable[..., HttpResponseBase]
UNWRITABLE = (Fault.FULL, Fault.READ_ONLY)


class ReadingSessionMiddleware(SessionMiddleware):
    """Django's sessions; a page that is read does not stop where its session cannot be written."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The response; what the session would have kept of a reading is asked again next time."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted as error:
            if request.method not in {"GET", "HEAD"} or fault_of(error) not in UNWRITABLE:
                raise
            return response


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends to the sign-in page whoever has no session; a form they sent waits for them there."""

    def process_request(self, request: HttpRequest) -> None:
        """Signs out whoever stayed away, or stayed, too long."""
        request.was_signed_in = request.user.is_authenticated  # type: ignore[attr-defined]  # below
        if not request.user.is_authenticated:
            return
        now = timezone.now()
        if is_over(request.session, now):
            logout(request)
        else:
            note_seen(request.session, now)

    def process_view(
        self,
        request: HttpRequest,
        view_func: View,
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponse | None:
        """None for whoever may go on."""
        closed = super().process_view(request, view_func, view_args, view_kwargs)
        return None if closed is None else _to_sign_in_first(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The response, which no proxy keeps: its reader signed in, or came by a signed link.

        A page may still be found by going back, with what was typed in it; a file is not kept.
        Once signed out, the browser keeps neither.
        """
        if number := str(request.user.pk or "") or proven_account(request):
            remember_signed_in(request, response, number)
        if not request.user.is_authenticated and getattr(request, "was_signed_in", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        if "Cache-Control" not in response.headers:
            is_file = "Content-Disposition" in response.headers
            response.headers["Cache-Control"] = f"private, no-{'store' if is_file else 'cache'}"
        return response


def _to_sign_in_first(request: HttpRequest) -> HttpResponse:
    """The sign-in page, then the page asked for, or the form to send again.

    A form too heavy to be kept is shown at once, to be copied.
    """
    pairs = typed_pairs(request) if request.method == "POST" else []
    if not typed_texts(pairs):
        return _to_sign_in(request, _page_address(request))
    if not keep(request, pairs):
        return expired_form(request)
    return _to_sign_in(request, reverse("account_resume"))


def _page_address(request: HttpRequest) -> str:
    """The address of the page itself, where a part of it was asked for."""
    htmx = getattr(request, "htmx", None)
    if isinstance(htmx, HtmxDetails) and htmx:
        return htmx.current_url_abs_path or "/"
    return request.get_full_path()


def _to_sign_in(request: HttpRequest, following: str) -> HttpResponse:
    address = f"{reverse('account_login')}?{urlencode({'next': following})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
