"""A note that names a structure which was not there is questioned on the screen of who writes."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_body_of,
    make_agenda_item,
    make_holder,
    make_item_note,
    make_meeting,
    make_presence,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("standing", "note", "is_questioned"),
    [
        ("excused", "Le Département demande une simulation.", True),
        ("absent", "Le département vote.", True),
        ("present", "Le Département demande une simulation.", False),
        ("excused", "La Caf demande une simulation.", False),
    ],
)
def test_writer_is_questioned_about_the_absent_whom_a_note_names(
    officer: Client, cooperation: Cooperation, standing: str, note: str, is_questioned: bool
) -> None:
    meeting = make_meeting(body=a_body_of(cooperation))
    for name, how in (("Département des Ouzes", standing), ("Caf des Ouzes", "present")):
        seat = make_seat(body=meeting.body, organisation=member_with_name(cooperation, name))
        make_holder(seat=seat)
        make_presence(meeting=meeting, seat=seat, standing=how)
    make_item_note(item=make_agenda_item(meeting=meeting), text=note)

    page = plain(officer.get(url(cooperation, "meeting_minutes", meeting.pk)).text)

    sentence = (
        "Cette note nomme le Département des Ouzes, dont le siège était absent ou vacant : si "
        "c’était par écrit, dites-le."
    )
    assert (sentence in page) is is_questioned


def test_a_vacant_seat_says_nothing_either(officer: Client, cooperation: Cooperation) -> None:
    meeting = make_meeting(body=a_body_of(cooperation))
    vacant = make_seat(
        body=meeting.body, organisation=member_with_name(cooperation, "Commune d’Aubry")
    )
    make_presence(meeting=meeting, seat=vacant)
    make_item_note(item=make_agenda_item(meeting=meeting), text="Aubry demande un plafond.")

    page = plain(officer.get(url(cooperation, "meeting_minutes", meeting.pk)).text)

    assert "Cette note nomme la Commune d’Aubry" in page
