"""Which structures are there, and what is known of each?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.organisations import OrganisationForm
from maillage.ground.directory.queries.organisations import organisations as visible_organisations
from maillage.ground.directory.services.organisations import (
    add_organisation,
    blank_organisation,
)


@cooperation_page(can=permissions.can_open_directory)
def organisations(request: CooperationRequest) -> HttpResponse:
    """The register of structures."""
    rows = visible_organisations(request.access)
    return render(request, "directory/organisations.html", {"rows": rows[:25]})


@cooperation_page(can=permissions.can_open_directory)
def organisation(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The sheet of one structure."""
    found = get_object_or_404(visible_organisations(request.access), pk=organisation)
    return render(request, "directory/organisation.html", {"organisation": found})


@cooperation_page(can=permissions.can_edit_organisations)
def organisation_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a structure enters the directory."""
    blank = blank_organisation(request.access.cooperation.workspace)
    form = OrganisationForm(request.POST or None, instance=blank)
    if request.method == "POST" and form.is_valid():
        added = add_organisation(author=request.user, organisation=form.save(commit=False))
        return redirect("directory:organisation", request.access.cooperation.slug, added.pk)
    return render(request, "directory/organisation_form.html", {"form": form})
