"""The record leaves to those who attended, who ask their changes by link until it is validated."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maillage.core.versions import check_is_open
from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal import services as journal
from maillage.trade.governance.bodies.services.seat_links import Asking, Recipient, ask_by_link
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models.attendance import Presence
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.convened import Convened
from maillage.trade.governance.meetings.services.convocations import papers_of
from maillage.trade.governance.minutes.models.records import Amendment
from maillage.trade.governance.minutes.queries.record_answers import PURPOSE

OPEN_FOR = timedelta(days=60)
FORMS = ("pdf", "docx", "odt")


def send_record(
    *,
    access: Access,
    meeting: Meeting,
    attended: Sequence[tuple[Presence, Convened]],
    today: date,
    absolute: Absolute,
) -> int:
    """The record, in three formats, to each who has an address; how many letters were written."""
    return ask_by_link(
        access=access,
        asking=_asking(access, meeting, today),
        recipients=[recipient_of(one) for one in attended],
        today=today,
        absolute=absolute,
    )


def recipient_of(attended: tuple[Presence, Convened]) -> Recipient:
    """Who receives the record, for their presence."""
    presence, convened = attended
    return Recipient(presence.pk, convened.name, convened.email)


def _asking(access: Access, meeting: Meeting, today: date) -> Asking:
    decisions = list(Decision.objects.filter(meeting=meeting).order_by("item__rank", "pk"))

    def text(link: AnswerLink, url: str) -> str:
        context = {"link": link, "meeting": meeting, "decisions": decisions, "url": url}
        return render_to_string("governance/letters/record.txt", context)

    return Asking(
        purpose=PURPOSE,
        about=_("Relevé : %(meeting)s") % {"meeting": meeting},
        subject=_("Relevé de décisions : %(meeting)s") % {"meeting": meeting},
        closes_on=today + OPEN_FOR,
        text=text,
        files=papers_of(access, meeting, "record", FORMS),
    )


def amend_by_link(*, presence: Presence, text: str, told_by: str) -> Amendment:
    """The change asked, for the seat; ClosedError once the record is validated."""
    meeting = presence.meeting
    with journal.write(
        None,
        workspace_id=meeting.body.cooperation.workspace_id,
        cooperation_id=meeting.body.cooperation_id,
        topic="meetings",
        via=_("%(name)s, par lien") % {"name": told_by},
    ):
        check_is_open(meeting)
        return Amendment.objects.create(
            meeting=meeting,
            organisation=presence.seat.organisation,
            text=text,
            told_by=told_by,
        )
