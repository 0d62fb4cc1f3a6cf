"""How often am I reminded of what waits for me, and how do I stop it?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from maillage.core.doors import open_page, own_page
from maillage.core.messages import say
from maillage.foundation.accounts.requests import SignedInRequest
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import Every
from maillage.foundation.mail.forms import RhythmForm
from maillage.foundation.mail.queries import rhythm_of
from maillage.foundation.mail.services import choose_rhythm, stop_reminders
from maillage.foundation.mail.stopping import user_to_stop


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


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed address is the proof
@open_page
def stop(request: HttpRequest, stop: str) -> HttpResponse:
    """One button that stops the reader's reminders; a GET shows it and writes nothing."""
    user_id = user_to_stop(stop)
    if user_id is None:
        raise Http404
    if request.method == "POST":
        stop_reminders(user_id=user_id)
    is_stopped = rhythm_of(user_id).every == Every.NEVER
    return render(request, "mail/stop.html", {"is_stopped": is_stopped})
