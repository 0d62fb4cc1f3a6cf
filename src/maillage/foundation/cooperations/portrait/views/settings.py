"""The settings of a cooperation: its name, object, profile, phase and dates."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import both_texts
from maillage.foundation.cooperations.portrait.forms import CooperationForm
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.services import edit_cooperation


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
