"""How is my account guarded beside its password, and how do I get in without my telephone?"""

import re
import time

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from maillage.core.doors import own_page
from maillage.core.said import warn
from maillage.foundation.accounts import queries
from maillage.foundation.accounts.adapter import NO_SECOND_FACTOR
from maillage.foundation.accounts.asked import asked
from maillage.foundation.accounts.recovery import keep_hashes
from maillage.foundation.accounts.requests import SignedInRequest

SHOWN = "recovery_codes_shown_at"
SHOWN_SECONDS = 600
CODE = re.compile(r"[0-9]{8}")


@own_page
def second_factor(request: SignedInRequest) -> HttpResponse:
    """The application, the keys and the recovery codes of the reader."""
    held = queries.second_factors(request.user)
    context = {"held": held, "asked": asked(request)}
    return render(request, "accounts/second_factor.html", context)


@own_page
def keys(request: SignedInRequest) -> HttpResponse:
    """The keys are read with the rest."""
    return redirect("mfa_index")


@own_page
def codes(request: SignedInRequest) -> HttpResponse:
    """How many recovery codes are left; a POST shows them, once, or makes others."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    held = queries.second_factors(request.user)
    if not held.is_on:
        warn(request, str(NO_SECOND_FACTOR))
        return redirect("mfa_index")
    if request.method == "POST":
        return _shown_once(request, held)
    return render(request, "accounts/recovery_codes.html", {"codes": held.codes})


def _shown_once(request: SignedInRequest, held: queries.SecondFactors) -> HttpResponse:
    """The page with the codes: those that wait to be seen, or ten others."""
    if held.codes is None or held.codes.were_shown:
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
