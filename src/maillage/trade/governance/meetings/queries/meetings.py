"""When do the bodies meet, about what, and what has become of each meeting?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import (
    Case,
    Count,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import MeetingState
from maillage.trade.governance.meetings.models import AgendaItem, Meeting

OF_PEOPLE = frozenset(
    {"agendaitem.person", "guest", "presence", "standdown", "itemnote", "notevariant", "amendment"}
)
NOT_OVER = Q(concluded_on__isnull=True, cancelled_on__isnull=True)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as the register reads it."""

    pk: int
    held_on: date
    body: str
    title: str
    state: MeetingState
    place: str
    points: int


def meetings(access: Access) -> QuerySet[Meeting]:
    """Every meeting of the bodies of the reader's cooperation."""
    rows = Meeting.objects.filter(body__cooperation=access.cooperation_id)
    return rows.select_related("body__cooperation")


def registered_meetings(access: Access, today: date) -> QuerySet[Meeting]:
    """The same, with the size of their agendas and, while they are to be held, their day."""
    agenda = AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return meetings(access).annotate(
        points=Coalesce(Subquery(agenda.annotate(n=Count("pk")).values("n")), 0),
        coming_on=Case(When(NOT_OVER & Q(held_on__gte=today), then=F("held_on"))),
    )


def items(access: Access) -> QuerySet[AgendaItem]:
    """Every item of the agendas of the reader's cooperation."""
    rows = AgendaItem.objects.filter(meeting__body__cooperation=access.cooperation_id)
    return rows.select_related("meeting__body__cooperation", "organisation", "person")


def meeting_rows(page: QuerySet[Meeting]) -> list[MeetingRow]:
    """The rows of one page, in one query."""
    return [
        MeetingRow(
            pk=one.pk,
            held_on=one.held_on,
            body=one.body.name,
            title=one.title,
            state=one.state,
            place=one.place or one.link,
            points=getattr(one, "points", 0),
        )
        for one in page
    ]


def meetings_around(access: Access, today: date) -> tuple[Meeting | None, date | None, int]:
    """The next meeting, the last day on which one met, how many past ones nobody spoke of."""
    rows = meetings(access)
    coming = rows.filter(NOT_OVER, held_on__gte=today).order_by("held_on", "pk").first()
    past = rows.aggregate(
        last=Max("held_on", filter=Q(concluded_on__isnull=False)),
        unsaid=Count("pk", filter=NOT_OVER & Q(held_on__lt=today)),
    )
    return coming, past["last"], past["unsaid"]


@dataclass(frozen=True)
class ItemLine:
    """An item of the agenda, its number, and at what time it should begin."""

    item: AgendaItem
    number: int
    starts_at: time | None
    shows_person: bool


@dataclass(frozen=True)
class MeetingSheet:
    """What is known of one meeting: its agenda, the days before and after it, its history."""

    meeting: Meeting
    lines: Sequence[ItemLine]
    before: date | None
    after: date | None
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def minutes(self) -> int:
        """How long the agenda lasts, as far as it says."""
        return sum(line.item.minutes or 0 for line in self.lines)


def meeting_sheet(access: Access, meeting: Meeting) -> MeetingSheet:
    """The sheet of a meeting, in a constant number of queries."""
    rows = Meeting.objects.filter(body=meeting.body_id, cancelled_on__isnull=True)
    beside = rows.aggregate(
        before=Max("held_on", filter=_before(meeting)), after=Min("held_on", filter=_after(meeting))
    )
    return MeetingSheet(
        meeting=meeting,
        lines=agenda_lines(access, meeting),
        before=beside["before"],
        after=beside["after"],
        gestures=history(
            access,
            meeting.sheet_key,
            hidden=frozenset() if access.is_in_team else OF_PEOPLE,
        ),
    )


def _before(meeting: Meeting) -> Q:
    return Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk)


def _after(meeting: Meeting) -> Q:
    return Q(held_on__gt=meeting.held_on) | Q(held_on=meeting.held_on, pk__gt=meeting.pk)


