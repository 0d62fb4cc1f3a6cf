"""Is it alive, and is it ready? For whoever watches over the machine; nothing else is told."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from maillage.foundation.cooperations.pages.doors import open_page
from maillage.roof.upkeep.queries import lacking

RETRY_AFTER = "30"


@open_page
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nothing of the database."""
    return _kept_by_nobody(JsonResponse({"vivant": True}))


@open_page
def ready(request: HttpRequest) -> HttpResponse:
    """Whether pages can be served: database, migrations, disk, background; 503 otherwise."""
    found = lacking(timezone.now())
    response = JsonResponse({"pret": not found, "manque": found}, status=503 if found else 200)
    if found:
        response.headers["Retry-After"] = RETRY_AFTER
    return _kept_by_nobody(response)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
