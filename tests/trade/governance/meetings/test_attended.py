"""The strand of presence says when a structure was there, and where it is expected."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.core.strands import StrandMark
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.meetings.points import presence_of_structures
from maillage.trade.governance.models import Body, Holder, Meeting, Seat
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_person
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_meeting,
    make_presence,
    make_seat,
)

PAST, DAYS = date(2026, 10, 12), timedelta(days=1)


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Commune de Bouin")


@pytest.fixture
def copil(cooperation: Cooperation) -> Body:
    return make_body(cooperation=cooperation, name="COPIL")


def marks_of(access: Access, organisation: Organisation) -> list[StrandMark]:
    (strand,) = presence_of_structures(access, (organisation.pk,))
    return list(strand.by_structure.get(organisation.pk, ()))


def seat_with_holder(body: Body, organisation: Organisation) -> Seat:
    seat = make_seat(body=body, organisation=organisation)
    make_holder(seat=seat, person=make_person(workspace=organisation.workspace))
    return seat


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        ("present", ("here", "présente le 12 octobre 2026")),
        ("excused", ("excused", "excusée le 12 octobre 2026")),
        ("absent", ("absent", "absente le 12 octobre 2026")),
    ],
)
def test_a_meeting_says_how_the_structure_was(
    access: Access, bouin: Organisation, copil: Body, standing: str, shown: tuple[str, str]
) -> None:
    meeting = make_meeting(body=copil, held_on=PAST)
    make_presence(meeting=meeting, seat=seat_with_holder(copil, bouin), standing=standing)

    (mark,) = marks_of(access, bouin)

    assert (mark.title, mark.on, mark.is_open) == ("COPIL", PAST, False)
    assert (mark.value, mark.note.replace("\u00a0", " ")) == shown


def test_of_two_seats_the_present_one_speaks(
    access: Access, bouin: Organisation, copil: Body
) -> None:
    meeting = make_meeting(body=copil, held_on=PAST)
    for standing in ("excused", "present"):
        make_presence(meeting=meeting, seat=seat_with_holder(copil, bouin), standing=standing)

    assert [mark.value for mark in marks_of(access, bouin)] == ["here"]


def test_a_vacant_seat_brings_nobody(access: Access, bouin: Organisation, copil: Body) -> None:
    meeting = make_meeting(body=copil, held_on=PAST)
    make_presence(meeting=meeting, seat=make_seat(body=copil, organisation=bouin))
    ended = seat_with_holder(copil, bouin)
    Holder.objects.update(until=PAST - DAYS)
    make_presence(meeting=meeting, seat=ended)

    assert marks_of(access, bouin) == []


def test_a_cancelled_meeting_is_left_out(access: Access, bouin: Organisation, copil: Body) -> None:
    meeting = make_meeting(body=copil, held_on=PAST)
    make_presence(meeting=meeting, seat=seat_with_holder(copil, bouin))
    Meeting.objects.update(cancelled_on=PAST)

    assert marks_of(access, bouin) == []


def test_the_next_meeting_is_open_and_says_who_comes(
    access: Access, bouin: Organisation, copil: Body
) -> None:
    seat_with_holder(copil, bouin)
    today = timezone.localdate()
    for days in (9, 2, 30):
        make_meeting(body=copil, held_on=today + days * DAYS)
    make_meeting(body=copil, held_on=today - DAYS)

    marks = marks_of(access, bouin)

    assert [(mark.on, mark.is_open) for mark in marks] == [
        (today + 2 * DAYS, True),
        (today + 9 * DAYS, False),
        (today + 30 * DAYS, False),
    ]
    assert "y siège : Inès Gaborit ; aucun suppléant désigné" in marks[0].note


def test_who_comes_is_for_the_team(
    cooperation: Cooperation, bouin: Organisation, copil: Body
) -> None:
    seat_with_holder(copil, bouin)
    make_meeting(body=copil, held_on=timezone.localdate() + DAYS)

    notes = [
        marks_of(make_access(cooperation=cooperation, role=role), bouin)[0].note
        for role in ("team", "elected", "partner", "observer")
    ]

    assert ["Gaborit" in note for note in notes] == [True, False, False, False]


def test_a_seat_without_holder_is_said_so(access: Access, bouin: Organisation, copil: Body) -> None:
    make_seat(body=copil, organisation=bouin)
    make_meeting(body=copil, held_on=timezone.localdate() + DAYS)

    assert "personne n’est désigné pour y siéger" in marks_of(access, bouin)[0].note


def test_an_ended_seat_is_expected_nowhere(
    access: Access, bouin: Organisation, copil: Body
) -> None:
    seat_with_holder(copil, bouin)
    Seat.objects.update(until=timezone.localdate())
    make_meeting(body=copil, held_on=timezone.localdate() + DAYS)

    assert marks_of(access, bouin) == []
