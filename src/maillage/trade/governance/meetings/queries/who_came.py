"""Who came to a meeting: who was invited without a seat, and who sat for a structure?"""

from django.db.models import Q, QuerySet

from maillage.core.personal import Somebody
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.models import Person
from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.meetings.models import Guest, Meeting, Presence


def guests(access: Access) -> QuerySet[Guest]:
    """Those invited to the meetings of the cooperation, for whoever may read of people."""
    rows = Guest.objects.filter(meeting__body__cooperation=access.cooperation_id)
    seen = rows if directory.can_open_people(access) else rows.none()
    return seen.select_related("meeting__body__cooperation")


def holders_on_day(meeting: Meeting, seat: Seat) -> list[Person]:
    """Those named for the seat on the day of the meeting; one query."""
    day = meeting.held_on
    holds = (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gt=day))
    rows = seat.holders.filter(holds).select_related("person").order_by("-kind", "pk")
    return list({one.person_id: one.person for one in rows}.values())


def presences_of_person(access: Access, somebody: Somebody) -> list[Presence]:
    """The seats for which they are noted to have come, by their record or by their name."""
    rows = Presence.objects.filter(meeting__body__cooperation=access.cooperation_id)
    matching = somebody.numbers_naming(rows.exclude(came_name=""), "came_name")
    mine = rows.filter(Q(came=somebody.number) | Q(pk__in=matching)).order_by(
        "meeting__held_on", "pk"
    )
    if not directory.can_open_people(access):
        return []
    return list(mine.select_related("meeting__body", "seat__organisation", "seat__person"))
