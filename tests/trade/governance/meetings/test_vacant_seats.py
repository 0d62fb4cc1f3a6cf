"""A seat in which nobody sits that day brings nobody, whatever is noted of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Body, Meeting
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_mandate, make_person
from tests.ground.directory.reading import plain, section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import a_meeting_of, make_holder, make_presence, make_seat


@pytest.mark.parametrize(
    ("until", "count", "words"),
    [
        (None, "1 présent sur 1", "Anne Lebrun, titulaire"),
        (
            date(2026, 11, 1),
            "0 présent sur 1",
            "Anne Lebrun, titulaire (n’y est plus en fonction)",
        ),
    ],
)
def test_an_ended_mandate_is_nobody_present(
    officer: Client, cooperation: Cooperation, until: date | None, count: str, words: str
) -> None:
    meeting = a_meeting_of(cooperation)
    Body.objects.filter(pk=meeting.body_id).update(quorum="whole")
    seat = make_seat(body=meeting.body, organisation=member_with_name(cooperation, "Bouin"))
    person = make_person(workspace=cooperation.workspace, given_name="Anne", family_name="Lebrun")
    make_mandate(person=person, organisation=seat.organisation, until=until)
    make_holder(seat=seat, person=person)
    make_presence(meeting=meeting, seat=seat)

    text = plain(officer.get(url(cooperation, "meeting_attendance", meeting.pk)).text)

    assert (f"{count} à voix délibérative" in text, f"<p>{words}" in text) == (True, True)
    refused = "Bouin est noté présent, mais personne n’y siège ce jour-là"
    assert (refused in text) == (until is not None)


def test_an_empty_seat_is_nobody_present(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    Body.objects.filter(pk=meeting.body_id).update(quorum="whole")
    seat = make_seat(body=meeting.body, organisation=member_with_name(cooperation, "Bouin"))
    make_presence(meeting=meeting, seat=seat)

    text = plain(officer.get(url(cooperation, "meeting_attendance", meeting.pk)).text)

    assert "0 présent sur 1 à voix délibérative" in text
    assert "sans titulaire" in text


def test_presences_are_not_noted_before_the_day(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    words = "La séance n’a pas encore eu lieu"
    today = timezone.localdate()

    pages = []
    for day in (today, today + timedelta(days=1)):
        Meeting.objects.filter(pk=meeting.pk).update(held_on=day)
        pages.append(officer.get(url(cooperation, "meeting_attendance", meeting.pk)).text)

    assert [words in page for page in pages] == [False, True]


def test_a_vacant_seat_is_not_among_those_present(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = a_meeting_of(cooperation)
    seat = make_seat(body=meeting.body, organisation=member_with_name(cooperation, "Bouin"))
    make_presence(meeting=meeting, seat=seat)

    text = section(officer.get(url(cooperation, "meeting", meeting.pk)).text, "m-presences")

    assert ("Bouin est noté présent" in text, "Présents" in text) == (True, False)
