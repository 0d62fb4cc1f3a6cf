"""I was writing when my session ended: where is what I wrote?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from maillage.core.doors import own_page
from maillage.foundation.accounts.kept import forget, kept_form
from maillage.foundation.accounts.requests import SignedInRequest


@own_page
def resume(request: SignedInRequest) -> HttpResponse:
    """The form that waits, to be sent again or dropped (POST)."""
    if request.method == "POST":
        forget(request)
        return redirect("missions:portfolio")
    kept = kept_form(request)
    if kept is None:
        return redirect("missions:portfolio")
    return render(request, "accounts/resume.html", {"kept": kept, "typed": kept.texts})
