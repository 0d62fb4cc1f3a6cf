"""What may a calendar read by a secret address, and does that address still open?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from maillage.core.agenda import Upcoming, dates
from maillage.foundation.cooperations.links.rules import Claim, make_token, read_token
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.queries import lacking_second_factor
from maillage.trade.governance.meetings.models.calendars import CalendarFeed
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.meetings import meetings

PURPOSE = "agenda"
BEFORE, AFTER = timedelta(days=90), timedelta(days=400)
MOST = 300


@dataclass(frozen=True)
class Agenda:
    """The meetings and the other dates that one reader may see."""

    meetings: Sequence[Meeting]
    dates: Sequence[Upcoming]


def open_feed(access: Access) -> CalendarFeed | None:
    """The address that this access has open."""
    return CalendarFeed.objects.filter(access=access, revoked_at__isnull=True).first()


def feed_path(feed: CalendarFeed) -> str:
    """The path that a calendar subscribes to."""
    token = make_token(PURPOSE, Claim(feed.pk, feed.nonce))
    return reverse("cooperations:answer", args=[PURPOSE, token])


def sheet_path(slug: str, meeting: Meeting) -> str:
    """The path of a meeting's sheet."""
    return reverse("governance:meeting", args=[slug, meeting.pk])


def feed_of_token(token: str) -> CalendarFeed | None:
    """The feed of this token, open or not; None for a forged one."""
    claim = read_token(PURPOSE, token)
    if claim is None:
        return None
    rows = CalendarFeed.objects.filter(pk=claim.number, nonce=claim.nonce)
    return rows.select_related("access__user", "access__cooperation__workspace").first()


def is_readable(feed: CalendarFeed) -> bool:
    """Whether the address still opens: the access is open, and its door would ask nothing more."""
    rows = Access.objects.filter(
        pk=feed.access_id, ended_at__isnull=True, user__is_active=True
    ).annotate(withheld=lacking_second_factor())
    found = rows.values_list("withheld", flat=True).first()
    return feed.revoked_at is None and found is False


def agenda_of(access: Access, today: date) -> Agenda:
    """What this reader may see of the last three months and of the next thirteen.

    Whatever the point `dates` tells is already what the reader may see; a meeting is told once.
    """
    first, last = today - BEFORE, today + AFTER
    found = list(
        meetings(access).filter(held_on__range=(first, last)).order_by("held_on", "pk")[:MOST]
    )
    sheets = {(sheet_path(access.cooperation.slug, one), one.held_on) for one in found}
    others = [one for one in dates.ask(access, first, last) if (one.url, one.on) not in sheets]
    return Agenda(found, others)
