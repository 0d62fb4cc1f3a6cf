"""Is it alive, ready, backed up? For whoever watches over the machine."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, open_page, workspace_page
from maillage.roof.upkeep import condition
from maillage.roof.upkeep.queries import lacking, latest_runs, standing
from maillage.roof.upkeep.words import in_words

RETRY_AFTER = "30"


@open_page
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nothing of the database."""
    return _uncached(JsonResponse({"vivant": True}))


@open_page
def ready(request: HttpRequest) -> HttpResponse:
    """Whether pages can be served: database, migrations, disk, background; 503 otherwise."""
    names = lacking(timezone.now())
    response = JsonResponse({"pret": not names, "manque": names}, status=503 if names else 200)
    if names:
        response.headers["Retry-After"] = RETRY_AFTER
    return _uncached(response)


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


@workspace_page
def service(request: WorkspaceRequest) -> HttpResponse:
    """Tasks, mail, disk and backups: where each stands, and what to do."""
    lines = condition.condition(request.workspace, timezone.now())
    context = {
        "workspace": request.workspace,
        "lines": lines,
        "worries": [line for line in lines if line.worry],
    }
    return render(request, "upkeep/service.html", context)


HOLDS = timedelta(days=180)


@open_page
def security_contact(request: HttpRequest) -> HttpResponse:
    """The file `security.txt`; nowhere when the settings name nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    address = request.build_absolute_uri(request.path)
    until = (timezone.now() + HOLDS).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: fr",
        f"Canonical: {address}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


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
