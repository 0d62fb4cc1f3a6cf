"""One open date poll, as an officer leads it: most have answered, by link or on the telephone."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.trade.governance.choices import Coming
from maillage.trade.governance.date_polls.services import (
    Hours,
    PollAnswer,
    open_poll,
    record_availability,
)
from maillage.trade.governance.models import Body, DatePoll

PROPOSED = ((57, time(18, 30)), (58, time(18, 30)), (63, time(9, 30)))
ANSWERS = (
    (Coming.YES, Coming.NO, Coming.YES),
    (Coming.YES, Coming.MAYBE, Coming.NO),
    (Coming.MAYBE, Coming.YES, Coming.YES),
)
SILENT = 4  # one in four has not answered


def make_date_poll(*, author: User, bodies: Sequence[Body], today: date) -> DatePoll:
    """A poll of the first body for its next meeting, open for ten days more."""
    body = bodies[0]
    first = body.seats.order_by("pk").first()
    poll = open_poll(
        author=author,
        poll=DatePoll(
            body=body,
            title="Orientations de l’an prochain",
            place="Maison du bocage, salle des Étangs",
            closes_on=today + timedelta(days=10),
        ),
        proposed=[
            Hours(today + timedelta(days=days), hour, time(hour.hour + 2, 0))
            for days, hour in PROPOSED
        ],
        required=[first.pk] if first else [],
    )
    _make_answers(author, poll, today)
    return poll


def _make_answers(author: User, poll: DatePoll, today: date) -> None:
    slots = list(poll.slots.all())
    for rank, invitee in enumerate(poll.invitees.order_by("pk")):
        if rank % SILENT == SILENT - 1:
            continue
        entry = ANSWERS[rank % len(ANSWERS)]
        answer = PollAnswer(
            choices={slot.pk: choice for slot, choice in zip(slots, entry, strict=True)},
            means=Means.PHONE if rank % 2 else Means.MAIL,
            informant=str(invitee.person or "secrétariat"),
            day=today - timedelta(days=1),
        )
        record_availability(author=author, invitee=invitee, answer=answer)
