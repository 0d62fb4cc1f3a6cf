"""Asking for the archive of a cooperation, or for its deletion; calling it off."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.messages import say, warn
from maillage.foundation.cooperations.pages.doors import CooperationRequest, life_page
from maillage.foundation.documents.files.downloads import download
from maillage.roof.departures import packing, permissions, queries, services, tasks
from maillage.roof.departures.forms import DeletionForm


@life_page(can=permissions.can_decide)
def life_archive(request: CooperationRequest) -> HttpResponse:
    """Asks for the archive, made in the background."""
    if request.method == "POST":
        archive = services.ask_archive(access=request.access)
        tasks.make_archive.enqueue(archive.pk)
        say(request, _("L’archive se prépare : rechargez cette page dans un instant."))
    return redirect("cooperations:life", request.access.cooperation.slug)


@life_page(can=permissions.can_decide)
def life_archive_file(request: CooperationRequest, archive: int) -> HttpResponseBase:
    """The archive itself, for whoever asked for it alone: it holds what they alone may read."""
    slug = request.access.cooperation.slug
    record = get_object_or_404(queries.archives_in(request.access), pk=archive)
    if record.asked_by_id != request.user.pk or not record.is_done:
        warn(request, _("Une archive se télécharge par qui l’a demandée, une fois prête."))
        return redirect("cooperations:life", slug)
    name = f"{slug}-{record.asked_at:%Y-%m-%d}.zip"
    return download(packing.path_of(record.stored), name, "application/zip")


@life_page(can=permissions.can_decide)
def life_deletion(request: CooperationRequest) -> HttpResponse:
    """The form that asks for the deletion, the name typed."""
    cooperation = request.access.cooperation
    form = DeletionForm(request.POST or None)
    form.expected = cooperation.name
    if request.method == "POST" and form.is_valid():
        services.ask_deletion(author=request.user, cooperation=cooperation)
        say(request, _("La suppression est demandée : elle s’annule jusqu’à sa date."))
        return redirect("cooperations:life", cooperation.slug)
    context = {
        "form": form,
        "asked": queries.deletion_of(request.access),
        "days": settings.DELAY_DAYS,
    }
    return render(request, "departures/life_deletion.html", context)


@life_page(can=permissions.can_decide)
def life_deletion_cancel(request: CooperationRequest) -> HttpResponse:
    """Keeps the cooperation."""
    cooperation = request.access.cooperation
    if request.method == "POST":
        services.cancel_deletion(author=request.user, cooperation=cooperation)
        say(request, _("La coopération est gardée."))
    return redirect("cooperations:life", cooperation.slug)
