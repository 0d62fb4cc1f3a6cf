"""A meeting is convened: read on screen, sent to each seat, put in calendars."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.messages import say
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    cooperation_page,
    link_page,
)
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.foundation.mail.choices import State
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.views.link_letters import notify_letters
from maillage.trade.governance.meetings.calendar import CalendarMeeting, feed, invitation
from maillage.trade.governance.meetings.queries import convened as queries
from maillage.trade.governance.meetings.queries.convened import (
    convened,
    convocation,
    reached,
    shared_reader,
)
from maillage.trade.governance.meetings.queries.meetings import agenda_lines
from maillage.trade.governance.meetings.services import convocations as services
from maillage.trade.governance.meetings.services.convocations import send_convocation
from maillage.trade.governance.meetings.services.enclosures import enclosures
from maillage.trade.governance.meetings.views.register import (
    get_meeting,
    meetings_place,
    unlocked,
    writable,
)
from maillage.trade.governance.meetings.words import called_words


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_convocation(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The words of the convocation, to copy or to send, and who received them."""
    record = writable(request, meeting)
    called = convened(record)
    reader = shared_reader(request.access, called)
    shown_convocation = convocation(reader, record, request.build_absolute_uri)
    if request.method == "POST":
        chosen = set(request.POST.getlist("called"))
        count = send_convocation(
            access=request.access,
            convocation=shown_convocation,
            called=[one for number, one in enumerate(called) if str(number) in chosen],
        )
        nothing = _("Rien n’est parti : cochez au moins une personne qui a une adresse.")
        notify_letters(request, count, nothing)
        return redirect(page_url(request, "meeting_convocation", record.pk))
    rows = reached(record, called)
    context = {
        "meeting": record,
        "sentence": called_words(
            people=sum(one.convened.person is not None for one in rows),
            structures=sum(one.convened.person is None for one in rows),
            sent=sum(one.letter == State.SENT for one in rows),
            unreachable=sum(not one.convened.email for one in rows),
        ),
        "convocation": shown_convocation,
        "joined": " ; ".join(one.label for one in enclosures(reader, record)),
        "rows": list(enumerate(rows)),
        "place": meetings_place(request, record),
        "names_nobody": reader.role == Role.OBSERVER,
    }
    return render(request, "governance/meeting_convocation.html", context)


@cooperation_page(can=permissions.can_open_meetings)
def meeting_invitation(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The meeting as a file that calendars open."""
    record = get_meeting(request, meeting)
    points = [line.item.title for line in agenda_lines(request.access, record)]
    url = request.build_absolute_uri(page_url(request, "meeting", record.pk))
    return calendar_file(invitation(CalendarMeeting(record, points, url)), "seance.ics")


def calendar_file(content: bytes, name: str) -> HttpResponse:
    """A calendar that nobody keeps on the way."""
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@cooperation_page(can=permissions.can_open_meetings)
def meeting_calendar(request: CooperationRequest) -> HttpResponse:
    """The address that one's own calendar subscribes to; nobody else reads this page."""
    if request.method == "POST":
        return _changed(request)
    record = queries.open_feed(request.access)
    context = {
        "feed": record,
        "url": request.build_absolute_uri(queries.feed_path(record)) if record else "",
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
    record = queries.feed_of_token(token)
    if record is None:
        raise Http404
    if not queries.is_readable(record):
        return HttpResponse(
            _("Cette adresse a été retirée : ouvrez-en une autre dans Maillage."),
            status=410,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "private, no-store"},
        )
    with spoken(record.access.cooperation.profile):
        return calendar_file(_read(request, record.access), "maillage.ics")


def _read(request: HttpRequest, access: Access) -> bytes:
    agenda = queries.agenda_of(access, timezone.localdate())
    slug = access.cooperation.slug
    events = [
        CalendarMeeting(one, url=request.build_absolute_uri(queries.sheet_path(slug, one)))
        for one in agenda.meetings
    ]
    return feed(access.cooperation.name, events, agenda.dates)
