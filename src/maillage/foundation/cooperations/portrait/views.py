"""The settings of a cooperation: its name, object, profile, phase and dates."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import dates
from maillage.core.messages import say
from maillage.core.panels import panels
from maillage.core.stale import version_read
from maillage.core.tools import tools
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    SignedInRequest,
    cooperation_page,
    own_page,
)
from maillage.foundation.cooperations.pages.edits import both_texts
from maillage.foundation.cooperations.portrait.forms import CooperationForm, NewCooperationForm
from maillage.foundation.cooperations.profiles.first_gestures import first_gestures
from maillage.foundation.cooperations.profiles.first_tools import first_tools, to_come
from maillage.foundation.cooperations.profiles.rules import ORDER, profile, profiles
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.services import create_cooperation, edit_cooperation

AHEAD = timedelta(days=60)


@cooperation_page(can=permissions.can_open)
def portrait(request: CooperationRequest) -> HttpResponse:
    """The portrait: object, phase, dates, who runs it, and what the other rooms add."""
    access, today = request.access, timezone.localdate()
    coming = ask_rooms(dates, access, today, today + AHEAD)
    shown = ask_rooms(panels, access, "cooperation", access.cooperation_id)
    context = {
        "cooperation": access.cooperation,
        "profile": profile(access.cooperation.profile),
        "officers": queries.officers(access),
        "panels": [panel for panel in shown if panel.slot != "figure"],
        "figures": [panel for panel in shown if panel.slot == "figure"],
        "dates": sorted(coming, key=lambda upcoming: upcoming.on)[:3],
    }
    return render(request, "cooperations/portrait.html", context)


@cooperation_page(can=permissions.can_edit_settings)
def settings(request: CooperationRequest) -> HttpResponse:
    """The settings, which officers change."""
    cooperation = request.access.cooperation
    back = reverse("cooperations:settings", args=[cooperation.slug])
    form = CooperationForm(request.POST or None, instance=cooperation)
    read = version_read(request, cooperation)
    if request.method == "POST" and form.is_valid():
        try:
            edit_cooperation(author=request.user, cooperation=form.save(commit=False), read=read)
        except StaleVersionError as error:
            saved = CooperationForm(instance=queries.as_saved(request.access))
            return both_texts(request, (form, saved), error, back)
        say(request, _("Réglages enregistrés."))
        return redirect(back)
    return render(request, "cooperations/settings.html", {"form": form, "read": read})


@own_page
def new_cooperation(request: SignedInRequest) -> HttpResponse:
    """The form that opens a cooperation, and what the chosen profile will open."""
    chosen = request.GET.get("profile", "")
    chosen = chosen if chosen in ORDER else ORDER[0]
    form = NewCooperationForm(request.POST or None, initial={"profile": chosen})
    form.offer(queries.workspaces_to_open_in(request.user))
    if request.method == "POST" and form.is_valid():
        opened = create_cooperation(
            author=request.user,
            workspace=form.cleaned_data["workspace"],
            name=form.cleaned_data["name"],
            profile=form.cleaned_data["profile"],
        )
        return redirect("missions:mission_map", opened.slug)
    shown = profile(chosen)
    offered = tuple(tool for tool in tools.ask() if Role.OFFICER in tool.roles)
    context = {
        "form": form,
        "chosen": shown,
        "first": first_tools(chosen, offered),
        "to_come": ", ".join(one.label for one in to_come(chosen, offered)),
        "gestures": first_gestures(chosen, offered),
        "profiles": profiles(),
    }
    template = "cooperations/new_cooperation.html"
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"{template}#opened" if is_part else template, context)
