"""To whom is the record of a meeting sent, and of which seat does a link speak?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import AnswerLink
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.models.attendance import Presence
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.convened import Convened, convened

PURPOSE = "record"
ATTENDED = (Attending.PRESENT, Attending.EXCUSED, Attending.PROXY)


def attended(meeting: Meeting) -> list[tuple[Presence, Convened]]:
    """Who was there, excused or had given a *pouvoir*, with whom one writes to; five queries."""
    rows = Presence.objects.filter(meeting=meeting, standing__in=ATTENDED)
    held = {one.seat_id: one for one in rows.select_related("seat__organisation", "seat__person")}
    return [(held[one.seat.pk], one) for one in convened(meeting) if one.seat.pk in held]


def presence_of(link: AnswerLink) -> QuerySet[Presence]:
    """The seat that the link is about, at its meeting, in its cooperation."""
    return Presence.objects.filter(
        pk=link.target, meeting__body__cooperation=link.cooperation_id
    ).select_related(
        "meeting__body__cooperation", "meeting__validated_at", "seat__organisation", "seat__person"
    )
