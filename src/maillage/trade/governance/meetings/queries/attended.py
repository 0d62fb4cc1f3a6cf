"""At which meetings were structures there, and at which are they expected?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.queries.bodies import acting, holders
from maillage.trade.governance.choices import Attending, HolderKind
from maillage.trade.governance.meetings.models import Meeting, Presence
from maillage.trade.governance.meetings.queries.meetings import NOT_OVER, meetings

MOST = 2_000
COLUMNS = (
    *("seat__organisation", "meeting", "meeting__held_on", "meeting__body__name"),
    *("standing", "is_sitting"),
)
BEST_FIRST = (Attending.PRESENT, Attending.PROXY, Attending.EXCUSED, Attending.ABSENT)


@dataclass(frozen=True, slots=True)
class Attended:
    """How a structure was at a meeting, the best of its seats."""

    organisation_id: int
    meeting_id: int
    on: date
    body: str
    standing: str


@dataclass(frozen=True)
class Coming:
    """A meeting to come where a structure sits; who holds its seats, as far as one may know.

    `titulaires` and `suppleants` are None for whoever does not see who holds every seat.
    """

    organisation_id: int
    meeting: Meeting
    titulaires: Sequence[str] | None = None
    suppleants: Sequence[str] | None = None


def attended_by(access: Access, organisations: Sequence[int]) -> list[Attended]:
    """The meetings where these structures were noted, oldest first; in one query.

    A seat said to be there in which nobody was in office that day brought nobody.
    """
    sitting = Holder.objects.filter(
        _true_on(OuterRef("meeting__held_on")),
        acting(_true_on(OuterRef(OuterRef("meeting__held_on")))),
        seat=OuterRef("seat"),
    )
    rows = (
        Presence.objects.filter(
            seat__organisation__in=organisations,
            meeting__body__cooperation=access.cooperation_id,
            meeting__cancelled_on__isnull=True,
        )
        .annotate(is_sitting=Exists(sitting))
        .order_by("meeting__held_on", "meeting", "seat")
    )
    columns = "seat__organisation", "meeting", "meeting__held_on", "meeting__body__name", "standing"
    best: dict[tuple[int, int], Attended] = {}
    for number, meeting, on, body, standing, sits in rows.values_list(*columns, "is_sitting")[
        :MOST
    ]:
        if standing == Attending.PRESENT and not sits:
            continue
        one = Attended(number, meeting, on, body, standing)
        former = best.get((number, meeting), one)
        best[number, meeting] = min(former, one, key=lambda row: BEST_FIRST.index(row.standing))
    return list(best.values())


def _true_on(day: OuterRef) -> Q:
    """The dated rows that were true on a day of an outer question."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gt=day))


def coming_to(access: Access, organisations: Sequence[int], today: date) -> list[Coming]:
    """The meetings to come where these structures sit, soonest first; in three queries at most."""
    rows = meetings(access).filter(NOT_OVER, held_on__gte=today)
    coming = list(rows.order_by("held_on", "starts_at", "pk")[:MOST])
    if not coming:
        return []
    sitting = Seat.objects.filter(
        Q(until__isnull=True) | Q(until__gt=F("body__meetings__held_on")),
        organisation__in=organisations,
        body__meetings__in=[one.pk for one in coming],
    )
    seats_by_meeting: dict[int, dict[int, set[int]]] = {}
    columns = "body__meetings", "organisation", "pk"
    for meeting, organisation, seat in sitting.order_by("pk").values_list(*columns):
        by_structure = seats_by_meeting.setdefault(meeting, {})
        by_structure.setdefault(organisation or 0, set()).add(seat)
    names = _names_by_seat(access, seats_by_meeting, today)
    return [
        _coming(access, one, organisation, numbers, names)
        for one in coming
        for organisation, numbers in sorted(seats_by_meeting.get(one.pk, {}).items())
    ]


Names = dict[int, list[tuple[str, str]]]


def _names_by_seat(
    access: Access, seats_by_meeting: dict[int, dict[int, set[int]]], today: date
) -> Names:
    """Who holds each of these seats today, with their quality; in one query for the team."""
    numbers = {
        seat for some in seats_by_meeting.values() for seats in some.values() for seat in seats
    }
    if not access.is_in_team or not numbers:
        return {}
    day = Q(until__isnull=True) | Q(until__gt=today)
    rows = holders(access).filter(acting(day), day, seat__in=numbers)
    names: Names = {}
    for one in rows.order_by("-kind", "pk"):
        names.setdefault(one.seat_id, []).append((one.kind, str(one.person)))
    return names


def _coming(
    access: Access, meeting: Meeting, organisation: int, seats: set[int], names: Names
) -> Coming:
    if not access.is_in_team:
        return Coming(organisation, meeting)
    pairs = [pair for seat in sorted(seats) for pair in names.get(seat, ())]
    return Coming(
        organisation,
        meeting,
        [name for kind, name in pairs if kind == HolderKind.TITULAIRE],
        [name for kind, name in pairs if kind == HolderKind.SUPPLEANT],
    )
