"""Nobody has an account yet: who looks after this installation?"""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from maillage.foundation.cooperations.installation.forms import FirstForm
from maillage.foundation.cooperations.installation.queries import is_untouched
from maillage.foundation.cooperations.installation.services import (
    AlreadyOpenError,
    open_installation,
)
from maillage.foundation.cooperations.links.rules import is_first_token
from maillage.foundation.cooperations.pages.doors import open_page


@open_page
def first_access(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the one-time link: the first administrator and the first workspace."""
    if not is_first_token(token):
        raise Http404
    if not is_untouched():
        return _closed(request)
    form = FirstForm(request.POST or None)
    if not form.is_valid():
        return render(request, "cooperations/first_access.html", {"form": form})
    try:
        workspace = open_installation(**form.cleaned_data)
    except AlreadyOpenError:
        return _closed(request)
    login(request, workspace.administrators.get())
    return redirect("cooperations:workspace", workspace.slug)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "cooperations/first_access_closed.html", status=410)
