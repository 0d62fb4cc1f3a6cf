"""Light, dark, or as the device: each reader chooses for themselves."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.services import choose_theme
from maillage.foundation.cooperations.doors import SignedInRequest, own_page


@own_page
def appearance(request: SignedInRequest) -> HttpResponse:
    """Takes the choice made on the account's page, and comes back to it."""
    if request.method == "POST":
        theme = request.POST.get("theme", "")
        if theme not in User.Theme.values:
            return HttpResponseBadRequest()
        choose_theme(user=request.user, theme=theme)
        say(request, _("Apparence enregistrée."))
    return redirect("usersessions_list")
