"""Makes date polls, their dates and those invited."""

from datetime import date, time, timedelta

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Person
from maillage.trade.governance.models import Body, DateAnswer, DatePoll, PollInvitee, PollSlot, Seat
from tests.registry import Argument
from tests.trade.governance.makers import a_body_of, make_body, make_seat, make_spoken_seat


def make_date_poll(
    *, body: Body | None = None, closes_on: date = date(2100, 1, 20), title: str = ""
) -> DatePoll:
    """A poll of the body, without date yet, that nobody was asked."""
    body = body or make_body()
    return DatePoll.objects.create(body=body, closes_on=closes_on, title=title)


def make_poll_slot(
    *,
    poll: DatePoll | None = None,
    held_on: date = date(2100, 2, 4),
    starts_at: time | None = time(18, 30),
) -> PollSlot:
    """A date that the poll proposes."""
    return PollSlot.objects.create(
        poll=poll or make_date_poll(), held_on=held_on, starts_at=starts_at
    )


def make_poll_invitee(
    *,
    poll: DatePoll | None = None,
    seat: Seat | None = None,
    person: Person | None = None,
    is_required: bool = False,
) -> PollInvitee:
    """Who is asked for a seat of the poll's body."""
    poll = poll or make_date_poll()
    return PollInvitee.objects.create(
        poll=poll,
        seat=seat or make_seat(body=poll.body),
        person=person,
        is_required=is_required,
    )


def make_date_answer(
    *,
    invitee: PollInvitee | None = None,
    slot: PollSlot | None = None,
    choice: str = "yes",
    told_by: str = "",
) -> DateAnswer:
    """What one of those invited says of a date, by telephone."""
    invitee = invitee or make_poll_invitee()
    return DateAnswer.objects.create(
        invitee=invitee,
        slot=slot or make_poll_slot(poll=invitee.poll),
        choice=choice,
        means="phone",
        told_by=told_by,
        told_on=date(2026, 11, 20),
    )


def a_poll_of(cooperation: Cooperation) -> DatePoll:
    """The open poll of the cooperation's committee, made the first time it is asked for."""
    date_poll = DatePoll.objects.filter(body__cooperation=cooperation).first()
    return date_poll or make_date_poll(body=a_body_of(cooperation))


def _next_day(poll: DatePoll) -> date:
    """A day that no slot of the poll has yet."""
    return date(2100, 2, 5) + timedelta(days=poll.slots.count())


def _invitee_number(cooperation: Cooperation) -> int:
    poll = a_poll_of(cooperation)
    make_poll_slot(poll=poll, held_on=_next_day(poll))
    return make_poll_invitee(poll=poll, seat=make_spoken_seat(cooperation=cooperation)).pk


def _slot_number(cooperation: Cooperation) -> int:
    poll = a_poll_of(cooperation)
    return make_poll_slot(poll=poll, held_on=_next_day(poll)).pk


URL_ARGUMENTS = {
    "date_poll": Argument(lambda place: a_poll_of(place).pk),
    "poll_invitee": Argument(_invitee_number),
    "poll_slot": Argument(_slot_number),
}
