"""No answer is taken after the last day of a consultation, and all that came before are counted."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.trade.governance.consultations.models import still_open
from maillage.trade.governance.consultations.queries import (
    due_consultations,
    open_consultations,
    waiting_seats,
)
from maillage.trade.governance.consultations.services import (
    ConsultationAnswer,
    close_due_consultations,
    record_opinion,
)
from maillage.trade.governance.models import Consultation, ConsultedSeat, Opinion
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.directory.reading import plain, reading
from tests.reliability.meanwhile import written_meanwhile
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.consultations.makers import (
    make_consultation,
    make_consulted_seat,
    make_opinion,
)
from tests.trade.governance.makers import a_body_of, make_spoken_seat

LAST = date(2026, 11, 20)
PARIS = ZoneInfo("Europe/Paris")
ON_TIME = datetime(2026, 11, 20, 23, 59, tzinfo=PARIS)
TOO_LATE = datetime(2026, 11, 21, 0, 0, tzinfo=PARIS)
ANSWER = ConsultationAnswer("for", "", "phone", "L. Roux", LAST)


@pytest.fixture
def partner(cooperation: Cooperation) -> Access:
    """Who speaks for the structure consulted."""
    return make_access(cooperation=cooperation, role="partner")


@pytest.fixture
def consulted(cooperation: Cooperation, partner: Access) -> ConsultedSeat:
    """A seat consulted until 20 November, which the tick has not closed."""
    seat = make_spoken_seat(cooperation=cooperation)
    consultation = make_consultation(body=a_body_of(cooperation), closes_on=LAST)
    return make_consulted_seat(consultation=consultation, seat=seat)


@pytest.mark.parametrize(("now", "is_open"), [(ON_TIME, True), (TOO_LATE, False)])
def test_all_that_says_open_says_it_until_the_evening(
    access: Access, partner: Access, consulted: ConsultedSeat, now: datetime, *, is_open: bool
) -> None:
    with time_machine.travel(now, tick=False):
        today = now.date()
        is_showns = [
            consulted.consultation.is_open,
            Consultation.objects.filter(still_open(today)).exists(),
            open_consultations(access, today).exists(),
            waiting_seats(partner, today).exists(),
            not due_consultations(today).exists(),
        ]

    assert is_showns == [is_open] * 5


def test_an_answer_of_the_last_minute_is_taken_and_none_after(
    access: Access, consulted: ConsultedSeat
) -> None:
    with time_machine.travel(ON_TIME, tick=False):
        opinion = record_opinion(author=access.user, consulted_seat=consulted, answer=ANSWER)
    with time_machine.travel(TOO_LATE, tick=False), pytest.raises(ClosedError):
        record_opinion(author=access.user, consulted_seat=consulted, answer=ANSWER)

    assert Opinion.objects.get() == opinion


def test_after_the_last_day_no_page_takes_an_answer(
    access: Access, partner: Access, consulted: ConsultedSeat, cooperation: Cooperation
) -> None:
    number = consulted.consultation_id
    names = ["consultation_answer", "consultation_edit", "consultation_drop"]
    pages = [
        url(cooperation, name, consulted.pk if name == "consultation_answer" else number)
        for name in names
    ]
    with time_machine.travel(TOO_LATE, tick=False):
        officer, speaker = signed_in(access), signed_in(partner)
        link = make_answer_link(
            cooperation=cooperation, purpose="consultation", target=consulted.pk
        )
        by_link = Client().post(path_of(link), {"choice": "for", "said_by": "Lise Vrignaud"})
        responses = [officer.get(page, follow=True) for page in pages]
        responses += [speaker.get(pages[0], follow=True)]
        sheet = officer.get(url(cooperation, "consultation", number))
        meetings = officer.get(url(cooperation, "meetings"))

    assert by_link.status_code == 410
    assert "jusqu’au 20 novembre 2026 au soir" in plain(by_link.text)
    closed = "Cette consultation est close : plus rien ne s’y écrit."
    assert [closed in plain(page.text) for page in responses] == [True] * 4
    assert reading(sheet.text).replace("\u00a0", " ") == (
        "Réponses closes le 20 novembre 2026 au soir : son résultat va s’écrire. "
        "0 voix pour, 0 contre, 0 en abstention, 1 sans réponse."
    )
    assert ["Noter sa réponse" in sheet.text, "Retirer la consultation" in sheet.text] == [
        False
    ] * 2
    assert "(réponses closes)" in plain(meetings.text)
    assert Opinion.objects.count() == 0


def test_an_answer_given_while_it_closes_is_counted(consulted: ConsultedSeat) -> None:
    with written_meanwhile(lambda: make_opinion(asked=consulted, choice="for")):
        closed = close_due_consultations(LAST + timedelta(days=1))

    consultation = Consultation.objects.get()
    assert (closed, consultation.closing) == (1, "adopted")
    assert consultation.result == "Adoptée. 1 voix pour, 0 contre, 0 en abstention."
    assert Change.objects.filter(topic="decisions").count() == 1
