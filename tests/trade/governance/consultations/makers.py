"""Makes written consultations, the seats asked and what they say."""

from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Person
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.models import Body, Consultation, ConsultedSeat, Opinion, Seat
from tests.registry import Argument
from tests.trade.governance.makers import a_body_of, make_body, make_seat, make_spoken_seat


def make_consultation(
    *,
    body: Body | None = None,
    question: str = "Acceptez-vous de répondre à l’appel à projets ?",
    rule: str = DecisionRule.WEIGHTED_SEATS,
    closes_on: date = date(2100, 1, 20),
) -> Consultation:
    """A question put in writing to the body, whose seats were not asked yet."""
    return Consultation.objects.create(
        body=body or make_body(), question=question, rule=rule, closes_on=closes_on
    )


def make_consulted_seat(
    *,
    consultation: Consultation | None = None,
    seat: Seat | None = None,
    person: Person | None = None,
) -> ConsultedSeat:
    """A seat asked."""
    consultation = consultation or make_consultation()
    return ConsultedSeat.objects.create(
        consultation=consultation,
        seat=seat or make_seat(body=consultation.body),
        person=person,
    )


def make_opinion(
    *, asked: ConsultedSeat | None = None, choice: str = "for", told_by: str = "", words: str = ""
) -> Opinion:
    """What the seat says, by telephone."""
    return Opinion.objects.create(
        asked=asked or make_consulted_seat(),
        choice=choice,
        words=words,
        means="phone",
        told_by=told_by,
        told_on=date(2026, 11, 20),
    )


def a_consultation_of(cooperation: Cooperation) -> Consultation:
    """The open consultation of the cooperation's committee, made the first time it is asked."""
    consultation = Consultation.objects.filter(body__cooperation=cooperation).first()
    return consultation or make_consultation(body=a_body_of(cooperation))


def _consulted_number(cooperation: Cooperation) -> int:
    seat = make_spoken_seat(cooperation=cooperation)
    return make_consulted_seat(consultation=a_consultation_of(cooperation), seat=seat).pk


URL_ARGUMENTS = {
    "consultation": Argument(lambda place: a_consultation_of(place).pk),
    "consulted_seat": Argument(_consulted_number),
}
SOON = f"{timezone.localdate() + timedelta(days=20):%d/%m/%Y}"
FILLED = {
    "governance:consultation_edit": {"closes_on": SOON},
    "governance:consultation_drop": {"reason": "question reportée"},
    "governance:date_poll_drop": {"reason": "budget reporté"},
}
CORRECTED = {"governance:consultation_edit": {"closes_on": SOON}}
