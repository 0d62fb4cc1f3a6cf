"""The first page of an installation: its administrator, its first workspace."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.core.doors import open_page
from maillage.foundation.cooperations.forms.first_start import FirstStartForm
from maillage.foundation.cooperations.services.first_start import (
    AlreadyStartedError,
    is_first_token,
    start_installation,
)
from maillage.foundation.cooperations.views.invitation import BACKEND


@open_page
def first_start(request: HttpRequest, token: str) -> HttpResponse:
    """The form that the first link opens; it does not exist once somebody has an account."""
    if not is_first_token(token):
        raise Http404
    form = FirstStartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workspace = start_installation(**form.cleaned_data)
        except AlreadyStartedError as error:
            raise Http404 from error
        login(request, workspace.administrators.get(), backend=BACKEND)
        return redirect(reverse("cooperations:new_cooperation"))
    return render(request, "cooperations/first_start.html", {"form": form})
