"""A button pressed twice on a page without account records once, and thanks twice."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.models import Opinion
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.reading import plain
from tests.trade.governance.consultations.makers import a_consultation_of, make_consulted_seat

ANSWER = {"choice": "for", "words": "Enfin.", "said_by": "Lise Vrignaud"}
SERVED = "Il a déjà servi : votre réponse est enregistrée."


@pytest.fixture
def link(cooperation: Cooperation) -> AnswerLink:
    """The link by which a seat answers a written consultation."""
    consulted_seat = make_consulted_seat(consultation=a_consultation_of(cooperation))
    return make_answer_link(
        cooperation=cooperation, purpose="consultation", target=consulted_seat.pk
    )


def test_the_same_answer_sent_again_at_once_is_thanked_again(link: AnswerLink) -> None:
    pages = [Client().post(path_of(link), ANSWER) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert ["Votre réponse est enregistrée" in page.text for page in pages] == [True, True]
    assert Opinion.objects.count() == 1


def test_another_answer_is_given_back_and_not_recorded(link: AnswerLink) -> None:
    Client().post(path_of(link), ANSWER)

    page = Client().post(path_of(link), ANSWER | {"words": "Trop tôt.", "choice": "against"})

    assert (page.status_code, Opinion.objects.get().choice) == (410, "for")
    words = plain(page.text)
    assert SERVED in words
    assert "copiez-le si vous voulez l’envoyer autrement" in words
    assert ["Contre" in words, "Trop tôt." in words, "Enfin." in words] == [True, True, False]


def test_the_same_answer_an_hour_later_finds_the_link_served(link: AnswerLink) -> None:
    Client().post(path_of(link), ANSWER)

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        page = Client().post(path_of(link), ANSWER)

    assert (page.status_code, SERVED in plain(page.text)) == (410, True)


def test_a_link_that_served_shows_nothing_to_who_opens_it(link: AnswerLink) -> None:
    Client().post(path_of(link), ANSWER)

    page = Client().get(path_of(link))

    assert (page.status_code, "Enfin." in page.text) == (410, False)


@pytest.mark.parametrize("closing", ["revoked_at", "expires_at"])
def test_a_link_withdrawn_or_past_takes_nothing_again(link: AnswerLink, closing: str) -> None:
    Client().post(path_of(link), ANSWER)
    AnswerLink.objects.update(**{closing: timezone.now()})

    page = Client().post(path_of(link), ANSWER)

    assert (page.status_code, "Votre réponse est enregistrée" in page.text) == (410, False)
