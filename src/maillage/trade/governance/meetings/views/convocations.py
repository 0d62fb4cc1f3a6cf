"""The convocation of a meeting: read on screen, sent to those who hold a seat, put in calendars."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.views.link_letters import tell_letters
from maillage.trade.governance.meetings.calendar import Told, invitation
from maillage.trade.governance.meetings.queries.convened import convened, reached
from maillage.trade.governance.meetings.queries.convocations import convocation, shared_reader
from maillage.trade.governance.meetings.queries.meetings import agenda_lines
from maillage.trade.governance.meetings.services.convocations import send_convocation
from maillage.trade.governance.meetings.views.found import found
from maillage.trade.governance.meetings.views.home import meeting_place
from maillage.trade.governance.meetings.views.locked import unlocked, writable


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_convocation(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The words of the convocation, to copy or to send, and who received them."""
    kept = writable(request, meeting)
    called = convened(kept)
    reader = shared_reader(request.access, called)
    told = convocation(reader, kept, request.build_absolute_uri)
    if request.method == "POST":
        chosen = set(request.POST.getlist("called"))
        count = send_convocation(
            access=request.access,
            convocation=told,
            called=[one for number, one in enumerate(called) if str(number) in chosen],
        )
        nothing = _("Rien n’est parti : cochez au moins une personne qui a une adresse.")
        tell_letters(request, count, nothing)
        return redirect(page_url(request, "meeting_convocation", kept.pk))
    context = {
        "meeting": kept,
        "convocation": told,
        "rows": list(enumerate(reached(kept, called))),
        "place": meeting_place(request, kept),
        "names_nobody": reader.role == Role.OBSERVER,
    }
    return render(request, "governance/meeting_convocation.html", context)


@cooperation_page(can=permissions.can_open_meetings)
def meeting_invitation(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The meeting as a file that calendars open."""
    kept = found(request, meeting)
    points = [line.item.title for line in agenda_lines(request.access, kept)]
    url = request.build_absolute_uri(page_url(request, "meeting", kept.pk))
    return calendar_file(invitation(Told(kept, points, url)), "seance.ics")


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
