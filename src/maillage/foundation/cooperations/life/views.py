"""Leaving a cooperation by oneself, and deciding of one's private notes there."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say, warn
from maillage.core.numbers import read_number
from maillage.core.panels import panels
from maillage.foundation.accounts.requests import SignedInRequest
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.life import queries as private_notes
from maillage.foundation.cooperations.life.forms import ClosingForm
from maillage.foundation.cooperations.life.services import (
    close_cooperation,
    erase_notes,
    hand_over_notes,
    reopen_cooperation,
)
from maillage.foundation.cooperations.pages.doors import CooperationRequest, life_page, own_page
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.services import LastOfficerError, withdraw_access


@life_page(can=permissions.can_open)
def life(request: CooperationRequest) -> HttpResponse:
    """Open or closed, since when and why; the gestures on the whole, for whoever may do them."""
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


@life_page(can=permissions.can_open)
def life_leave(request: CooperationRequest) -> HttpResponse:
    """The page that asks whether one leaves, and says what one leaves behind."""
    access = request.access
    if request.method == "POST":
        return _leave(request, access)
    context = {
        "is_last": queries.is_last_officer(access),
        "private": private_notes.count_private(access),
    }
    return render(request, "cooperations/life_leave.html", context)


def _leave(request: CooperationRequest, access: Access) -> HttpResponse:
    try:
        withdraw_access(author=request.user, access=access)
    except LastOfficerError:
        warn(
            request,
            _(
                "Personne d’autre ne conduit la coopération : invitez d’abord quelqu’un à la "
                "conduire."
            ),
        )
        return redirect("cooperations:life_leave", access.cooperation.slug)
    say(request, _("Vous avez quitté %(name)s.") % {"name": access.cooperation.name})
    if private_notes.count_private(access):
        return redirect("cooperations:left_notes", access.pk)
    return redirect("missions:portfolio")


@own_page
def left_notes(request: SignedInRequest, access: int) -> HttpResponse:
    """For a month after one left: hand one's private notes over to an officer, or erase them."""
    now = timezone.now()
    record = queries.left_access(request.user, access, now - timedelta(days=settings.DELAY_DAYS))
    if record is None:
        raise Http404
    if request.method == "POST":
        return _decide(request, record)
    context = {
        "left": record,
        "heirs": queries.heirs(record),
        "private": private_notes.count_private(record),
        "until": record.ended_at + timedelta(days=settings.DELAY_DAYS) if record.ended_at else None,
    }
    return render(request, "cooperations/left_notes.html", context)


def _decide(request: SignedInRequest, left: Access) -> HttpResponse:
    chosen = request.POST.get("heir", "")
    if chosen == "erase":
        erase_notes(access=left)
        say(request, _("Vos notes personnelles sont effacées."))
        return redirect("missions:portfolio")
    if not chosen.isdecimal():
        warn(request, _("Choisissez à qui transmettre vos notes, ou effacez-les."))
        return redirect("cooperations:left_notes", left.pk)
    heir = get_object_or_404(queries.heirs(left), pk=read_number(chosen))
    hand_over_notes(access=left, heir=heir)
    say(
        request,
        _("Vos notes sont transmises %(to)s.") % {"to": french.to_body(str(heir.user.name))},
    )
    return redirect("missions:portfolio")
