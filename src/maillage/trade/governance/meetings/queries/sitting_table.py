"""Which meetings are kept, with whom, as a table of attendance is compared with them, or made?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F, Prefetch

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.models import Mandate
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.bodies.queries.bodies import holders
from maillage.trade.governance.bodies.table.body_names import own_words
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.models import Meeting, Presence
from maillage.trade.governance.meetings.queries.attendance import seat_name
from maillage.trade.governance.meetings.queries.meetings import meetings
from maillage.trade.governance.meetings.table.cells import Hours
from maillage.trade.governance.meetings.table.rows import (
    ExistingBody,
    ExistingMeeting,
    ExistingSeat,
    ExistingSittings,
)
from maillage.trade.governance.permissions import can_read_sources

SEATED = ("seat__organisation", "seat__person", "given_to__organisation", "given_to__person")


def existing_sittings(cooperation: Cooperation) -> ExistingSittings:
    """The bodies of a cooperation with their seats and their meetings, in six queries."""
    return ExistingSittings(_bodies(cooperation.pk), own_words(cooperation))


def _bodies(cooperation_id: int) -> list[ExistingBody]:
    seats = _existing_seats(cooperation_id)
    existing_meetings_by_number = _existing_meetings(cooperation_id)
    return [
        ExistingBody(
            one.pk,
            one.name,
            one.until,
            tuple(seats[one.pk]),
            tuple(existing_meetings_by_number[one.pk]),
        )
        for one in Body.objects.filter(cooperation=cooperation_id).order_by("pk")
    ]


def _existing_seats(cooperation_id: int) -> dict[int, list[ExistingSeat]]:
    people: dict[int, list[frozenset[str]]] = defaultdict(list)
    rows = Holder.objects.filter(seat__body__cooperation=cooperation_id)
    for holder in rows.select_related("person").order_by("pk"):
        people[holder.seat_id].append(frozenset(folded(str(holder.person)).split()))
    acting: dict[int, list[frozenset[str]]] = defaultdict(list)
    seated = Seat.objects.filter(body__cooperation=cooperation_id).values("organisation")
    for mandate in Mandate.objects.filter(organisation__in=seated).select_related("person"):
        acting[mandate.organisation_id].append(frozenset(folded(str(mandate.person)).split()))
    existing_seats_by_number: dict[int, list[ExistingSeat]] = defaultdict(list)
    seats = Seat.objects.filter(body__cooperation=cooperation_id)
    for seat in seats.select_related("organisation", "person").order_by("pk"):
        those_there = tuple(acting[seat.organisation_id]) if seat.organisation_id else ()
        existing_seats_by_number[seat.body_id].append(
            _existing_seat(seat, tuple(people[seat.pk]), those_there)
        )
    return existing_seats_by_number


def _existing_seat(
    seat: Seat, people: tuple[frozenset[str], ...], acting: tuple[frozenset[str], ...]
) -> ExistingSeat:
    owner = seat.organisation
    return ExistingSeat(
        pk=seat.pk,
        label=str(seat),
        name=owner.name if owner else "",
        short_name=owner.short_name if owner else "",
        owner=frozenset(folded(str(seat.person)).split()) if seat.person else frozenset(),
        people=people,
        acting=acting,
        since=seat.since,
        until=seat.until,
    )


def _existing_meetings(cooperation_id: int) -> dict[int, list[ExistingMeeting]]:
    existing_meetings_by_number: dict[int, list[ExistingMeeting]] = defaultdict(list)
    rows = Meeting.objects.filter(body__cooperation=cooperation_id).order_by("pk")
    for meeting in rows.prefetch_related("presences"):
        existing_meetings_by_number[meeting.body_id].append(
            ExistingMeeting(
                pk=meeting.pk,
                held_on=meeting.held_on,
                title=meeting.title,
                place=meeting.place,
                hours=_hours(meeting),
                is_cancelled=meeting.cancelled_on is not None,
                closed=meeting.closed_words,
                presences={
                    one.seat_id: (one.standing, one.given_to_id) for one in meeting.presences.all()
                },
                notes={one.seat_id: one.note for one in meeting.presences.all()},
            )
        )
    return existing_meetings_by_number


def _hours(meeting: Meeting) -> Hours | None:
    return Hours(meeting.starts_at, meeting.ends_at) if meeting.starts_at else None


def sitting_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The meetings that stand, in the order of these fields: a row for each presence noted."""
    prefetch = Prefetch(
        "presences",
        Presence.objects.select_related(*SEATED).order_by(
            F("seat__organisation__folded").asc(nulls_last=True), "seat__person__folded", "pk"
        ),
    )
    rows = meetings(access).filter(cancelled_on__isnull=True)
    holders_by_number = _people(access)
    for meeting in rows.order_by("held_on", "body__folded", "pk").prefetch_related(prefetch):
        facts = _facts(meeting)
        entries = [
            _attendance(access, meeting, one, holders_by_number) for one in meeting.presences.all()
        ]
        for attended in entries or [{}]:
            yield [(facts | attended).get(name, "") for name in fields]


def _facts(meeting: Meeting) -> dict[str, Value]:
    return {
        "body": meeting.body.name,
        "meeting_on": meeting.held_on,
        "meeting_time": str(_hours(meeting) or ""),
        "meeting_place": meeting.place,
        "meeting_kind": meeting.title,
    }


def _attendance(
    access: Access, meeting: Meeting, presence: Presence, holders_by_number: dict[int, list[Holder]]
) -> dict[str, Value]:
    seat, carrier = presence.seat, presence.given_to
    name = seat_name(access, seat)
    people = [str(one.person) for one in holders_by_number.get(seat.pk, []) if _acts(one, meeting)]
    return {
        "organisation_name": name if seat.organisation_id else "",
        "person_name": " · ".join(people) if seat.organisation_id else name,
        "attendance": str(Attending(presence.standing).label),
        "proxy": seat_name(access, carrier) if carrier else "",
        "notes": presence.note if can_read_sources(access) else "",
    }


def _people(access: Access) -> dict[int, list[Holder]]:
    """Who holds or held each seat, titulaires first, as far as this reader sees people."""
    holders_by_number: dict[int, list[Holder]] = defaultdict(list)
    for holder in holders(access).order_by("-kind", "pk"):
        holders_by_number[holder.seat_id].append(holder)
    return holders_by_number


def _acts(holder: Holder, meeting: Meeting) -> bool:
    day = meeting.held_on
    began = holder.since is None or holder.since <= day
    return began and (holder.until is None or holder.until > day)
