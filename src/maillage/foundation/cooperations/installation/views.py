"""The pages of an installation: its first access, its workspace, its mail, its notices."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from maillage.core.messages import say
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.installation.forms import FirstForm
from maillage.foundation.cooperations.installation.queries import is_untouched, mail_of
from maillage.foundation.cooperations.installation.rules import (
    ASSESSED_ON,
    missing_settings,
    publisher,
)
from maillage.foundation.cooperations.installation.services import (
    AlreadyOpenError,
    open_installation,
)
from maillage.foundation.cooperations.links.rules import is_first_token
from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, open_page, workspace_page
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.queries import administers
from maillage.foundation.cooperations.spaces.services import ask_for_second_factor
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.queries import mail_counts
from maillage.foundation.mail.services import Draft, write_letter


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


@workspace_page
def workspace(request: WorkspaceRequest) -> HttpResponse:
    """The cooperations of the workspace, by name; a POST asks for a second factor, or no more."""
    if request.method == "POST":
        return _ask(request, is_requested=request.POST.get("second_factor") == "asked")
    rows = queries.cooperations_of_workspace(request.workspace)
    return render(
        request,
        "cooperations/workspace.html",
        {"workspace": request.workspace, "cooperations": rows},
    )


def _ask(request: WorkspaceRequest, *, is_requested: bool) -> HttpResponse:
    ask_for_second_factor(
        author=request.user, workspace=request.workspace, is_requested=is_requested
    )
    sentence = _("Un second facteur est demandé.") if is_requested else _("Il n’est plus demandé.")
    say(request, sentence)
    return redirect("cooperations:workspace", request.workspace.slug)


SHOWN = 50


@workspace_page
def mail(request: WorkspaceRequest) -> HttpResponse:
    """What is set, what waits and what failed; a POST sends a letter to oneself."""
    workspace = request.workspace
    if request.method == "POST":
        write_letter(_test_letter(request.user.email, workspace.pk))
        say(request, _("L’essai part dans la minute : sa ligne dira ce que le serveur a répondu."))
        return redirect("cooperations:mail", workspace.slug)
    letters = mail_of(workspace)
    context = {
        "workspace": workspace,
        "is_set": is_set(),
        "server": settings.MAIL_SERVER,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "counts": mail_counts(letters),
        "letters": letters[:SHOWN],
    }
    return render(request, "cooperations/mail.html", context)


def _test_letter(to: str, workspace_id: int) -> Draft:
    """A letter to oneself, tried once: what the server answers to it is what is wanted."""
    return Draft(
        key=f"test:{get_random_string(20)}",
        kind=Kind.TEST,
        to=to,
        subject=_("Essai du courriel de Maillage"),
        text=_("Si vous lisez cette lettre, le courriel de Maillage fonctionne."),
        workspace_id=workspace_id,
    )


@open_page
def legal_notice(request: HttpRequest) -> HttpResponse:
    """Who publishes and who hosts."""
    return _page(request, "legal_notice")


@open_page
def personal_data(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, how long, and whom to ask."""
    return _page(request, "personal_data")


@open_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was verified for whoever does not see, hear or use a mouse, and what was not."""
    return _page(request, "accessibility")


def _page(request: HttpRequest, name: str) -> HttpResponse:
    """The page with what is known; what is missing is told to administrators alone."""
    may_mend = isinstance(request.user, User) and administers(request.user)
    context = {
        "publisher": publisher(),
        "missing": missing_settings() if may_mend else [],
        "assessed_on": ASSESSED_ON,
    }
    return render(request, f"cooperations/{name}.html", context)
