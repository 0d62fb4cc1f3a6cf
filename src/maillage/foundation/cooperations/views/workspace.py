"""What does a workspace's administrator look after? Names of cooperations, never their content."""

from django.http import HttpResponse
from django.shortcuts import render

from maillage.foundation.cooperations import queries
from maillage.foundation.cooperations.doors import WorkspaceRequest, workspace_page


@workspace_page
def workspace(request: WorkspaceRequest) -> HttpResponse:
    """The cooperations of the workspace, by name."""
    rows = queries.cooperations_of_workspace(request.workspace)
    return render(
        request,
        "cooperations/workspace.html",
        {"workspace": request.workspace, "cooperations": rows},
    )
