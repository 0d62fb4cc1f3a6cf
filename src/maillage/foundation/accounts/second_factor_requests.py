"""A workspace asks for a second factor: where does its reader go, and how do they come back?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from maillage.core.typed import typed_pairs, typed_texts
from maillage.foundation.accounts.waiting_forms import keep

NAME = "second_factor_asked"


def ask_second_factor(request: HttpRequest, workspace: str) -> HttpResponse:
    """The page where one adds a second factor; what was being sent waits behind it."""
    following = request.get_full_path()
    if request.method == "POST":
        pairs = typed_pairs(request)
        stays = bool(typed_texts(pairs)) and keep(request, pairs)
        following = reverse("account_resume") if stays else reverse("missions:portfolio")
    request.session[NAME] = {"workspace": workspace, "next": following}
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("mfa_index"))
    return redirect("mfa_index")


def requested_by(request: HttpRequest) -> dict[str, str] | None:
    """Which workspace asked, and the page to come back to; None when none did."""
    text_by_name: dict[str, str] | None = request.session.get(NAME)
    return text_by_name


def forget_request(request: HttpRequest) -> None:
    """The reader came back with a second factor."""
    if NAME in request.session:
        del request.session[NAME]
