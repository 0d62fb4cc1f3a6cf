"""The record is sent to those who attended, who ask their changes by link."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.said import warn
from maillage.core.shell import PageLink
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.questions.pages import AnswerPage, take_answer
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.services.seat_links import own_links
from maillage.trade.governance.bodies.views.link_letters import (
    LinkPage,
    LinkRow,
    link_page,
    tell_links,
)
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models.attendance import Presence
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.convened import Convened
from maillage.trade.governance.meetings.views.found import found
from maillage.trade.governance.meetings.views.home import meeting_place
from maillage.trade.governance.minutes.forms.records import LinkAmendmentForm
from maillage.trade.governance.minutes.queries import record_answers as queries
from maillage.trade.governance.minutes.services import letters as services


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_record_send(request: CooperationRequest, meeting: int) -> HttpResponse:
    """Who attended, their address, their link to copy, and the letters that may leave."""
    kept = found(request, meeting)
    if kept.concluded_on is None:
        warn(request, _("La séance n’est pas encore dite tenue : le relevé part ensuite."))
        return redirect(page_url(request, "meeting_record", kept.pk))
    attended = queries.attended(kept)
    if request.method == "POST":
        chosen = set(request.POST.getlist("attended"))
        count = services.send_record(
            access=request.access,
            meeting=kept,
            attended=[one for number, one in enumerate(attended) if str(number) in chosen],
            today=timezone.localdate(),
            absolute=request.build_absolute_uri,
        )
        tell_links(request, len(chosen), count)
        return redirect(page_url(request, "meeting_record_send", kept.pk))
    return link_page(request, _send_page(request, kept, attended))


def _send_page(
    request: CooperationRequest, kept: Meeting, attended: Sequence[tuple[Presence, Convened]]
) -> LinkPage:
    recipients = [services.recipient_of(one) for one in attended]
    links = own_links(queries.PURPOSE, recipients)
    return LinkPage(
        title=_("Envoyer le relevé"),
        about=str(kept),
        sentence=_(
            "À qui était là, excusé ou représenté : le relevé en PDF, DOCX et ODT, et un lien pour "
            "demander un changement jusqu’à sa validation."
        ),
        place=meeting_place(request, kept),
        field="attended",
        rows=[
            LinkRow(
                value=number,
                name=one.name,
                detail=str(one.seat) if one.person and one.seat.organisation else "",
                email=one.email,
                link=links.get(recipients[number]),
                is_checked=recipients[number] not in links,
                note=_("a son lien") if recipients[number] in links else "",
            )
            for number, (_presence, one) in enumerate(attended)
        ],
        empty=_("Personne n’est noté présent : notez les présences d’abord."),
        instead=PageLink(
            _("Noter les présences"), page_url(request, "meeting_attendance", kept.pk)
        ),
        back=PageLink(_("Revenir au relevé"), page_url(request, "meeting_record", kept.pk)),
    )


@answer_page(queries.PURPOSE)
def answer_record(request: AnswerRequest) -> HttpResponseBase:
    """What was settled, and the change that the holder of the link asks, until it is validated."""
    link = request.link
    presence = queries.presence_of(link).first()
    if presence is None:
        return closed_link_page(request, link)
    if presence.meeting.is_locked:
        return _validated(request, presence)
    form = LinkAmendmentForm(request.POST or None, initial={"told_by": link.recipient})
    decisions = Decision.objects.filter(meeting=presence.meeting).order_by("item__rank", "pk")
    shown = {"presence": presence, "meeting": presence.meeting, "decisions": decisions}
    page = AnswerPage("governance/answer_record", form, shown)

    def keep() -> None:
        services.amend_by_link(presence=presence, **form.cleaned_data)

    try:
        return take_answer(request, page, keep)
    except ClosedError:
        return _validated(request, queries.presence_of(link).get())


def _validated(request: AnswerRequest, presence: Presence) -> HttpResponse:
    """The page (410) of a record that is validated: nothing changes any more."""
    context = {"link": request.link, "meeting": presence.meeting}
    return render(request, "governance/answer_record_closed.html", context, status=410)
