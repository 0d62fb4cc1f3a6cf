"""Makes written consultations, the seats asked and what they say."""

from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.models import Consultation, ConsultedSeat, Opinion
from tests.records import create_record
from tests.registry import Argument
from tests.trade.governance.makers import a_body_of, make_body, make_seat, make_spoken_seat


def make_consultation(**values: object) -> Consultation:
    """A question put in writing to the body, whose seats were not asked yet."""
    return create_record(
        Consultation,
        values,
        body=make_body,
        question="Acceptez-vous de répondre à l’appel à projets ?",
        rule=DecisionRule.WEIGHTED_SEATS,
        closes_on=date(2100, 1, 20),
    )


def make_consulted_seat(
    *, consultation: Consultation | None = None, **values: object
) -> ConsultedSeat:
    """A seat asked."""
    consultation = consultation or make_consultation()
    return create_record(
        ConsultedSeat,
        values,
        consultation=consultation,
        seat=lambda: make_seat(body=consultation.body),
    )


def make_opinion(**values: object) -> Opinion:
    """What the seat says, by telephone."""
    return create_record(
        Opinion,
        values,
        asked=make_consulted_seat,
        choice="for",
        means="phone",
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
