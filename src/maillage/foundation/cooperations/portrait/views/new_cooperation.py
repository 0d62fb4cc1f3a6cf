"""Opening a cooperation: its profile sets the words, the first tools, what is put aside."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from maillage.foundation.cooperations.pages.doors import SignedInRequest, own_page
from maillage.foundation.cooperations.portrait.forms import NewCooperationForm
from maillage.foundation.cooperations.profiles.rules import ORDER, profile, profiles
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.services import create_cooperation


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
    context = {"form": form, "chosen": profile(chosen), "profiles": profiles()}
    template = "cooperations/new_cooperation.html"
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"{template}#opened" if is_part else template, context)
