"""Adding a structure from the official register, in two clicks."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.queries.territories import (
    offers,
    territories_with_a_body,
)
from maillage.ground.directory.organisations.services.cards import add_from_register
from maillage.ground.directory.records.views import organisation_url, organisations_place

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
    found = get_object_or_404(territories_with_a_body(request.access), pk=territory)
    workspace = request.access.cooperation.workspace
    if request.method == "POST":
        added = add_from_register(author=request.user, workspace=workspace, territory=found)
        say(request, _("%(name)s est dans l’annuaire.") % {"name": added})
        return redirect(organisation_url(request, added))
    return redirect("directory:organisation_find", request.access.cooperation.slug)
