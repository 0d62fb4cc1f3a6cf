"""Are the backups recent, and how large are they?"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, workspace_page
from maillage.roof.upkeep.queries import latest_runs, standing
from maillage.roof.upkeep.words import in_words


@workspace_page
def backups(request: WorkspaceRequest) -> HttpResponse:
    """The last backup, its age and its size, what worries, and those of the last thirty days."""
    runs = latest_runs()
    context = {
        "workspace": request.workspace,
        "standing": standing(runs, timezone.now()),
        "runs": [(run, in_words(run.size)) for run in runs],
        "hour": settings.BACKUP_HOUR,
    }
    return render(request, "upkeep/backups.html", context)
