"""One box that looks everywhere the reader may look."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.search.asked import search as search_rooms
from maillage.ground.missions import permissions

HEADINGS = {
    "Structure": _("Structures"),
    "Personne": _("Personnes"),
    "Mission": _("Missions"),
    "Coopération": _("Coopérations"),
}


@cooperation_page(can=permissions.can_open_map)
def search(request: CooperationRequest) -> HttpResponse:
    """What was found for `q`, by kind, best first; htmx asks for the results alone."""
    typed = request.GET.get("q", "")[:200]
    found = search_rooms(request.access, typed)
    best = found[:5]
    kinds = sorted(found[5:], key=lambda one: one.kind)
    headings = {_(kind): heading for kind, heading in HEADINGS.items()}
    context = {
        "typed": typed,
        "best": best,
        "groups": [
            (headings.get(kind, kind), list(ones))
            for kind, ones in groupby(kinds, lambda one: one.kind)
        ],
        "count": len(found),
    }
    template = "missions/search.html"
    return render(request, f"{template}#results" if _wants_part(request) else template, context)


def _wants_part(request: CooperationRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
