"""Adding a structure from the official register, in two clicks."""

from django.http import HttpResponse
from django.shortcuts import render

from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.queries.organisations import found_territories, known_territories
from maillage.ground.directory.views.addresses import organisations_place

MOST_TYPED = 100


@cooperation_page(can=permissions.can_keep_directory)
def organisation_find(request: CooperationRequest) -> HttpResponse:
    """The official territories that answer to what is typed, each added by one button."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_TYPED]
    found = list(found_territories(typed)) if typed else []
    context = {
        "typed": typed,
        "found": found,
        "known": known_territories(request.access, found),
        "place": organisations_place(request),
    }
    template = "directory/organisation_find.html"
    part = "#found" if request.headers.get("HX-Request") == "true" else ""
    return render(request, f"{template}{part}", context)
