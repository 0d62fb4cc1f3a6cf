"""A consultation that ended in a request for a meeting waits for the officer until one answers."""

from datetime import date

import pytest

from maillage.core.agenda import Waiting, waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.models import Consultation, Meeting
from tests.foundation.cooperations.makers import make_access
from tests.trade.governance.consultations.makers import make_consultation
from tests.trade.governance.makers import a_body_of, make_agenda_item, make_meeting

TODAY = date(2026, 11, 20)
LABEL = "Porter une question à la prochaine séance"


def ended(cooperation: Cooperation, closing: str = Closing.MEETING, day: int = 10) -> Consultation:
    """A consultation of the committee, closed in November."""
    made = make_consultation(body=a_body_of(cooperation), question="Qui répond ?")
    made.closed_on, made.closing = date(2026, 11, day), closing
    made.save()
    return made


def waiting_lines(access: Access, today: date = TODAY) -> list[Waiting]:
    """What waits because a meeting was asked for."""
    return [one for one in waiting.ask(access, today) if one.label == LABEL]


def test_the_officer_is_informed(access: Access) -> None:
    one = ended(access.cooperation)

    shown_waiting_lines = waiting_lines(access)

    assert [(wait.label, wait.reason) for wait in shown_waiting_lines] == [
        (LABEL, "Une réunion est demandée par consultation écrite : Qui répond ?")
    ]
    assert shown_waiting_lines[0].url.endswith(f"/consultations/{one.pk}/")


@pytest.mark.parametrize("closing", [Closing.ADOPTED, Closing.DROPPED])
def test_another_end_asks_for_nothing(access: Access, closing: str) -> None:
    ended(access.cooperation, closing)

    assert waiting_lines(access) == []


def test_it_waits_until_the_question_is_on_an_agenda(access: Access) -> None:
    ended(access.cooperation)
    coming = make_meeting(body=a_body_of(access.cooperation), held_on=date(2026, 12, 3))
    before = len(waiting_lines(access))

    make_agenda_item(meeting=coming, title="Qui répond ?")
    access.refresh_from_db()

    assert (before, waiting_lines(access)) == (1, [])


def test_it_waits_until_a_meeting_is_held(access: Access) -> None:
    ended(access.cooperation)
    meeting = make_meeting(body=a_body_of(access.cooperation), held_on=date(2026, 11, 18))
    before = len(waiting_lines(access))

    Meeting.objects.filter(pk=meeting.pk).update(concluded_on=meeting.held_on)

    assert (before, waiting_lines(access)) == (1, [])


def test_it_waits_a_month_and_for_officers_alone(access: Access) -> None:
    ended(access.cooperation)
    partner = make_access(cooperation=access.cooperation, role="partner")

    assert (waiting_lines(partner), waiting_lines(access, date(2026, 12, 10)) != []) == ([], True)
    assert waiting_lines(access, date(2026, 12, 11)) == []
