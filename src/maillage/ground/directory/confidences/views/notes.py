"""Erasing what a cooperation noted of a structure."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.confidences.services import erase_note
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.views import page_url


@cooperation_page(can=permissions.can_keep_directory)
def organisation_note_erase(request: CooperationRequest, organisation_note: int) -> HttpResponse:
    """Erases a note that the reader may see."""
    rows = OrganisationNote.objects.visible_to(request.access)
    found = get_object_or_404(rows, pk=organisation_note)
    if request.method == "POST":
        erase_note(author=request.user, note=found)
        say(request, _("La note est effacée."))
    return redirect(page_url(request, "organisation", found.organisation_id))
