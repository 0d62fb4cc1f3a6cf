"""What was closed while somebody was writing says so: nothing of it is written, no page fails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Consultation, DatePoll
from tests.ground.directory.reading import plain
from tests.registry import filled_forms, url_arguments
from tests.reliability.meanwhile import written_meanwhile
from tests.reliability.test_two_editors import edited, versioned_form
from tests.trade.governance.bodies.test_bodies import url

DAY = date(2026, 11, 20)
POLL = "Ce sondage est fermé : plus rien ne s’y écrit."
CONSULTATION = "Cette consultation est close : plus rien ne s’y écrit."


def drop_polls() -> None:
    """Somebody gives the poll up."""
    DatePoll.objects.update(dropped_on=DAY, dropped_for="budget reporté", version=2)


def drop_consultations() -> None:
    """Somebody withdraws the consultation."""
    Consultation.objects.update(closed_on=DAY, closing="dropped", result="reportée", version=2)


@dataclass(frozen=True)
class Gesture:
    """A page of governance about what its argument names, closed meanwhile, and what it says."""

    name: str
    argument: str
    close: Callable[[], None]
    sentence: str


GESTURES = (
    Gesture("date_poll_drop", "date_poll", drop_polls, POLL),
    Gesture("date_poll_edit", "date_poll", drop_polls, POLL),
    Gesture("date_poll_choose", "poll_slot", drop_polls, POLL),
    Gesture("consultation_drop", "consultation", drop_consultations, CONSULTATION),
    Gesture("consultation_edit", "consultation", drop_consultations, CONSULTATION),
)


@pytest.mark.parametrize("gesture", GESTURES, ids=lambda gesture: gesture.name)
def test_a_gesture_on_what_was_closed_meanwhile_is_reported(
    officer: Client, cooperation: Cooperation, gesture: Gesture
) -> None:
    number = url_arguments()[gesture.argument].make(cooperation)
    assert isinstance(number, int)
    page = url(cooperation, gesture.name, number)
    form = versioned_form(officer.get(page))
    assert form is not None
    sent = edited(form, "") | filled_forms().get(f"governance:{gesture.name}", {})

    with written_meanwhile(gesture.close):
        answer = officer.post(page, sent, follow=True)

    assert (answer.status_code, gesture.sentence in plain(answer.text)) == (200, True)
