"""Where is a structure that runs no territory: in which commune, over which département?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.queries.territories import WITH_A_BODY
from maillage.ground.directory.organisations.services.cards import place_organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.views import organisation_place, organisation_url
from maillage.ground.territories.territories.queries.territories import territories_by_ref
from maillage.ground.territories.territory_search.queries import suggestions

MOST_TYPED = 100


@cooperation_page(can=permissions.can_keep_directory)
def organisation_territory(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The territories that answer to what is typed; one button gives one to the structure."""
    found = get_object_or_404(organisations(request.access), pk=organisation)
    if request.method == "POST":
        ref = request.POST.get("territory", "")
        chosen = territories_by_ref(request.access, [ref]).get(ref)
        if chosen is None or chosen.kind not in WITH_A_BODY:
            return redirect(request.path)
        place_organisation(author=request.user, organisation=found, territory=chosen)
        say(request, _("%(name)s est sur la carte.") % {"name": found.name})
        return redirect(organisation_url(request, found))
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    context = {
        "organisation": found,
        "typed": typed,
        "offers": suggestions(request.access, typed, kinds=WITH_A_BODY) if typed else [],
        "place": organisation_place(request, found),
    }
    part = "#found" if request.headers.get("HX-Request") == "true" else ""
    return render(request, f"directory/organisation_territory.html{part}", context)
