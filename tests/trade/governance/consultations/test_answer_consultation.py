"""By link, a seat answers a written consultation once; a closed one tells its result."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.models import Consultation, ConsultedSeat, Opinion, Seat
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.reading import plain
from tests.trade.governance.consultations.makers import (
    a_consultation_of,
    make_consulted_seat,
    make_opinion,
)


@pytest.fixture
def consulted(cooperation: Cooperation) -> ConsultedSeat:
    """A seat of the committee, consulted."""
    return make_consulted_seat(consultation=a_consultation_of(cooperation))


@pytest.fixture
def link(cooperation: Cooperation, consulted: ConsultedSeat) -> AnswerLink:
    """Its link."""
    return make_answer_link(cooperation=cooperation, purpose="consultation", target=consulted.pk)


def answer_by_link(
    link: AnswerLink, choice: str, words: str = "", by: str = "Lise Vrignaud"
) -> int:
    read = max(Opinion.objects.values_list("pk", flat=True), default=0)
    typed = {"choice": choice, "words": words, "said_by": by, "read": read}
    return Client().post(path_of(link), typed).status_code


def test_an_answer_by_link_is_kept_and_closes_it(
    link: AnswerLink, consulted: ConsultedSeat
) -> None:
    assert (answer_by_link(link, "for"), answer_by_link(link, "against")) == (200, 410)

    rows = "asked", "choice", "means", "told_by", "told_on", "recorded_by"
    assert Opinion.objects.values_list(*rows).get() == (
        (consulted.pk, "for", "link", "Lise Vrignaud", timezone.localdate(), None)
    )


def test_what_was_heard_is_replaced_and_stays(link: AnswerLink, consulted: ConsultedSeat) -> None:
    make_opinion(asked=consulted, choice="against", told_by="L. Roux")
    page = plain(Client().get(path_of(link)).text)

    answer_by_link(link, "for", by="Paul Hervé, adjoint")

    rows = [(one.told_by, one.replaced_at is None) for one in Opinion.objects.order_by("pk")]
    assert ["contre, par téléphone" in page, "Roux" in page] == [True, False]
    assert rows == [("L. Roux", False), ("Paul Hervé, adjoint", True)]


def test_bad_input_is_refused_and_the_link_stays_open(link: AnswerLink) -> None:
    codes = (
        answer_by_link(link, ""),
        answer_by_link(link, "objects"),
        answer_by_link(link, "for", by=""),
    )

    link.refresh_from_db()
    assert (codes, Opinion.objects.count(), link.used_at) == ((422, 422, 422), 0, None)


def test_a_closed_consultation_tells_its_result(link: AnswerLink) -> None:
    Consultation.objects.update(
        closed_on=date(2026, 11, 21), closing="adopted", result="Adoptée. 3 pour."
    )

    page = Client().get(path_of(link))

    assert (page.status_code, "Adoptée. 3 pour." in plain(page.text)) == (410, True)
    assert (answer_by_link(link, "for"), Opinion.objects.count()) == (410, 0)


def test_a_withdrawn_consultation_says_no_reason(link: AnswerLink) -> None:
    Consultation.objects.update(
        closed_on=date(2026, 11, 21), closing="dropped", result="Question reportée"
    )

    page = Client().get(path_of(link))

    assert (page.status_code, "Question reportée" in page.text) == (410, False)


def test_a_link_expired_withdrawn_or_guessed_opens_nothing(link: AnswerLink) -> None:
    path, now = path_of(link), timezone.now()
    AnswerLink.objects.update(expires_at=now - timedelta(days=1))
    expired = Client().get(path).status_code
    AnswerLink.objects.update(expires_at=now + timedelta(days=1), revoked_at=now)
    withdrawn = Client().get(path).status_code
    guessed = Client().get(reverse("cooperations:answer", args=["consultation", "faux"]))

    assert (expired, withdrawn, guessed.status_code) == (410, 410, 404)


def test_a_seat_that_ended_is_asked_no_more(link: AnswerLink) -> None:
    Seat.objects.update(until=date(2026, 11, 1))

    assert Client().get(path_of(link)).status_code == 410


def test_a_link_opens_its_own_question_in_its_own_cooperation(consulted: ConsultedSeat) -> None:
    elsewhere = make_answer_link(purpose="consultation", target=consulted.pk)
    token = path_of(elsewhere).rstrip("/").rpartition("/")[2]

    assert Client().get(path_of(elsewhere)).status_code == 410
    assert Client().get(reverse("cooperations:answer", args=["dates", token])).status_code == 404
