"""A structure comes from the official register in two clicks, or is tied to its territory."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.messages import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.queries import (
    WITH_A_BODY,
    offers,
    territories_with_a_body,
)
from maillage.ground.directory.organisations.services import add_from_register, place_organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.views import (
    organisation_place,
    organisation_url,
    organisations_place,
)
from maillage.ground.territories.territories.queries import territories_by_ref
from maillage.ground.territories.territory_search.queries import suggestions

MOST_TYPED = 100


@cooperation_page(can=permissions.can_keep_directory)
def organisation_find(request: CooperationRequest) -> HttpResponse:
    """The territories that answer to what is typed, each added by one button."""
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    context = {
        "typed": typed,
        "offers": offers(request.access, typed) if typed else [],
        "place": organisations_place(request),
    }
    template = "directory/organisation_find.html"
    part = "#found" if request.headers.get("HX-Request") == "true" else ""
    return render(request, f"{template}{part}", context)


@cooperation_page(can=permissions.can_keep_directory)
def organisation_register_add(request: CooperationRequest, territory: int) -> HttpResponse:
    """Adds the body of a territory; its sheet opens, also when it was known already."""
    record = get_object_or_404(territories_with_a_body(request.access), pk=territory)
    workspace = request.access.cooperation.workspace
    if request.method == "POST":
        added = add_from_register(author=request.user, workspace=workspace, territory=record)
        say(request, _("%(name)s est dans l’annuaire.") % {"name": added})
        return redirect(organisation_url(request, added))
    return redirect("directory:organisation_find", request.access.cooperation.slug)


@cooperation_page(can=permissions.can_keep_directory)
def organisation_territory(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The territories that answer to what is typed; one button gives one to the structure."""
    record = get_object_or_404(organisations(request.access), pk=organisation)
    if request.method == "POST":
        ref = request.POST.get("territory", "")
        chosen = territories_by_ref(request.access, [ref]).get(ref)
        if chosen is None or chosen.kind not in WITH_A_BODY:
            return redirect(request.path)
        place_organisation(author=request.user, organisation=record, territory=chosen)
        say(request, _("%(name)s est sur la carte.") % {"name": record.name})
        return redirect(organisation_url(request, record))
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    context = {
        "organisation": record,
        "typed": typed,
        "offers": suggestions(request.access, typed, kinds=WITH_A_BODY) if typed else [],
        "place": organisation_place(request, record),
    }
    part = "#found" if request.headers.get("HX-Request") == "true" else ""
    return render(request, f"directory/organisation_territory.html{part}", context)
