"""Which dates of the dialogue come next?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.at_hand import conflicts_come
from maillage.trade.dialogue.conflicts.queries import open_conflicts

MOST = 20


@dates.answer
def dialogue_dates(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The next steps of the open conflicts; one query when there is none."""
    access = as_access(reader)
    if not permissions.can_open_conflicts(access) or not conflicts_come(access, first, last):
        return ()
    slug = access.cooperation.slug
    rows = open_conflicts(access).filter(next_on__range=(first, last)).order_by("next_on", "pk")
    return [
        Upcoming(
            on=one.next_on,
            label=one.next_step,
            reason=one.title,
            url=reverse("dialogue:conflict", args=[slug, one.pk]),
        )
        for one in rows[:MOST]
        if one.next_on
    ]
