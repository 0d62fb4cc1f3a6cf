"""What does somebody who sits or votes find first on their day: of their structure, and to come?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line, ShortList, short_list
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.directory.records.queries.people import own_organisations
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.meetings import agenda_lines, next_meeting_of
from maillage.trade.governance.meetings.words import when_words

MOST_STRUCTURES, MOST, MOST_ON_PAPER = 3, 6, 5
PART = "governance/parts/own_day.html"
OWN_DAY = {Role.ELECTED, Role.PARTNER}


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """The next meeting where the reader's structure sits, and what it asks, point by point."""

    title: str
    when: str
    url: str
    items: ShortList


@panels.answer
def own_day(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """For an élu and a partner: the next meeting where one of their structures sits."""
    access = as_access(reader)
    if kind != "day" or number != access.pk or access.role not in OWN_DAY:
        return ()
    own = [one.pk for one in own_organisations(access)[:MOST_STRUCTURES]]
    meeting = _next_meeting(access, own, MOST) if own else None
    if meeting is None:
        return ()
    return (Panel(_("Votre prochaine séance"), PART, {"meeting": meeting}, slot="next"),)


@panels.answer
def meeting_of_elected_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """On the page that an élu prints: the next meeting where it sits, or that none is."""
    if kind != "elected_sheet":
        return ()
    context: dict[str, object] = {
        "meeting": _next_meeting(as_access(reader), [number], MOST_ON_PAPER)
    }
    return (Panel(_("Sa prochaine séance"), PART, context),)


def _next_meeting(access: Access, own: Sequence[int], most: int) -> OwnMeeting | None:
    meeting = next_meeting_of(access, own, timezone.localdate())
    if meeting is None:
        return None
    url = reverse("governance:meeting", args=[access.cooperation.slug, meeting.pk])
    return OwnMeeting(
        title=meeting.title or meeting.body.name,
        when=when_words(meeting),
        url=url,
        items=short_list(_items(access, meeting), most, url=url, feminine=False),
    )


def _items(access: Access, meeting: Meeting) -> list[Line]:
    return [
        Line(label=one.item.title, note=str(one.item.get_kind_display()))
        for one in agenda_lines(access, meeting)
    ]
