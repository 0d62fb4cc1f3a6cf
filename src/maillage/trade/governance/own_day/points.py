"""What does somebody who sits or votes find first on their day: of their structure, and to come?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.people import own_organisations
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.meetings import agenda_lines, next_meeting_of
from maillage.trade.governance.meetings.words import when_words

MOST_STRUCTURES, MOST = 3, 6
OWN_DAY = {Role.ELECTED, Role.PARTNER}


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """The next meeting where the reader's structure sits, and what it asks, point by point."""

    title: str
    when: str
    url: str
    items: Sequence[Line]


@panels.answer
def own_day(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """For an élu and a partner: the next meeting where one of their structures sits."""
    access = as_access(reader)
    if kind != "day" or number != access.pk or access.role not in OWN_DAY:
        return ()
    own = own_organisations(access)[:MOST_STRUCTURES]
    meeting = _next_meeting(access, own, timezone.localdate()) if own else None
    if meeting is None:
        return ()
    context: dict[str, object] = {"meeting": meeting}
    return (Panel(_("Votre prochaine séance"), "governance/parts/own_day.html", context),)


def _next_meeting(access: Access, own: Sequence[Organisation], today: date) -> OwnMeeting | None:
    meeting = next_meeting_of(access, [one.pk for one in own], today)
    if meeting is None:
        return None
    return OwnMeeting(
        title=meeting.title or meeting.body.name,
        when=when_words(meeting),
        url=reverse("governance:meeting", args=[access.cooperation.slug, meeting.pk]),
        items=_items(access, meeting),
    )


def _items(access: Access, meeting: Meeting) -> list[Line]:
    return [
        Line(label=one.item.title, note=str(one.item.get_kind_display()))
        for one in agenda_lines(access, meeting)[:MOST]
    ]
