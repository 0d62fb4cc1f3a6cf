"""How often am I reminded of what waits for me?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.doors import own_page
from maillage.core.said import say
from maillage.foundation.accounts.requests import SignedInRequest
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.forms import RhythmForm
from maillage.foundation.mail.queries import rhythm_of
from maillage.foundation.mail.services import choose_rhythm


@own_page
def rhythm(request: SignedInRequest) -> HttpResponse:
    """The choice of one's rhythm."""
    every = rhythm_of(request.user.pk).every
    form = RhythmForm(request.POST or None, initial={"every": every})
    if request.method == "POST" and form.is_valid():
        choose_rhythm(user_id=request.user.pk, every=form.cleaned_data["every"])
        say(request, _("C’est noté : vos rappels suivront ce rythme."))
        return redirect("mail:rhythm")
    return render(request, "mail/rhythm.html", {"form": form, "has_mail": is_set()})
