"""Which dates are proposed, who is asked, and what does each answer?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.choices import Coming
from maillage.trade.governance.date_polls.models import DateAnswer, DatePoll, PollInvitee, PollSlot
from maillage.trade.governance.meetings.queries.attendance import seat_name
from maillage.trade.governance.meetings.queries.convened import (
    addresses_of_people,
    addresses_of_structures,
)

PURPOSE = "dates"
BEST = (Coming.YES, Coming.MAYBE, Coming.NO)


@dataclass(frozen=True)
class InviteeLine:
    """Somebody asked: their structure, their name for those allowed, what they say of each date.

    `said` gives what stands of each slot, by its number.
    """

    invitee: PollInvitee
    name: str
    person: str
    answers: Mapping[int, DateAnswer]

    @property
    def has_answered(self) -> bool:
        """Whether something is known of them."""
        return bool(self.answers)


@dataclass(frozen=True)
class PollSheet:
    """A poll, its dates in their order, everybody asked."""

    poll: DatePoll
    slots: Sequence[PollSlot]
    lines: Sequence[InviteeLine]

    @property
    def answered(self) -> int:
        return sum(line.has_answered for line in self.lines)

    def of_seat(self, seat: int, slot: int) -> str:
        """The best answer known for a seat: its titulaire or its suppléant may come."""
        parts = {
            line.answers[slot].choice
            for line in self.lines
            if line.invitee.seat_id == seat and slot in line.answers
        }
        return next((choice for choice in BEST if choice in parts), "")

    @property
    def seats(self) -> Sequence[Seat]:
        """The seats asked, once each."""
        return list({line.invitee.seat_id: line.invitee.seat for line in self.lines}.values())

    @property
    def required(self) -> frozenset[int]:
        """The seats without which one does not meet."""
        return frozenset(line.invitee.seat_id for line in self.lines if line.invitee.is_required)

    def name_of(self, seat: int) -> str:
        """The name of the seat for this reader."""
        return next(line.name for line in self.lines if line.invitee.seat_id == seat)


def date_polls(access: Access) -> QuerySet[DatePoll]:
    """Every poll of the reader's cooperation."""
    rows = DatePoll.objects.filter(body__cooperation=access.cooperation_id)
    return rows.select_related("body__cooperation", "meeting")


def open_polls(access: Access) -> QuerySet[DatePoll]:
    """The polls that wait for answers or for a choice, soonest to close first."""
    rows = date_polls(access).filter(chosen_on__isnull=True, dropped_on__isnull=True)
    return rows.order_by("closes_on", "pk")


def invitees(access: Access) -> QuerySet[PollInvitee]:
    """Everybody asked in the polls of the reader's cooperation."""
    rows = PollInvitee.objects.filter(poll__body__cooperation=access.cooperation_id)
    return rows.select_related(
        "poll__body__cooperation", "poll__meeting", "seat__organisation", "seat__person", "person"
    )


def answerable_invitees(access: Access) -> QuerySet[PollInvitee]:
    """Those for whom this reader may answer: all of them, or those of their structures."""
    rows = invitees(access)
    return rows if access.is_officer else rows.filter(seat__organisation__in=spoken_for(access))


def slots(access: Access) -> QuerySet[PollSlot]:
    """Every date proposed in the reader's cooperation."""
    rows = PollSlot.objects.filter(poll__body__cooperation=access.cooperation_id)
    return rows.select_related("poll__body__cooperation", "poll__meeting")


def poll_sheet(access: Access, poll: DatePoll) -> PollSheet:
    """The poll with all its answers, in four queries."""
    poll_invitees = list(_in_order(invitees(access).filter(poll=poll)))
    answers_by_number = _standing(poll)
    seen = _seen_people(access, poll_invitees)
    lines = [
        InviteeLine(
            invitee=one,
            name=seat_name(access, one.seat),
            person=str(one.person) if one.person_id in seen else "",
            answers=answers_by_number.get(one.pk, {}),
        )
        for one in poll_invitees
    ]
    return PollSheet(poll, list(poll.slots.all()), lines)


def _in_order(rows: QuerySet[PollInvitee]) -> QuerySet[PollInvitee]:
    return rows.order_by("seat__college", "seat__organisation__folded", "seat_id", "pk")


def _standing(poll: DatePoll) -> dict[int, dict[int, DateAnswer]]:
    answers_by_number: dict[int, dict[int, DateAnswer]] = {}
    rows = DateAnswer.objects.filter(invitee__poll=poll, replaced_at__isnull=True)
    for one in rows:
        answers_by_number.setdefault(one.invitee_id, {})[one.slot_id] = one
    return answers_by_number


def _seen_people(access: Access, poll_invitees: Sequence[PollInvitee]) -> set[int | None]:
    if not directory.can_open_people(access):
        return set()
    numbers = [one.person_id for one in poll_invitees if one.person_id]
    return set(people(access).filter(pk__in=numbers).values_list("pk", flat=True))


def standing_answers(invitee: PollInvitee) -> dict[int, DateAnswer]:
    """What stands of each date for one of those invited, by the number of the slot."""
    rows = invitee.said.filter(replaced_at__isnull=True).order_by("pk")
    return {one.slot_id: one for one in rows}


def invitee_of(link: AnswerLink) -> QuerySet[PollInvitee]:
    """Who the link asks, in its cooperation, while their seat is in force."""
    return PollInvitee.objects.filter(
        pk=link.target, poll__body__cooperation=link.cooperation_id, seat__until__isnull=True
    ).select_related(
        "poll__body__cooperation", "poll__meeting", "seat__organisation", "seat__person", "person"
    )


def emails_of(poll_invitees: Sequence[PollInvitee]) -> dict[int, str]:
    """The address of each of those invited: the person's, or the structure's; two queries."""
    of_people = addresses_of_people(one.person_id for one in poll_invitees if one.person_id)
    of_structures = addresses_of_structures(
        one.seat.organisation_id
        for one in poll_invitees
        if one.person_id is None and one.seat.organisation_id
    )
    return {
        one.pk: of_people.get(one.person_id, "")
        if one.person_id
        else of_structures.get(one.seat.organisation_id or 0, "")
        for one in poll_invitees
    }


def waiting_invitees(access: Access, today: date) -> QuerySet[PollInvitee]:
    """Those for whom this reader may still answer, in the open polls."""
    answers = DateAnswer.objects.filter(invitee=OuterRef("pk"), replaced_at__isnull=True)
    rows = answerable_invitees(access).filter(
        ~Exists(answers),
        poll__chosen_on__isnull=True,
        poll__dropped_on__isnull=True,
        poll__closes_on__gte=today,
    )
    return rows.order_by("poll__closes_on", "pk")
