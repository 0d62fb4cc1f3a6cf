"""One box that looks everywhere the reader may look."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.search.query import SearchResult
from maillage.foundation.search.query import search as search_rooms
from maillage.ground.missions import permissions

HEADINGS = {
    "Structure": _("Structures"),
    "Personne": _("Personnes"),
    "Mission": _("Missions"),
    "Outil": _("Outils"),
}
LAST = {"Aide": _("Aide")}
BEST = 5
PROPOSED = 6


@cooperation_page(can=permissions.can_open_map)
def search(request: CooperationRequest) -> HttpResponse:
    """What was found for `q`, the best first, then by kind; htmx asks for the results alone."""
    template = "missions/search.html"
    return _page(request, f"{template}#results" if _wants_part(request) else template)


@cooperation_page(can=permissions.can_open_map)
def search_proposals(request: CooperationRequest) -> HttpResponse:
    """The six first answers to what is being typed, for htmx; the page of the search without it."""
    if not _wants_part(request):
        return _page(request, "missions/search.html")
    results = search_rooms(request.access, request.GET.get("q", "")[:200])
    return render(request, "missions/search_proposals.html", {"results": results[:PROPOSED]})


def _page(request: CooperationRequest, template: str) -> HttpResponse:
    typed = request.GET.get("q", "")[:200]
    results = search_rooms(request.access, typed)
    context = {
        "typed": typed,
        "best": results[:BEST],
        "groups": _by_kind(results[BEST:]),
        "count": len(results),
    }
    return render(request, template, context)


def _by_kind(results: list[SearchResult]) -> list[tuple[str, list[SearchResult]]]:
    """The answers under the heading of their kind: who first, then what, then how."""
    kinds, last = _headings(HEADINGS), _headings(LAST)
    others = {one.kind: one.kind for one in results if one.kind not in kinds | last}
    groups = [
        (heading, [one for one in results if one.kind == kind])
        for kind, heading in (kinds | others | last).items()
    ]
    return [(heading, ones) for heading, ones in groups if ones]


def _headings(headings: Mapping[str, Promise]) -> dict[str, str]:
    return {str(_(kind)): str(heading) for kind, heading in headings.items()}


def _wants_part(request: CooperationRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
