"""A question is put in writing to a body; it closes at its date, and its result is registered."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.core.versions import StaleVersionError, check_is_open, claim_version, is_recorded
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import Absolute, mark_answered
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.services.seat_links import Asking, Recipient, ask_by_link
from maillage.trade.governance.choices import Closing, Outcome, Voice
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat, Opinion
from maillage.trade.governance.consultations.queries import (
    PURPOSE,
    all_lines,
    due_consultations,
    emails_of_seats,
    standing_opinion,
)
from maillage.trade.governance.consultations.words import Result, result_of
from maillage.trade.governance.decisions.models import Decision

SETTLED = {Closing.ADOPTED: Outcome.DECISION, Closing.REJECTED: Outcome.DROPPED}


@dataclass(frozen=True)
class ConsultationAnswer:
    """What a seat says, in which words, how and from whom one knows.

    `read` is the number of the answer that stood when this one was written, 0 for none.
    """

    choice: str
    words: str
    means: str
    informant: str
    day: date
    read: int = 0


def open_consultation(*, author: User, consultation: Consultation) -> Consultation:
    """The question, put to every seat in force that has a voice."""
    with _write(author, consultation):
        consultation.save()
        seats = Seat.objects.filter(in_force(), body=consultation.body_id)
        for seat in seats.exclude(voice=Voice.OBSERVER).select_related("person"):
            ConsultedSeat.objects.create(
                consultation=consultation, seat=seat, person=_person_of(seat)
            )
    return consultation


def _person_of(seat: Seat) -> Person | None:
    """Who answers for the seat: its titulaire, or else its suppléant."""
    if seat.person_id:
        return seat.person
    rows = Holder.objects.filter(in_force(), seat=seat).select_related("person")
    first = rows.order_by("-kind", "pk").first()
    return first.person if first else None


def edit_consultation(*, author: User, consultation: Consultation, read: int) -> Consultation:
    """The consultation with its changes.

    Raises StaleVersionError when version `read` is not the last, ClosedError.
    """
    with _write(author, consultation):
        check_is_open(consultation)
        claim_version(consultation, read)
        consultation.save()
    return consultation


def record_opinion(
    *, author: User, consulted_seat: ConsultedSeat, answer: ConsultationAnswer
) -> Opinion:
    """What a seat says; what was known of it is replaced, and stays.

    Raises RivalAnswerError when another answer of the seat was recorded since the one read,
    ClosedError.
    """
    with _write(author, consulted_seat.consultation):
        return _record(consulted_seat, answer, author)


def answer_consultation_by_link(
    *, link: AnswerLink, consulted_seat: ConsultedSeat, answer: ConsultationAnswer
) -> Opinion:
    """What the holder of the link says, once: the link closes.

    Raises LinkClosedError when another answer came first, and as `record_opinion`.
    """
    via = _("%(name)s, par lien") % {"name": answer.informant}
    with _write(None, consulted_seat.consultation, via):
        mark_answered(link=link)
        return _record(consulted_seat, answer, None)


def _record(
    consulted_seat: ConsultedSeat, answer: ConsultationAnswer, author: User | None
) -> Opinion:
    check_is_open(consulted_seat.consultation)
    opinion = Opinion(
        asked=consulted_seat,
        choice=answer.choice,
        words=answer.words,
        means=answer.means,
        told_by=answer.informant,
        told_on=answer.day,
        recorded_by=author,
    )
    former = standing_opinion(consulted_seat)
    if former is not None:
        if is_recorded(opinion, former, answer.read):
            return former
        former.replaced_at = timezone.now()
        former.save()
    opinion.save()
    return opinion


def drop_consultation(
    *, author: User, consultation: Consultation, read: int, reason: str
) -> Consultation:
    """The consultation, withdrawn for this reason; errors as above."""
    with _write(author, consultation):
        check_is_open(consultation)
        claim_version(consultation, read)
        consultation.closed_on, consultation.closing = timezone.localdate(), Closing.DROPPED
        consultation.result = reason
        consultation.save()
    return consultation


def close_due_consultations(today: date) -> int:
    """Closes those whose last day has passed, each with its result; returns how many."""
    consultations = list(due_consultations(today))
    return sum(_closed_here(consultation, today) for consultation in consultations)


def _closed_here(consultation: Consultation, today: date) -> bool:
    """Whether this worker closed it; another may have, or somebody gave more time."""
    try:
        close_consultation(consultation, today)
    except StaleVersionError:
        return False
    return True


def close_consultation(consultation: Consultation, today: date) -> Consultation:
    """The consultation, closed with its result; what it settles enters the register.

    Raises StaleVersionError when it was changed since it was read. The answers are counted inside
    the write, when none may be on its way.
    """
    with _write(None, consultation, _("Clôture à la date prévue")):
        claim_version(consultation, consultation.version)
        result = result_of(consultation, all_lines(consultation))
        consultation.closed_on = today
        consultation.closing, consultation.result = result.closing, result.sentence
        consultation.decision = _registered(consultation, result)
        consultation.save()
    return consultation


def _registered(consultation: Consultation, result: Result) -> Decision | None:
    outcome = SETTLED.get(result.closing)
    if outcome is None:
        return None
    sentence = _("Par consultation écrite. %(result)s") % {"result": result.sentence}
    return Decision.objects.create(
        cooperation=consultation.body.cooperation,
        body=consultation.body,
        question=consultation.question,
        wording=sentence,
        outcome=outcome,
        rule=consultation.rule,
        decided_on=consultation.closes_on,
    )


def _write(
    author: User | None, consultation: Consultation, via: str = ""
) -> AbstractContextManager[Change]:
    return journal.write_in(author, consultation.body.cooperation, "decisions", via)


def consult_by_link(
    *,
    access: Access,
    consultation: Consultation,
    seats: Sequence[ConsultedSeat],
    today: date,
    absolute: Absolute,
) -> int:
    """A link for each seat, and its letter; returns how many letters were written."""
    emails = emails_of_seats(seats)
    return ask_by_link(
        access=access,
        asking=_asking(consultation),
        recipients=[
            Recipient(one.pk, str(one.person or one.seat), emails.get(one.pk, "")) for one in seats
        ],
        today=today,
        absolute=absolute,
    )


def _asking(consultation: Consultation) -> Asking:
    def text(link: AnswerLink, url: str) -> str:
        context = {"link": link, "consultation": consultation, "url": url}
        return letter_text("governance/letters/consultation.txt", context)

    return Asking(
        purpose=PURPOSE,
        about=consultation.question,
        subject=_("Consultation écrite : %(question)s") % {"question": consultation},
        closes_on=consultation.closes_on,
        text=text,
    )