def agenda_lines(access: Access, meeting: Meeting) -> list[ItemLine]:
    """The agenda in its order, with the time of each item as long as the durations say it."""
    rows = items(access).filter(meeting=meeting).order_by("rank", "pk")
    agenda_items = list(rows.select_related(None).select_related("organisation", "person"))
    seen = _presenters(access, agenda_items)
    lines: list[ItemLine] = []
    clock = _clock(meeting)
    for number, item in enumerate(agenda_items, start=1):
        item.meeting = meeting
        starts = clock.time() if clock else None
        lines.append(ItemLine(item, number, starts, item.person_id in seen))
        clock = clock + timedelta(minutes=item.minutes) if clock and item.minutes else None
    return lines


def _presenters(access: Access, agenda_items: Sequence[AgendaItem]) -> set[int]:
    """Those who present an item and whom this reader may know; no query for nobody."""
    numbers = [item.person_id for item in agenda_items if item.person_id]
    return set(people(access).filter(pk__in=numbers).values_list("pk", flat=True))


def _clock(meeting: Meeting) -> datetime | None:
    return datetime.combine(meeting.held_on, meeting.starts_at) if meeting.starts_at else None


def next_meeting_of(access: Access, organisations: Sequence[int], today: date) -> Meeting | None:
    """The next meeting of a body where one of these structures sits, not cancelled."""
    seats = Seat.objects.filter(in_force(), organisation__in=organisations)
    rows = meetings(access).filter(body__in=seats.values("body"), held_on__gte=today)
    open_rows = rows.filter(cancelled_on__isnull=True, concluded_on__isnull=True)
    return open_rows.order_by("held_on", "starts_at", "pk").first()


def meetings_of_body(access: Access, body: int, today: date) -> tuple[list[Meeting], list[Meeting]]:
    """The next meetings of a body, soonest first, and its last ones, latest first."""
    rows = meetings(access).filter(body=body, cancelled_on__isnull=True)
    coming = rows.filter(held_on__gte=today).order_by("held_on", "pk")
    past = rows.filter(held_on__lt=today).order_by("-held_on", "-pk")
    return list(coming[:3]), list(past[:3])


def unfinished(access: Access, today: date, until: date) -> QuerySet[Meeting]:
    """The meetings to convene before `until`, and those of the past of which nothing is said."""
    rows = meetings(access).filter(NOT_OVER)
    to_convene = Q(held_on__range=(today, until), convened_on__isnull=True)
    return rows.filter(to_convene | Q(held_on__lt=today)).order_by("held_on", "pk")


def next_agenda(access: Access, today: date) -> list[AgendaItem]:
    """The points of the next meeting that bear on a subject, if any meeting has some; one query."""
    not_over = Q(meeting__concluded_on__isnull=True, meeting__cancelled_on__isnull=True)
    rows = items(access).filter(not_over, subject__isnull=False, meeting__held_on__gte=today)
    coming = list(
        rows.order_by("meeting__held_on", "meeting__starts_at", "meeting", "rank", "pk")[:100]
    )
    return [one for one in coming if one.meeting_id == coming[0].meeting_id]


def items_of_person(access: Access, person: int) -> QuerySet[AgendaItem]:
    """The items that a person presents, latest first, for whoever sees people."""
    rows = items(access)
    if not directory.can_open_people(access):
        return rows.none()
    return rows.filter(person=person).order_by("-meeting__held_on", "rank", "pk")


@dataclass(frozen=True)
class BodyPace:
    """A body at work: its seats, its last meeting held, its next one, those left unsaid."""

    name: str
    seats: int
    last_on: date | None
    next_on: date | None
    unsaid: int


def paces(cooperation_id: int, today: date) -> Sequence[BodyPace]:
    """The bodies at work of one cooperation, in two queries."""
    bodies = Body.objects.filter(in_force(), cooperation=cooperation_id)
    seated = bodies.annotate(seat_count=Count("seats", filter=in_force("seats__"))).order_by(
        "folded", "pk"
    )
    is_open = Q(concluded_on__isnull=True, cancelled_on__isnull=True)
    rows = (
        Meeting.objects.filter(body__in=bodies)
        .order_by()
        .values("body")
        .annotate(
            last=Max("held_on", filter=Q(concluded_on__isnull=False)),
            next=Min("held_on", filter=is_open & Q(held_on__gte=today)),
            unsaid=Count("pk", filter=is_open & Q(held_on__lt=today)),
        )
        .values_list("body", "last", "next", "unsaid")
    )
    met = {body: (last, coming, unsaid) for body, last, coming, unsaid in rows}
    return [
        BodyPace(body.name, body.seat_count, *met.get(body.pk, (None, None, 0))) for body in seated
    ]
