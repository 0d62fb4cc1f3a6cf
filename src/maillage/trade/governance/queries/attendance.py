"""Who held which seat that day, and who is said to be there?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions as directory
from maillage.trade.governance.choices import Attending, QuorumKind, Voice
from maillage.trade.governance.meeting_quorum import Reading, Seated, read_quorum
from maillage.trade.governance.models import (
    AgendaItem,
    Body,
    Holder,
    Meeting,
    Presence,
    Seat,
    StandDown,
)
from maillage.trade.governance.queries.bodies import holders, seats


@dataclass(frozen=True)
class PresenceLine:
    """A seat of the body that day: its name for this reader, who held it, what is said of it."""

    seat: Seat
    name: str
    people: str
    presence: Presence | None
    stand_downs: Sequence[StandDown]

    @property
    def standing(self) -> str:
        """How it is held, or nothing when nobody has said it."""
        return self.presence.standing if self.presence else ""

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

    item: str
    reading: Reading


@dataclass(frozen=True)
class AttendanceSheet:
    """The seats of a meeting in their order, and the quorum that they make."""

    meeting: Meeting
    lines: Sequence[PresenceLine]
    reading: Reading
    by_item: Sequence[ItemReading]

    def standing(self, asked: str) -> list[PresenceLine]:
        """The seats that are held so."""
        return [line for line in self.lines if line.standing == asked]

    @property
    def present(self) -> list[PresenceLine]:
        """Those who are there."""
        return self.standing(Attending.PRESENT)

    @property
    def given(self) -> list[PresenceLine]:
        """Those who gave a *pouvoir*."""
        return self.standing(Attending.PROXY)

    @property
    def voting(self) -> list[PresenceLine]:
        """The seats that vote."""
        return [line for line in self.lines if line.votes]

    @property
    def said(self) -> int:
        """Of how many seats something is said."""
        return sum(bool(line.standing) for line in self.lines)


def seats_on(access: Access, meeting: Meeting) -> QuerySet[Seat]:
    """The seats of the body that were in force on the day of the meeting."""
    rows = seats(access).filter(_on("", meeting), body=meeting.body_id)
    return rows.order_by("college", "organisation__folded", "person__folded", "pk")


def _on(prefix: str, meeting: Meeting) -> Q:
    """The dated rows that were true on the day of the meeting."""
    since, until = f"{prefix}since", f"{prefix}until"
    day = meeting.held_on
    return (Q((f"{since}__isnull", True)) | Q((f"{since}__lte", day))) & (
        Q((f"{until}__isnull", True)) | Q((f"{until}__gt", day))
    )


def attendance(access: Access, meeting: Meeting) -> AttendanceSheet:
    """Who is there, in four queries."""
    told = {
        one.seat_id: one
        for one in Presence.objects.filter(meeting=meeting).select_related(
            "seat__organisation", "seat__person", "given_to__organisation", "given_to__person"
        )
    }
    rows = list(seats_on(access, meeting))
    known = {seat.pk for seat in rows}
    rows += [one.seat for one in told.values() if one.seat_id not in known]
    names = _names(access, meeting, rows)
    downs = list(stand_downs(access).filter(item__meeting=meeting).order_by("item__rank", "pk"))
    lines = [
        PresenceLine(
            seat=seat,
            name=seat_name(access, seat),
            people=names.get(seat.pk, ""),
            presence=told.get(seat.pk),
            stand_downs=[one for one in downs if one.seat_id == seat.pk],
        )
        for seat in rows
    ]
    body, counted = meeting.body, seated(lines)
    return AttendanceSheet(
        meeting, lines, read_quorum(body, counted, frozenset()), _by_item(body, counted, downs)
    )


def _by_item(
    body: Body, counted: Sequence[Seated], downs: Sequence[StandDown]
) -> list[ItemReading]:
    """The quorum of each item for which a seat stands down; none where no quorum is asked for."""
    if body.quorum == QuorumKind.NONE:
        return []
    away: dict[AgendaItem, set[int]] = {}
    for one in downs:
        away.setdefault(one.item, set()).add(one.seat_id)
    return [
        ItemReading(str(item), read_quorum(body, counted, frozenset(seats)))
        for item, seats in away.items()
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
            given_to=line.presence.given_to_id if line.presence else None,
        )
        for line in lines
        if line.votes
    ]


def seat_name(access: Access, seat: Seat) -> str:
    """The structure of the seat, or who sits in their own name for who may read it."""
    if seat.organisation_id is None and not directory.can_open_people(access):
        return _("Une personne, en son nom")
    return str(seat)


def _names(access: Access, meeting: Meeting, rows: Sequence[Seat]) -> dict[int, str]:
    """Who held each seat that day, titulaires first."""
    held: dict[int, list[str]] = {}
    living = holders(access).filter(_on("", meeting), seat__in=rows)
    for holder in _titulaires_first(living):
        held.setdefault(holder.seat_id, []).append(str(holder))
    return {seat: " · ".join(names) for seat, names in held.items()}


def _titulaires_first(rows: QuerySet[Holder]) -> QuerySet[Holder]:
    return rows.order_by("-kind", "pk")


def stand_downs(access: Access) -> QuerySet[StandDown]:
    """Every *déport* of the meetings of the reader's cooperation."""
    rows = StandDown.objects.filter(item__meeting__body__cooperation=access.cooperation_id)
    return rows.select_related(
        "item__meeting__body__cooperation", "seat__organisation", "seat__person"
    )
