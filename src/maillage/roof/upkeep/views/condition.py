"""How is the service doing?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, workspace_page
from maillage.roof.upkeep import condition


@workspace_page
def service(request: WorkspaceRequest) -> HttpResponse:
    """Tasks, mail, disk and backups: where each stands, and what to do."""
    lines = condition.condition(timezone.now())
    context = {
        "workspace": request.workspace,
        "lines": lines,
        "worries": [line for line in lines if line.worry],
    }
    return render(request, "upkeep/service.html", context)
