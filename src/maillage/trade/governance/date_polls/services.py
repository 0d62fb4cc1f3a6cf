"""Dates are proposed to the seats of a body; answers are kept; one date becomes the meeting's."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.core.versions import check_is_open, claim_version, is_recorded
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.services import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.services.seat_links import Asking, Recipient, ask_by_link
from maillage.trade.governance.date_polls.models import DateAnswer, DatePoll, PollInvitee, PollSlot
from maillage.trade.governance.date_polls.queries import PURPOSE, emails_of, standing_answers
from maillage.trade.governance.date_polls.words import slot_words
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.services.meetings import write_meeting


@dataclass(frozen=True)
class Hours:
    """A day proposed, with its hours when they are known."""

    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None


@dataclass(frozen=True)
class PollAnswer:
    """What one of those invited says of the dates, by the number of the slot, and how one knows.

    `read` is the number of the last answer that stood when this one was written, 0 for none.
    """

    choices: Mapping[int, str]
    means: str
    informant: str
    day: date
    read: int = 0


def open_poll(
    *, author: User, poll: DatePoll, proposed: Iterable[Hours], required: Iterable[int] = ()
) -> DatePoll:
    """The poll, its dates, and everybody who holds a seat of the body.

    `required` are the numbers of the seats without which one does not meet.
    """
    with _write(author, poll):
        poll.save()
        _propose(poll, proposed)
        _invite(poll, frozenset(required))
    return poll


def edit_poll(
    *,
    author: User,
    poll: DatePoll,
    read: int,
    proposed: Iterable[Hours],
    required: Iterable[int],
) -> DatePoll:
    """The poll with its changes; a date once proposed stays, those who have come since are asked.

    Raises StaleVersionError when version `read` is not the last, ClosedError.
    """
    with _write(author, poll):
        check_is_open(poll)
        claim_version(poll, read)
        poll.save()
        _propose(poll, proposed)
        _invite(poll, frozenset(required))
    return poll


def _propose(poll: DatePoll, proposed: Iterable[Hours]) -> None:
    """Adds the dates that are not proposed yet."""
    pairs = {(one.held_on, one.starts_at) for one in poll.slots.all()}
    for one in proposed:
        if (one.held_on, one.starts_at) not in pairs:
            pairs.add((one.held_on, one.starts_at))
            PollSlot.objects.create(
                poll=poll, held_on=one.held_on, starts_at=one.starts_at, ends_at=one.ends_at
            )


def _invite(poll: DatePoll, required: frozenset[int]) -> None:
    """Asks who holds each seat in force, or the structure whose seat nobody holds."""
    poll_invitee_by_key = {(one.seat_id, one.person_id): one for one in poll.invitees.all()}
    for seat in Seat.objects.filter(in_force(), body=poll.body_id).select_related("person"):
        for person in _people_of(seat):
            row = poll_invitee_by_key.get((seat.pk, person.pk if person else None))
            row = row or PollInvitee(poll=poll, seat=seat, person=person)
            if row.pk is None or row.is_required != (seat.pk in required):
                row.is_required = seat.pk in required
                row.save()


def _people_of(seat: Seat) -> list[Person | None]:
    if seat.person_id:
        return [seat.person]
    rows = Holder.objects.filter(in_force(), seat=seat).order_by("-kind", "pk")
    return [one.person for one in rows.select_related("person")] or [None]


def record_availability(*, author: User, invitee: PollInvitee, answer: PollAnswer) -> None:
    """What one of those invited says; what was known of a date is replaced, and stays.

    Raises RivalAnswerError when something else was said of one of the dates since the answer read,
    ClosedError.
    """
    with _write(author, invitee.poll):
        _record(invitee, answer, author)


def answer_dates_by_link(*, link: AnswerLink, invitee: PollInvitee, answer: PollAnswer) -> None:
    """What the holder of the link says, who may say otherwise until a date is chosen.

    Raises as `record_availability`.
    """
    via = _("%(name)s, par lien") % {"name": answer.informant}
    with _write(link.author, invitee.poll, via):
        _record(invitee, answer, None)


def _record(invitee: PollInvitee, recorded_answer: PollAnswer, author: User | None) -> None:
    check_is_open(invitee.poll)
    slots = {slot.pk: slot for slot in invitee.poll.slots.all()}
    standing, now = standing_answers(invitee), timezone.now()
    for number, choice in recorded_answer.choices.items():
        answer = DateAnswer(
            invitee=invitee,
            slot=slots[number],
            choice=choice,
            means=recorded_answer.means,
            told_by=recorded_answer.informant,
            told_on=recorded_answer.day,
            recorded_by=author,
        )
        former = standing.get(number)
        if former is not None:
            is_unchanged = former.choice == choice and recorded_answer.means == Means.LINK
            if is_unchanged or is_recorded(answer, former, recorded_answer.read):
                continue
            former.replaced_at = now
            former.save()
        answer.save()


def choose_slot(*, author: User, slot: PollSlot, read: int) -> Meeting:
    """The meeting of that date: the one that the poll moves, or one that it makes.

    Raises StaleVersionError when version `read` of the poll is not the last, ClosedError when the
    poll is closed or the record of its meeting validated.
    """
    poll = slot.poll
    with _write(author, poll):
        check_is_open(poll)
        claim_version(poll, read)
        poll.meeting = _fixed(author, poll, slot)
        poll.chosen_on = timezone.localdate()
        poll.save()
    return poll.meeting


def _fixed(author: User, poll: DatePoll, slot: PollSlot) -> Meeting:
    meeting = Meeting(body=poll.body, title=poll.title)
    if poll.meeting_id is not None:
        meeting = Meeting.objects.get(pk=poll.meeting_id)
    meeting.held_on, meeting.starts_at, meeting.ends_at = (
        slot.held_on,
        slot.starts_at,
        slot.ends_at,
    )
    meeting.place, meeting.link = poll.place, poll.link
    with write_meeting(author, meeting):
        if meeting.pk:
            claim_version(meeting, meeting.version)
        meeting.save()
    return meeting


def drop_poll(*, author: User, poll: DatePoll, read: int, reason: str) -> DatePoll:
    """The poll, given up for this reason; StaleVersionError and ClosedError as above."""
    with _write(author, poll):
        check_is_open(poll)
        claim_version(poll, read)
        poll.dropped_on, poll.dropped_for = timezone.localdate(), reason
        poll.save()
    return poll


def _write(author: User, poll: DatePoll, via: str = "") -> AbstractContextManager[Change]:
    return journal.write(
        None if via else author,
        workspace_id=poll.body.cooperation.workspace_id,
        cooperation_id=poll.body.cooperation_id,
        topic="meetings",
        via=via,
    )


def ask_invitees(
    *,
    access: Access,
    poll: DatePoll,
    invitees: Sequence[PollInvitee],
    today: date,
    absolute: Absolute,
) -> int:
    """A link for each of those invited, and its letter; returns how many letters were written."""
    emails = emails_of(invitees)
    return ask_by_link(
        access=access,
        asking=_asking(poll),
        recipients=[
            Recipient(one.pk, str(one.person or one.seat), emails.get(one.pk, ""))
            for one in invitees
        ],
        today=today,
        absolute=absolute,
    )


def _asking(poll: DatePoll) -> Asking:
    slots = [slot_words(one) for one in poll.slots.all()]

    def text(link: AnswerLink, url: str) -> str:
        context = {"link": link, "poll": poll, "slots": slots, "url": url}
        return letter_text("governance/letters/dates.txt", context)

    return Asking(
        purpose=PURPOSE,
        about=_("Date de la séance : %(name)s") % {"name": poll},
        subject=_("%(name)s : quelles dates vous conviennent ?") % {"name": poll},
        closes_on=poll.closes_on,
        text=text,
    )
