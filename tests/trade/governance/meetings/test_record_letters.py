"""The record leaves in three formats to those who attended, who ask their changes by link."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Person
from maillage.trade.governance.models import Amendment, Meeting, Presence
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_answer_link
from tests.foundation.mail.carried import sent_messages
from tests.ground.directory.makers import make_contact, make_member_person
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_body_of,
    make_decision,
    make_holder,
    make_meeting,
    make_own_seat,
    make_presence,
    make_seat,
)
from tests.trade.governance.meetings.test_convocations import parts_of

DAY = date(2026, 10, 1)


@pytest.fixture
def meeting(cooperation: Cooperation) -> Meeting:
    """A meeting held in October, with one decision."""
    meeting = make_meeting(body=a_body_of(cooperation), held_on=DAY)
    Meeting.objects.filter(pk=meeting.pk).update(concluded_on=DAY)
    make_decision(meeting=meeting)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def attended(cooperation: Cooperation, meeting: Meeting) -> Person:
    """Who was there, with an address; another seat was absent."""
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    seat = make_seat(body=meeting.body)
    make_holder(seat=seat, person=person)
    make_presence(meeting=meeting, seat=seat)
    make_presence(meeting=meeting, standing="absent")
    return person


@pytest.fixture
def link(cooperation: Cooperation, attended: Person) -> AnswerLink:
    """Their link."""
    presence = Presence.objects.get(standing="present")
    return make_answer_link(cooperation=cooperation, purpose="record", target=presence.pk)


def bytes_of(name: str) -> BytesIO:
    content = parts_of(sent_messages()[0])[name].get_payload(decode=True)
    assert isinstance(content, bytes)
    return BytesIO(content)


def test_the_record_leaves_in_three_formats(
    officer: Client, cooperation: Cooperation, meeting: Meeting, attended: Person
) -> None:
    officer.post(url(cooperation, "meeting_record_send", meeting.pk), {"attended": [0]})

    wording = "La clé par population est retenue."
    assert [message.to for message in sent_messages()] == [["ines@bouin.example.org"]]
    assert wording in str(sent_messages()[0].body)
    assert wording in PdfReader(bytes_of("record.pdf")).pages[0].extract_text()
    docx = Document(bytes_of("record.docx"))
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    assert any(wording in text for text in cells)
    assert bytes_of("record.odt").read(2) == b"PK"
    assert path_of(AnswerLink.objects.get()) in str(sent_messages()[0].body)


def test_two_who_hold_one_seat_each_have_their_link_and_their_letter(
    officer: Client, cooperation: Cooperation, meeting: Meeting, attended: Person
) -> None:
    deputy = make_member_person(cooperation=cooperation, family_name="Roux")
    make_contact(person=deputy, value="lise@bouin.example.org")
    seat = Presence.objects.get(standing="present").seat
    make_holder(seat=seat, person=deputy, kind="suppleant")
    page = url(cooperation, "meeting_record_send", meeting.pk)

    officer.post(page, {"attended": [0]})
    officer.post(page, {"attended": [0, 1]})

    rows = officer.get(page).context["page"].rows
    assert [(row.link.recipient, row.link.email, row.letter) for row in rows] == [
        (str(attended), "ines@bouin.example.org", "waiting"),
        (str(deputy), "lise@bouin.example.org", "waiting"),
    ]
    for row, message in zip(rows, sent_messages(), strict=True):
        assert (message.to, path_of(row.link) in str(message.body)) == ([row.email], True)


def test_it_leaves_to_those_who_attended_alone(
    officer: Client, cooperation: Cooperation, meeting: Meeting, attended: Person
) -> None:
    page = officer.get(url(cooperation, "meeting_record_send", meeting.pk))

    assert [row.name for row in page.context["page"].rows] == [str(attended)]


def test_it_waits_for_the_meeting_to_be_held(
    officer: Client, cooperation: Cooperation, meeting: Meeting
) -> None:
    Meeting.objects.update(concluded_on=None)

    page = officer.get(url(cooperation, "meeting_record_send", meeting.pk), follow=True)

    assert "n’est pas encore dite tenue" in page.text


def test_partners_send_nothing(sign_in: SignIn, cooperation: Cooperation, meeting: Meeting) -> None:
    page = sign_in("partner").get(url(cooperation, "meeting_record_send", meeting.pk))

    assert page.status_code == 403


def test_a_change_is_asked_by_link_as_often_as_needed(link: AnswerLink, attended: Person) -> None:
    for text in ("Lire « population municipale ».", "Ajouter le montant."):
        page = Client().post(path_of(link), {"text": text, "said_by": "Inès Gaborit"})
        assert page.status_code == 200

    organisation = Presence.objects.get(standing="present").seat.organisation
    assert list(Amendment.objects.values_list("organisation", "text", "told_by", "state")) == [
        (organisation.pk if organisation else None, text, "Inès Gaborit", "waiting")
        for text in ("Lire « population municipale ».", "Ajouter le montant.")
    ]
    assert Change.objects.latest("pk").via == "Inès Gaborit, par lien"


def test_who_sits_in_their_own_name_asks_too(cooperation: Cooperation, meeting: Meeting) -> None:
    person = make_member_person(cooperation=cooperation)
    presence = make_presence(meeting=meeting, seat=make_own_seat(body=meeting.body, person=person))
    link = make_answer_link(cooperation=cooperation, purpose="record", target=presence.pk)

    Client().post(path_of(link), {"text": "Ajouter le montant.", "said_by": "Inès Gaborit"})

    assert Amendment.objects.get().asker == "Inès Gaborit"


def test_the_name_of_who_writes_is_for_the_team(
    sign_in: SignIn, cooperation: Cooperation, meeting: Meeting, link: AnswerLink
) -> None:
    Client().post(path_of(link), {"text": "Ajouter le montant.", "said_by": "Lise Vrignaud"})
    page = url(cooperation, "meeting_record", meeting.pk)

    read = ["Vrignaud" in sign_in(role).get(page).text for role in ("team", "partner")]

    assert read == [True, False]


@pytest.mark.parametrize("missing", ["text", "said_by"])
def test_an_empty_change_is_refused(link: AnswerLink, missing: str) -> None:
    typed = {"text": "Ajouter le montant.", "said_by": "Inès Gaborit"} | {missing: ""}

    page = Client().post(path_of(link), typed)

    assert (page.status_code, Amendment.objects.count()) == (422, 0)


def test_once_validated_the_link_says_so(
    cooperation: Cooperation, meeting: Meeting, link: AnswerLink
) -> None:
    later = make_meeting(body=meeting.body)
    Meeting.objects.filter(pk=meeting.pk).update(validated_on=date(2026, 11, 5), validated_at=later)

    page = Client().get(path_of(link))
    late = Client().post(path_of(link), {"text": "Trop tard.", "said_by": "Inès Gaborit"})

    assert (page.status_code, late.status_code, Amendment.objects.count()) == (410, 410, 0)
    assert "validé à la séance du 5 novembre 2026" in plain(page.text).replace("\u00a0", " ")


def test_a_link_expired_withdrawn_guessed_or_elsewhere_opens_nothing(link: AnswerLink) -> None:
    path, now = path_of(link), timezone.now()
    elsewhere = make_answer_link(purpose="record", target=link.target)
    AnswerLink.objects.filter(pk=link.pk).update(expires_at=now - timedelta(days=1))
    expired = Client().get(path).status_code
    AnswerLink.objects.filter(pk=link.pk).update(expires_at=now + timedelta(days=1), revoked_at=now)
    withdrawn = Client().get(path).status_code
    guessed = Client().get(reverse("cooperations:answer", args=["record", "faux"])).status_code

    assert (expired, withdrawn, guessed) == (410, 410, 404)
    assert Client().get(path_of(elsewhere)).status_code == 410
