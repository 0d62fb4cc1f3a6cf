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
from maillage.trade.governance.commitments.queries.commitments import commitments_of
from maillage.trade.governance.commitments.words import commitment_line, owed_and_requested
from maillage.trade.governance.joint_decisions.queries.joint_decisions import paths_of_organisation
from maillage.trade.governance.joint_decisions.words.council_lines import council_lines
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.meetings import agenda_lines, next_meeting_of
from maillage.trade.governance.meetings.words import when_words

MOST_STRUCTURES, MOST = 3, 6
OWN_DAY = {Role.ELECTED, Role.PARTNER}


@dataclass(frozen=True, slots=True)
class OwnStructure:
    """A structure of the reader's: what its council voted, what it gives or is asked for."""

    name: str
    url: str
    votes: Sequence[Line]
    promises: Sequence[Line]
    requested: Sequence[Line]


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """The next meeting where the reader's structure sits, and what it asks, point by point."""

    title: str
    when: str
    url: str
    items: Sequence[Line]


@panels.answer
def own_day(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """For an élu and a partner: their structures, and the next meeting where one of them sits."""
    access = as_access(reader)
    if kind != "day" or number != access.pk or access.role not in OWN_DAY:
        return ()
    own, today = own_organisations(access)[:MOST_STRUCTURES], timezone.localdate()
    if not own:
        return ()
    context: dict[str, object] = {
        "structures": [_structure(access, one, today) for one in own],
        "meeting": _next_meeting(access, own, today),
    }
    title = _("Votre structure") if len(own) == 1 else _("Vos structures")
    return (Panel(title, "governance/parts/own_day.html", context),)


def _structure(access: Access, one: Organisation, today: date) -> OwnStructure:
    slug = access.cooperation.slug
    paths = paths_of_organisation(access, one.pk)[-MOST:]
    rows = commitments_of(access, "organisation", one.pk)[:MOST]
    promises, requested = owed_and_requested(rows)
    return OwnStructure(
        name=one.name,
        url=reverse("directory:organisation", args=[slug, one.pk]),
        votes=council_lines(slug, paths),
        promises=[commitment_line(slug, row, today) for row in promises],
        requested=[commitment_line(slug, row, today) for row in requested],
    )


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
