"""Where is the cooperation in its life, and what may one do with the whole of it?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.panels import panels
from maillage.core.said import say
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.life.forms import ClosingForm
from maillage.foundation.cooperations.life.services.life import (
    close_cooperation,
    reopen_cooperation,
)
from maillage.foundation.cooperations.pages.doors import CooperationRequest, life_page


@life_page(can=permissions.can_open)
def life(request: CooperationRequest) -> HttpResponse:
    """Open or closed, since when and why; the gestures on the whole, for who may do them."""
    access = request.access
    context = {
        "cooperation": access.cooperation,
        "panels": panels.ask(access, "life", access.cooperation_id),
    }
    return render(request, "cooperations/life.html", context)


@life_page(can=permissions.can_steer)
def life_close(request: CooperationRequest) -> HttpResponse:
    """The form that closes the cooperation."""
    cooperation = request.access.cooperation
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_cooperation(author=request.user, cooperation=cooperation, **form.cleaned_data)
        say(request, _("La coopération est close : chacun la lit, plus personne n’y écrit."))
        return redirect("cooperations:life", cooperation.slug)
    return render(request, "cooperations/life_close.html", {"form": form})


@life_page(can=permissions.can_steer)
def life_reopen(request: CooperationRequest) -> HttpResponse:
    """Opens the cooperation to writing again."""
    cooperation = request.access.cooperation
    if request.method == "POST":
        reopen_cooperation(author=request.user, cooperation=cooperation)
        say(request, _("La coopération est rouverte : chacun y écrit de nouveau."))
    return redirect("cooperations:life", cooperation.slug)
