"""What does the convocation of a meeting say: its day, its agenda, its papers?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.queries import documents_on
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.convened import Convened
from maillage.trade.governance.meetings.queries.meetings import agenda_lines
from maillage.trade.governance.meetings.words import item_note, when_words

SHARED = (Visibility.MEMBERS, Visibility.PUBLIC)


@dataclass(frozen=True)
class Convocation:
    """The words of a convocation, the same for the letter and for the screen."""

    meeting: Meeting
    subject: str
    text: str
    points: Sequence[str]
    url: str
    reader: Access


def shared_reader(access: Access, called: Sequence[Convened]) -> Access:
    """A reader who sees what all those called may read, and no more; one query.

    Who sits without an account reads what a partner does; nobody is named to any of them when one
    of them observes.
    """
    addresses = {one.email.lower() for one in called if one.email}
    observers = Access.objects.filter(
        cooperation=access.cooperation_id, role=Role.OBSERVER, ended_at__isnull=True
    ).values_list("user__email", flat=True)
    is_observed = any(address.lower() in addresses for address in observers)
    role = Role.OBSERVER if is_observed else Role.PARTNER
    return Access(cooperation=access.cooperation, user=access.user, role=role)


def convocation(access: Access, meeting: Meeting, absolute: Callable[[str], str]) -> Convocation:
    """What is written by this reader to those called, or that the meeting is off; three queries.

    Only the papers that every access reads are named: a letter says nothing a door would withhold.
    """
    lines = agenda_lines(access, meeting)
    slug = access.cooperation.slug
    url = absolute(reverse("governance:meeting", args=[slug, meeting.pk]))
    papers = documents_on(access, "meeting", meeting.pk).filter(visibility__in=SHARED)
    context = {
        "meeting": meeting,
        "when": when_words(meeting),
        "lines": [(line, item_note(line)) for line in lines],
        "papers": [
            (paper.name, absolute(reverse("documents:document", args=[slug, paper.pk])))
            for paper in papers.order_by("pk")
        ],
        "url": url,
        "author": access.user,
    }
    return Convocation(
        meeting=meeting,
        subject=_subject(meeting),
        text=render_to_string("governance/letters/convocation.txt", context),
        points=[line.item.title for line in lines],
        url=url,
        reader=access,
    )


def _subject(meeting: Meeting) -> str:
    said = _("Annulée : %(meeting)s") if meeting.cancelled_on else _("Convocation : %(meeting)s")
    return said % {"meeting": meeting}
