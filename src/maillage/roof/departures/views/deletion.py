"""Asking that the cooperation be deleted, and calling it off."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, life_page
from maillage.roof.departures import permissions, queries
from maillage.roof.departures.forms import DeletionForm
from maillage.roof.departures.services import deletion as services


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
