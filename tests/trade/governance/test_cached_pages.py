"""Pages read once stay true: what is written shows at once, and nobody reads another's page."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.journal.models import Change
from maillage.trade.governance.commitments.services import ask_commitment, record_step
from maillage.trade.governance.meetings.services.attendance import record_presence
from maillage.trade.governance.minutes.services import Typed, note_decision, write_note
from maillage.trade.governance.models import Commitment, CommitmentStep, Decision, Presence
from tests.conftest import SignIn
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.makers import (
    a_meeting_of,
    make_agenda_item,
    make_meeting,
    make_own_seat,
    make_presence,
    make_seat,
)

DAY = date(2026, 10, 7)


@pytest.fixture(autouse=True)
def _remembered(settings: Settings) -> None:
    settings.REMEMBERED = 64


def _promise(access: Access, commitment: Commitment) -> None:
    step = CommitmentStep(kind="promised", on=DAY, told_on=DAY)
    record_step(author=access.user, commitment=commitment, read=1, step=step)


def _settled(access: Access) -> None:
    """A last change that is an hour old: what is read from now on is kept."""
    _promise(access, make_commitment(cooperation=access.cooperation))
    Change.objects.update(at=timezone.now() - timedelta(hours=1))


def test_a_meeting_read_before_shows_who_came_since(officer: Client, access: Access) -> None:
    meeting = a_meeting_of(access.cooperation)
    seat = make_seat(body=meeting.body)
    page = url(access.cooperation, "meeting", meeting.pk)
    before = officer.get(page).text

    row = Presence(meeting=meeting, seat=seat, standing="present", note="arrivée à 19 h")
    record_presence(author=access.user, presence=row, read=0)

    assert ["arrivée à 19 h" in text for text in (before, officer.get(page).text)] == [False, True]


def test_a_meeting_is_kept_reader_by_reader(
    sign_in: SignIn, officer: Client, access: Access
) -> None:
    cooperation = access.cooperation
    meeting = a_meeting_of(cooperation)
    person = make_member_person(cooperation=cooperation)
    make_presence(
        meeting=meeting, seat=make_own_seat(body=meeting.body, person=person), note="en retard"
    )
    _settled(access)
    page = url(cooperation, "meeting", meeting.pk)

    read = [client.get(page).text for client in (officer, sign_in("observer"), officer)]

    assert [person.family_name in text for text in read] == [True, False, True]
    assert ["en retard" in text for text in read] == [True, False, True]


@pytest.mark.parametrize("page", ["commitments", "my_commitments", "commitment"])
def test_commitments_read_before_show_what_was_promised_since(
    officer: Client, access: Access, page: str
) -> None:
    commitment = make_commitment(cooperation=access.cooperation)
    address = url(access.cooperation, page, *([commitment.pk] if page == "commitment" else []))
    before = officer.get(address).text

    _promise(access, commitment)

    assert officer.get(address).text != before


def test_a_commitment_for_officers_is_kept_from_others(
    sign_in: SignIn, officer: Client, access: Access
) -> None:
    place = access.cooperation
    make_commitment(cooperation=place, label="Entre nous", visibility="officers")
    first = CommitmentStep(kind="asked", on=DAY, told_on=DAY)
    fresh = Commitment(
        cooperation=place,
        organisation=make_commitment(cooperation=place).organisation,
        kind="days",
        label="Pour tous",
        visibility="members",
    )
    ask_commitment(author=access.user, commitment=fresh, first=first)
    page = url(place, "commitments")

    read = [client.get(page).text for client in (officer, sign_in("partner"), officer)]

    assert [("Entre nous" in text, "Pour tous" in text) for text in read] == [
        (True, True),
        (False, True),
        (True, True),
    ]


def test_a_meeting_in_progress_shows_what_was_noted_since(officer: Client, access: Access) -> None:
    body = a_meeting_of(access.cooperation).body
    meeting = make_meeting(body=body, held_on=timezone.localdate(), starts_at=None, ends_at=None)
    item = make_agenda_item(meeting=meeting)
    _settled(access)
    page, live = (url(access.cooperation, name, meeting.pk) for name in ("meeting", "meeting_live"))
    before = officer.get(page).text
    stamp = before.partition("?vu=")[2].partition('"')[0]
    second_queries = {"vu": stamp}

    def polled() -> int:
        return officer.get(live, second_queries, headers={"HX-Request": "true"}).status_code

    quiet = polled()
    typed = Typed("Le Département vote le 18.", base="", read=0)
    write_note(author=access.user, item=item, typed=typed)
    note_decision(author=access.user, decision=Decision(meeting=meeting, wording="Louer la salle"))
    after = officer.get(page).text

    assert [typed.text in text for text in (before, after)] == [False, True]
    assert (quiet, polled()) == (204, 200)


def test_a_meeting_read_before_shows_the_paper_attached_since(
    officer: Client, access: Access
) -> None:
    meeting = a_meeting_of(access.cooperation)
    _settled(access)
    page = url(access.cooperation, "meeting", meeting.pk)
    before = officer.get(page).text

    attach(
        access=access,
        file=SimpleUploadedFile("convocation.txt", b"Le 7 mai."),
        visibility=Visibility.MEMBERS,
        kind="meeting",
        number=meeting.pk,
    )

    assert ["convocation.txt" in text for text in (before, officer.get(page).text)] == [False, True]
