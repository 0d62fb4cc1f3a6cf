"""What does a workspace's administrator look after? Names of cooperations, never their content."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, workspace_page
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.services import ask_for_second_factor


@workspace_page
def workspace(request: WorkspaceRequest) -> HttpResponse:
    """The cooperations of the workspace, by name; a POST asks for a second factor, or no more."""
    if request.method == "POST":
        return _ask(request, is_asked=request.POST.get("second_factor") == "asked")
    rows = queries.cooperations_of_workspace(request.workspace)
    return render(
        request,
        "cooperations/workspace.html",
        {"workspace": request.workspace, "cooperations": rows},
    )


def _ask(request: WorkspaceRequest, *, is_asked: bool) -> HttpResponse:
    ask_for_second_factor(author=request.user, workspace=request.workspace, is_asked=is_asked)
    said = _("Un second facteur est demandé.") if is_asked else _("Il n’est plus demandé.")
    say(request, said)
    return redirect("cooperations:workspace", request.workspace.slug)
