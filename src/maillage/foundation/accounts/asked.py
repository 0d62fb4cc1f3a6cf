"""A workspace asks for a second factor: where does its reader go, and how do they come back?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from maillage.core.typed import typed_pairs, typed_texts
from maillage.foundation.accounts.kept import keep

NAME = "second_factor_asked"


def ask_second_factor(request: HttpRequest, workspace: str) -> HttpResponse:
    """The page where one adds a second factor; what was being sent waits behind it."""
    following = request.get_full_path()
    if request.method == "POST":
        pairs = typed_pairs(request)
        is_kept = bool(typed_texts(pairs)) and keep(request, pairs)
        following = reverse("account_resume") if is_kept else reverse("missions:portfolio")
    request.session[NAME] = {"workspace": workspace, "next": following}
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("mfa_index"))
    return redirect("mfa_index")


def asked(request: HttpRequest) -> dict[str, str] | None:
    """Which workspace asked, and the page to come back to; None when none did."""
    held: dict[str, str] | None = request.session.get(NAME)
    return held


def no_longer_asked(request: HttpRequest) -> None:
    """The reader came back with a second factor."""
    if NAME in request.session:
        del request.session[NAME]
