"""How are the territories found written at each letter typed?"""

from django.http import HttpResponse
from django.shortcuts import render

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.territories import permissions
from maillage.ground.territories.territory_search.queries import suggestions


@cooperation_page(can=permissions.can_see_territories)
def territory_search(request: CooperationRequest) -> HttpResponse:
    """The territories found; htmx asks for the answers alone."""
    typed = request.GET.get("q", "").strip()
    results = suggestions(request.access, typed) if typed else []
    page = "territories/territory_search.html"
    return render(
        request,
        f"{page}#answers" if request.htmx else page,  # type: ignore[attr-defined]  # django-htmx
        {"typed": typed, "found": results},
    )
