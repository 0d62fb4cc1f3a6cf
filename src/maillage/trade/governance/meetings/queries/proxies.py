"""For how many sessions in a row has a *pouvoir* been given to the same seat?"""

from collections.abc import Iterable

from django.db.models import Q

from maillage.trade.governance.meetings.models.attendance import Presence
from maillage.trade.governance.meetings.models.meetings import Meeting

READ_PER_GIVER = 12


def proxy_runs(meeting: Meeting, told: Iterable[Presence]) -> dict[int, int]:
    """The sessions in a row, this one included, by the seat that gives; one query when any does.

    A session of which nothing is noted for the seat neither continues nor breaks the run.
    """
    given = {one.seat_id: one.given_to_id for one in told if one.given_to_id}
    if not given:
        return {}
    runs = dict.fromkeys(given, 1)
    broken: set[int] = set()
    for seat, holder in _earlier(meeting, given):
        if holder != given[seat]:
            broken.add(seat)
        elif seat not in broken:
            runs[seat] += 1
    return runs


def _earlier(meeting: Meeting, seats: Iterable[int]) -> Iterable[tuple[int, int | None]]:
    """How these seats were held at the sessions before, the latest first."""
    numbers = list(seats)
    is_before = Q(meeting__held_on__lt=meeting.held_on) | Q(
        meeting__held_on=meeting.held_on, meeting__lt=meeting.pk
    )
    rows = Presence.objects.filter(
        is_before, seat__in=numbers, meeting__body=meeting.body_id, meeting__cancelled_on=None
    )
    latest = rows.order_by("-meeting__held_on", "-meeting", "pk")
    return latest.values_list("seat", "given_to")[: READ_PER_GIVER * len(numbers)]
