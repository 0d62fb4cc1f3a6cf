"""I no longer want these reminders: how do I stop them, without signing in?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from maillage.core.doors import open_page
from maillage.foundation.mail.choices import Every
from maillage.foundation.mail.queries import rhythm_of
from maillage.foundation.mail.services import stop_reminders
from maillage.foundation.mail.stopping import user_to_stop


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
