"""Who held which seat that day, and who is said to be there?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions as directory
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.bodies.queries.bodies import acting, holders, seats
from maillage.trade.governance.choices import Attending, MeetingState, QuorumKind, Voice
from maillage.trade.governance.meetings.models import (
    AgendaItem,
    Guest,
    Meeting,
    Presence,
    StandDown,
)
from maillage.trade.governance.meetings.queries.who_came import guests
from maillage.trade.governance.meetings.rules import (
    Advice,
    Reading,
    Seated,
    called_again,
    read_quorum,
    second_session,
)

SEATS_IN_ORDER = "college", "organisation__folded", "person__folded", "pk"


@dataclass(frozen=True)
class PresenceLine:
    """A seat of the body that day: its name for this reader, who held it, what is said of it.

    `is_vacant` says that nobody in office sat there for its structure. `sessions` counts those in a
    row, this one included, for which its *pouvoir* goes to one seat. `came` names who came, when
    it is noted and the reader may read it.
    """

    seat: Seat
    name: str
    sitting: "Sequence[Sitting]"
    is_vacant: bool
    presence: Presence | None
    stand_downs: Sequence[StandDown]
    sessions: int = 1
    came: str = ""

    @property
    def people(self) -> str:
        """Those named for it whom the reader may read, and who is no longer in office."""
        return " · ".join(one.words for one in self.sitting if one.name)

    @property
    def standing(self) -> str:
        """How it is held, or nothing when nobody has said it."""
        return self.presence.standing if self.presence else ""

    @property
    def is_present(self) -> bool:
        """Whether somebody who sits there is said to be there: a vacant seat brings nobody."""
        return self.standing == Attending.PRESENT and not self.is_vacant

    @property
    def note(self) -> str:
        return self.presence.note if self.presence else ""

    @property
    def version(self) -> int:
        """The version that who writes has read: 0 while nothing is said."""
        return self.presence.version if self.presence else 0

    @property
    def votes(self) -> bool:
        """Whether it has a deliberative voice."""
        return self.seat.voice == Voice.DELIBERATIVE


@dataclass(frozen=True)
class ItemReading:
    """The quorum of one item, for which some seats stand down."""

    item: AgendaItem
    reading: Reading

    @property
    def sentence(self) -> str:
        """The item and what its quorum is."""
        words = self.reading.sentence
        return _("« %(item)s » : %(quorum)s") % {
            "item": french.inner_quotes(str(self.item)),
            "quorum": words[:1].lower() + words[1:],
        }


@dataclass(frozen=True)
class AttendanceSheet:
    """The seats of a meeting in their order, the quorum that they make, and who was invited."""

    meeting: Meeting
    lines: Sequence[PresenceLine]
    reading: Reading
    by_item: Sequence[ItemReading]
    guests: Sequence[Guest] = ()

    def standing(self, requested: str) -> list[PresenceLine]:
        """The seats that are held so."""
        return [line for line in self.lines if line.standing == requested]

    @property
    def present(self) -> list[PresenceLine]:
        """Those who are there: nobody is for a vacant seat."""
        return [line for line in self.lines if line.is_present]

    @property
    def vacant(self) -> list[PresenceLine]:
        """Those said to be there, in which nobody sits."""
        return [line for line in self.standing(Attending.PRESENT) if line.is_vacant]

    @property
    def missed(self) -> list[ItemReading]:
        """The items whose quorum is missed by those who stand down."""
        return [one for one in self.by_item if not one.reading.is_met]

    @property
    def given(self) -> list[PresenceLine]:
        """Those who gave a *pouvoir*."""
        return self.standing(Attending.PROXY)

    @property
    def present_guests(self) -> list[Guest]:
        """Those invited who are said to be there."""
        return [one for one in self.guests if one.has_come]

    @property
    def voting(self) -> list[PresenceLine]:
        return [line for line in self.lines if line.votes]

    @property
    def noted(self) -> int:
        """Of how many seats something is said."""
        return sum(bool(line.standing) for line in self.lines)


def seats_on(access: Access, meeting: Meeting) -> QuerySet[Seat]:
    """The seats of the body that were in force on the day of the meeting."""
    rows = seats(access).filter(in_force_on_day("", meeting), body=meeting.body_id)
    return rows.order_by(*SEATS_IN_ORDER, "pk")


def in_force_on_day(prefix: str, meeting: Meeting) -> Q:
    """The dated rows that were true on the day of the meeting."""
    since, until = f"{prefix}since", f"{prefix}until"
    day = meeting.held_on
    return (Q((f"{since}__isnull", True)) | Q((f"{since}__lte", day))) & (
        Q((f"{until}__isnull", True)) | Q((f"{until}__gt", day))
    )


def attendance(access: Access, meeting: Meeting) -> AttendanceSheet:
    """Who is there, in five queries, and one more when a *pouvoir* is given."""
    return _sheet(access, meeting, _presences(meeting))


def _presences(meeting: Meeting) -> dict[int, Presence]:
    rows = Presence.objects.filter(meeting=meeting).select_related("came")
    return {one.seat_id: one for one in rows}


def _sheet(
    access: Access, meeting: Meeting, presence_by_seat: Mapping[int, Presence]
) -> AttendanceSheet:
    rows = _rows_of(access, meeting, presence_by_seat)
    sitting = _sitting(access, meeting, rows)
    runs = proxy_runs(meeting, presence_by_seat.values())
    downs = _downs_of(access, meeting)
    lines = [
        PresenceLine(
            seat=seat,
            name=seat_name(access, seat),
            sitting=sitting.get(seat.pk, ()),
            is_vacant=_is_vacant(seat, sitting.get(seat.pk, ())),
            presence=presence_by_seat.get(seat.pk),
            stand_downs=[one for one in downs if one.seat_id == seat.pk],
            sessions=runs.get(seat.pk, 1),
            came=_came_words(access, presence_by_seat.get(seat.pk), sitting.get(seat.pk, ())),
        )
        for seat in rows
    ]
    body, counted = meeting.body, seated(lines)
    return AttendanceSheet(
        meeting,
        lines,
        read_quorum(body, counted, {}),
        _by_item(body, counted, downs),
        list(guests(access).filter(meeting=meeting).select_related(None)),
    )


def _came_words(access: Access, presence: Presence | None, sitting: "Sequence[Sitting]") -> str:
    """Who came for the seat, with their quality there when they have one."""
    if presence is None or not directory.can_open_people(access):
        return ""
    if presence.came is None:
        return presence.came_name
    holder = next((one for one in sitting if one.holder.person_id == presence.came_id), None)
    return str(holder.holder) if holder else str(presence.came)


def _rows_of(
    access: Access, meeting: Meeting, presence_by_number: Mapping[int, Presence]
) -> list[Seat]:
    """The seats of the day, and those that ended since and of which something is said."""
    condition = in_force_on_day("", meeting) | Q(pk__in=list(presence_by_number))
    rows = seats(access).filter(condition, body=meeting.body_id).order_by(*SEATS_IN_ORDER, "pk")
    matching_seats = list(rows.select_related(None).select_related("organisation", "person"))
    for seat in matching_seats:
        seat.body = meeting.body
        if seat.pk in presence_by_number:
            presence_by_number[seat.pk].seat, presence_by_number[seat.pk].meeting = seat, meeting
    return matching_seats


def _downs_of(access: Access, meeting: Meeting) -> list[StandDown]:
    rows = stand_downs(access).filter(item__meeting=meeting).order_by("item__rank", "pk")
    downs = list(rows.select_related(None).select_related("item"))
    for one in downs:
        one.item.meeting = meeting
    return downs


def advice_on(access: Access, sheet: AttendanceSheet) -> Advice | None:
    """What the rule says of a session without quorum, once everybody is noted or it was held.

    No query while there is nothing to say; six at most otherwise, whatever the number of seats.
    """
    meeting, lines = sheet.meeting, sheet.lines
    is_noted = bool(sheet.noted) and (
        sheet.noted == len(lines) or meeting.state == MeetingState.HELD
    )
    if meeting.body.quorum == QuorumKind.NONE or sheet.reading.is_met or not is_noted:
        return None
    is_before = Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk)
    rows = Meeting.objects.filter(is_before, body=meeting.body_id, cancelled_on__isnull=True)
    first = rows.select_related("body__cooperation").order_by("-held_on", "-pk").first()
    before = attendance(access, first) if first else None
    if before is None or not before.noted or before.reading.is_met:
        return called_again(meeting.held_on)
    return second_session(before.meeting.held_on, meeting.held_on, meeting.convened_on)


def _by_item(
    body: Body, counted: Sequence[Seated], downs: Sequence[StandDown]
) -> list[ItemReading]:
    """The quorum of each item for which a seat stands down; none where no quorum is asked for."""
    if body.quorum == QuorumKind.NONE:
        return []
    kinds_by_item: dict[AgendaItem, dict[int, str]] = {}
    for one in downs:
        kinds_by_item.setdefault(one.item, {})[one.seat_id] = one.kind
    return [
        ItemReading(item, read_quorum(body, counted, kinds))
        for item, kinds in kinds_by_item.items()
    ]


def seated(lines: Sequence[PresenceLine]) -> list[Seated]:
    """The seats that vote, as the quorum counts them."""
    return [
        Seated(
            key=line.seat.pk,
            name=line.name,
            college=line.seat.college,
            weight=line.seat.weight,
            standing=line.standing,
            is_vacant=line.is_vacant,
            given_to=line.presence.given_to_id if line.presence else None,
            sessions=line.sessions,
        )
        for line in lines
        if line.votes
    ]


def seat_name(access: Access, seat: Seat) -> str:
    """The structure of the seat, or who sits in their own name for whoever may read it."""
    if seat.organisation_id is None and not directory.can_open_people(access):
        return _("Une personne, en son nom")
    return str(seat)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody named for a seat that day, and whether they were still in office there.

    `name` is empty for whoever may not read it.
    """

    holder: Holder
    name: str
    acts: bool

    @property
    def words(self) -> str:
        """The name, and that they are no longer in office."""
        return self.name if self.acts else _gone(self.name)


