"""Asking for the archive of the whole cooperation, and downloading it."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.said import say, warn
from maillage.foundation.cooperations.pages.doors import CooperationRequest, life_page
from maillage.foundation.documents.files.downloads import download
from maillage.roof.departures import packing, permissions, queries, tasks
from maillage.roof.departures.services import archives as services


@life_page(can=permissions.can_decide)
def life_archive(request: CooperationRequest) -> HttpResponse:
    """Asks for the archive, made in the background."""
    if request.method == "POST":
        asked = services.ask_archive(access=request.access)
        tasks.make_archive.enqueue(asked.pk)
        say(request, _("L’archive se prépare : rechargez cette page dans un instant."))
    return redirect("cooperations:life", request.access.cooperation.slug)


@life_page(can=permissions.can_decide)
def life_archive_file(request: CooperationRequest, archive: int) -> HttpResponseBase:
    """The archive itself, for who asked for it alone: it holds what they alone may read."""
    slug = request.access.cooperation.slug
    found = get_object_or_404(queries.archives_in(request.access), pk=archive)
    if found.asked_by_id != request.user.pk or not found.is_done:
        warn(request, _("Une archive se télécharge par qui l’a demandée, une fois prête."))
        return redirect("cooperations:life", slug)
    name = f"{slug}-{found.asked_at:%Y-%m-%d}.zip"
    return download(packing.path_of(found.stored), name, "application/zip")
