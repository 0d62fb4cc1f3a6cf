"""Makes date polls, their dates and those invited."""

from datetime import date, time, timedelta

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Body, DateAnswer, DatePoll, PollInvitee, PollSlot
from tests.records import create_record
from tests.registry import Argument
from tests.trade.governance.makers import a_body_of, make_body, make_seat, make_spoken_seat


def make_date_poll(*, body: Body | None = None, **values: object) -> DatePoll:
    """A poll of the body, without date yet, that nobody was asked."""
    body = body or make_body()
    return create_record(DatePoll, values, body=body, closes_on=date(2100, 1, 20))


def make_poll_slot(**values: object) -> PollSlot:
    """A date that the poll proposes."""
    return create_record(
        PollSlot, values, poll=make_date_poll, held_on=date(2100, 2, 4), starts_at=time(18, 30)
    )


def make_poll_invitee(*, poll: DatePoll | None = None, **values: object) -> PollInvitee:
    """Who is asked for a seat of the poll's body."""
    poll = poll or make_date_poll()
    return create_record(PollInvitee, values, poll=poll, seat=lambda: make_seat(body=poll.body))


def make_date_answer(*, invitee: PollInvitee | None = None, **values: object) -> DateAnswer:
    """What one of those invited says of a date, by telephone."""
    invitee = invitee or make_poll_invitee()
    return create_record(
        DateAnswer,
        values,
        invitee=invitee,
        slot=lambda: make_poll_slot(poll=invitee.poll),
        choice="yes",
        means="phone",
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
