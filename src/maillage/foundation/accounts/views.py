"""The pages of one's own account: sign-in, second factor, sessions."""

import re
import time
from collections.abc import Callable

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.usersessions.models import UserSession
from auditlog.context import set_actor
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.doors import open_page, own_page
from maillage.core.messages import say, warn
from maillage.foundation.accounts import queries
from maillage.foundation.accounts.adapter import NO_SECOND_FACTOR
from maillage.foundation.accounts.forms import AccountForm
from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.openid import (
    PROVIDER,
    UNREADABLE,
    RefusedIdentityError,
    StrictOpenIDAdapter,
)
from maillage.foundation.accounts.recovery import keep_hashes
from maillage.foundation.accounts.refusals import refused_identity, silent_provider
from maillage.foundation.accounts.requests import SignedInRequest
from maillage.foundation.accounts.second_factor_requests import requested_by
from maillage.foundation.accounts.waiting_forms import forget, waiting_form


@own_page
def account(request: SignedInRequest) -> HttpResponse:
    """The reader's name and appearance, and the way to their password and connections."""
    user = User.objects.get(pk=request.user.pk)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), set_actor(request.user):
            form.save()
        say(request, _("Votre compte est à jour."))
        return redirect("account")
    sessions = UserSession.objects.purge_and_list(request.user)
    return render(request, "accounts/account.html", {"form": form, "sessions": sessions})


@own_page
def session_close(request: SignedInRequest, session: int) -> HttpResponse:
    """Closes one of the reader's connections, once they proved again who they are; a POST."""
    result = UserSession.objects.filter(user=request.user, pk=session).first()
    if result is None:
        raise Http404
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="allauth.usersessions")
        result.end()
        say(request, _("La connexion est fermée."))
    return redirect("usersessions_list")


@own_page
def sessions_close(request: SignedInRequest) -> HttpResponse:
    """Closes all the reader's connections, this one too, after the same proof; a POST."""
    if request.method != "POST":
        return redirect("usersessions_list")
    raise_if_reauthentication_required(request, app="allauth.usersessions")
    for session in UserSession.objects.filter(user=request.user):
        session.end()
    logout(request)
    return redirect("account_login")


SHOWN = "recovery_codes_shown_at"
SHOWN_SECONDS = 600
CODE = re.compile(r"[0-9]{8}")


@own_page
def second_factor(request: SignedInRequest) -> HttpResponse:
    """The application, the keys and the recovery codes of the reader."""
    second_factors = queries.second_factors(request.user)
    context = {"held": second_factors, "asked": requested_by(request)}
    return render(request, "accounts/second_factor.html", context)


@own_page
def keys(request: SignedInRequest) -> HttpResponse:
    """The keys are read with the rest."""
    return redirect("mfa_index")


@own_page
def codes(request: SignedInRequest) -> HttpResponse:
    """How many recovery codes are left; a POST shows them, once, or makes others."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    second_factors = queries.second_factors(request.user)
    if not second_factors.is_on:
        warn(request, str(NO_SECOND_FACTOR))
        return redirect("mfa_index")
    if request.method == "POST":
        return _shown_once(request, second_factors)
    return render(request, "accounts/recovery_codes.html", {"codes": second_factors.codes})


def _shown_once(request: SignedInRequest, second_factors: queries.SecondFactors) -> HttpResponse:
    """The page with the codes: those that wait to be seen, or ten others."""
    if second_factors.codes is None or second_factors.codes.were_shown:
        generate_recovery_codes(request)
    wrapped = RecoveryCodes.activate(request.user)
    wrapped.mark_as_viewed()
    shown = wrapped.get_unused_codes()
    keep_hashes(wrapped.instance, shown)
    request.session[SHOWN] = time.time()
    page = render(request, "accounts/recovery_codes.html", {"shown": shown})
    page.headers["Cache-Control"] = "private, no-store"
    return page


@own_page
def codes_file(request: SignedInRequest) -> HttpResponse:
    """The codes just shown, as a text to keep; for ten minutes, by a POST.

    Nothing stored gives them: the page that shows them sends them back.
    """
    raise_if_reauthentication_required(request, app="allauth.mfa")
    if request.method != "POST":
        return redirect("mfa_view_recovery_codes")
    codes = [code for code in request.POST.getlist("secret") if CODE.fullmatch(code)]
    if not codes or time.time() - request.session.get(SHOWN, 0) > SHOWN_SECONDS:
        raise PermissionDenied
    page = render(
        request,
        "accounts/recovery_codes.txt",
        {"codes": codes},
        content_type="text/plain; charset=utf-8",
    )
    page.headers["Content-Disposition"] = 'attachment; filename="maillage-codes-de-secours.txt"'
    return page


@open_page
def openid_login(request: HttpRequest) -> HttpResponse:
    """Leads to the provider, which sends back to the next page; 404 without a provider."""
    provider = _adapter(request).get_provider()
    following = get_next_redirect_url(request)
    return _answer(request, lambda: provider.redirect(request, "login", next_url=following))


@open_page
def openid_callback(request: HttpRequest) -> HttpResponse:
    """Where the provider sends back: signs in, or says why not."""
    view = OAuth2CallbackView.adapter_view(_adapter(request))
    return _answer(request, lambda: view(request))


def _answer(request: HttpRequest, read: Callable[[], HttpResponse]) -> HttpResponse:
    """What the library answers, or the page that says why the provider is not believed."""
    try:
        return read()
    except RefusedIdentityError as error:
        return refused_identity(request, error.sentence)
    except UNREADABLE as error:
        return silent_provider(request, error)


def _adapter(request: HttpRequest) -> StrictOpenIDAdapter:
    adapter = StrictOpenIDAdapter(request, PROVIDER)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return adapter


@own_page
def resume(request: SignedInRequest) -> HttpResponse:
    """The form that waits, to be sent again or dropped (POST)."""
    if request.method == "POST":
        forget(request)
        return redirect("missions:portfolio")
    form = waiting_form(request)
    if form is None:
        return redirect("missions:portfolio")
    return render(request, "accounts/resume.html", {"kept": form, "typed": form.texts})
