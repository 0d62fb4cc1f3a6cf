"""One's own calendar: the secret address to subscribe to, and what is read there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    cooperation_page,
    link_page,
)
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.meetings.calendar import Told, feed
from maillage.trade.governance.meetings.queries import calendars as queries
from maillage.trade.governance.meetings.services import calendars as services
from maillage.trade.governance.meetings.views.convocations import calendar_file
from maillage.trade.governance.meetings.views.home import meetings_place


@cooperation_page(can=permissions.can_open_meetings)
def meeting_calendar(request: CooperationRequest) -> HttpResponse:
    """The address that one's own calendar subscribes to; nobody else reads this page."""
    if request.method == "POST":
        return _changed(request)
    held = queries.open_feed(request.access)
    context = {
        "feed": held,
        "url": request.build_absolute_uri(queries.feed_path(held)) if held else "",
        "place": meetings_place(request),
    }
    page = render(request, "governance/meeting_calendar.html", context)
    page.headers["Cache-Control"] = "private, no-store"
    return page


def _changed(request: CooperationRequest) -> HttpResponse:
    if request.POST.get("gesture") == "close":
        services.close_calendar(access=request.access)
        say(request, _("L’adresse est retirée : elle n’ouvre plus rien."))
    else:
        services.open_calendar(access=request.access)
        say(request, _("L’adresse est prête : abonnez-y votre agenda."))
    return redirect(page_url(request, "meeting_calendar"))


@link_page
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the holder of the address may see; 404 for a forged one, 410 once it is withdrawn."""
    found = queries.feed_of_token(token)
    if found is None:
        raise Http404
    if not queries.is_readable(found):
        return HttpResponse(
            _("Cette adresse a été retirée : ouvrez-en une autre dans Maillage."),
            status=410,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "private, no-store"},
        )
    with spoken(found.access.cooperation.profile):
        return calendar_file(_read(request, found.access), "maillage.ics")


def _read(request: HttpRequest, access: Access) -> bytes:
    agenda = queries.agenda_of(access, timezone.localdate())
    slug = access.cooperation.slug
    told = [
        Told(one, url=request.build_absolute_uri(queries.sheet_path(slug, one)))
        for one in agenda.meetings
    ]
    return feed(access.cooperation.name, told, agenda.dates)