def _sitting(access: Access, meeting: Meeting, rows: Sequence[Seat]) -> dict[int, list[Sitting]]:
    """Those named for each seat that day, titulaires first; one query, two outside the team.

    Whether a seat is held depends on nobody's rights: only the name is left out.
    """
    on_day = Holder.objects.filter(in_force_on_day("", meeting), seat__in=rows)
    readable = _readable(access, on_day)
    by_seat: dict[int, list[Sitting]] = {}
    acts = acting(in_force_on_day("", meeting))
    for holder in on_day.select_related("person").annotate(acts=acts).order_by("-kind", "pk"):
        name = str(holder) if readable is None or holder.pk in readable else ""
        by_seat.setdefault(holder.seat_id, []).append(Sitting(holder, name, bool(holder.acts)))
    return by_seat


def _readable(access: Access, rows: QuerySet[Holder]) -> set[int] | None:
    """The holders whose names this reader may read; None for all."""
    if access.is_in_team:
        return None
    return set(holders(access).filter(pk__in=rows).values_list("pk", flat=True))


def _is_vacant(seat: Seat, sitting: Sequence[Sitting]) -> bool:
    """Whether a structure's seat had nobody in office that day; a person sits for themselves."""
    return seat.organisation_id is not None and not any(one.acts for one in sitting)


def _gone(name: str) -> str:
    return _("%(name)s (n’y est plus en fonction)") % {"name": name}


def stand_downs(access: Access) -> QuerySet[StandDown]:
    """Every *déport* of the meetings of the reader's cooperation."""
    rows = StandDown.objects.filter(item__meeting__body__cooperation=access.cooperation_id)
    return rows.select_related(
        "item__meeting__body__cooperation", "seat__organisation", "seat__person"
    )


READ_PER_GIVER = 12


def proxy_runs(meeting: Meeting, presences: Iterable[Presence]) -> dict[int, int]:
    """The sessions in a row, this one included, by the seat that gives; one query when any does.

    A session of which nothing is noted for the seat neither continues nor breaks the run.
    """
    given = {one.seat_id: one.given_to_id for one in presences if one.given_to_id}
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
