"""Who holds a seat is convened by letter with the invitation, once; then reminded, once."""

from datetime import date, datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader
from pytest_django import Settings
from time_machine import travel

from maillage.core import french
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.mail.carrier import message_of
from maillage.foundation.mail.models import Enclosure, Letter
from maillage.foundation.mail.services import send_due_letters
from maillage.ground.directory.models import Person
from maillage.trade.governance.choices import HolderKind
from maillage.trade.governance.meetings.services.convocations import recall_meetings
from maillage.trade.governance.models import Holder, Meeting, Seat
from tests.conftest import SignIn
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.foundation.mail.carried import sent_messages
from tests.foundation.mail.makers import make_enclosure, make_letter, make_rhythm
from tests.foundation.mail.smtp_server import Mood, mail_server
from tests.ground.directory.makers import make_contact, make_member_person, make_person
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_body_of,
    make_agenda_item,
    make_holder,
    make_meeting,
    make_seat,
)

MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def meeting(cooperation: Cooperation) -> Meeting:
    """A meeting of December, with one point."""
    meeting = make_meeting(body=a_body_of(cooperation))
    make_agenda_item(meeting=meeting)
    return meeting


@pytest.fixture
def called(cooperation: Cooperation, meeting: Meeting) -> Person:
    """Who holds its first seat, and has an address; nobody holds the second."""
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    make_holder(seat=make_seat(body=meeting.body), person=person)
    make_seat(body=meeting.body)
    return person


def parts_of(message: EmailMessage) -> dict[str, Message]:
    """The files of a message, by their name."""
    return {
        str(part.get_filename()): part for part in message.message().walk() if part.get_filename()
    }


def convene(officer: Client, meeting: Meeting, *called: int) -> None:
    page = url(meeting.body.cooperation, "meeting_convocation", meeting.pk)
    officer.post(page, {"called": list(called)})


def invitations() -> list[tuple[str, str]]:
    """To whom each message left, with the method of its invitation."""
    pairs = []
    for message in sent_messages():
        part = parts_of(message)["invitation.ics"]
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        assert part.get_param("method") == Calendar.from_ical(content)["method"]
        pairs.append((message.to[0], str(part.get_param("method"))))
    return pairs


def test_the_convocation_is_read_on_screen(
    officer: Client, cooperation: Cooperation, meeting: Meeting, called: Person
) -> None:
    page = officer.get(url(cooperation, "meeting_convocation", meeting.pk))

    text = plain(page.text).replace("\u00a0", " ")
    assert "jeudi 3 décembre 2026, de 18 h 30 à 20 h 30" in text
    assert "1. Clé de répartition (décision)" in text
    assert ["ines@bouin.example.org" in text, "sans adresse : prévenez autrement" in text] == [
        True,
        True,
    ]


def test_it_leaves_once_with_the_invitation(
    officer: Client, meeting: Meeting, called: Person
) -> None:
    for _time in range(2):
        convene(officer, meeting, 0, 1)

    meeting.refresh_from_db()
    assert invitations() == [("ines@bouin.example.org", "REQUEST")]
    assert "Ordre du jour :" in str(sent_messages()[0].body)
    pdf = parts_of(sent_messages()[0])["convocation.pdf"].get_payload(decode=True)
    assert isinstance(pdf, bytes)
    assert "Clé de répartition" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert meeting.convened_on == timezone.localdate()
    assert Enclosure.objects.count() == 0


def test_who_sits_stands_with_their_letter_before_the_meeting(
    officer: Client, sign_in: SignIn, cooperation: Cooperation, meeting: Meeting, called: Person
) -> None:
    day = timezone.localdate() + timedelta(days=9)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=day)
    page = url(cooperation, "meeting", meeting.pk)
    before = plain(officer.get(page).text)
    meeting.refresh_from_db()
    convene(officer, meeting, 0)
    waiting = officer.get(page).text
    Letter.objects.update(state="sent", sent_at=timezone.now())

    after = plain(officer.get(page).text).replace("\u00a0", " ")
    today = french.long_date(timezone.localdate()).replace("\u00a0", " ")
    assert before.count("convocation à envoyer") == 1
    assert before.count("sans adresse, à prévenir autrement") == 1
    assert "lettre en attente" in waiting
    assert f"lettre partie le {today}" in after
    assert "convocation à envoyer" not in after
    assert "lettre partie" not in sign_in("partner").get(page).text
    Letter.objects.all().delete()
    assert "convocation à envoyer" not in officer.get(page).text


@pytest.mark.parametrize(("role", "is_shown"), [("partner", True), ("observer", False)])
@pytest.mark.usefixtures("called")
def test_the_letter_says_what_all_of_them_may_read(
    officer: Client, meeting: Meeting, role: str, is_shown: bool
) -> None:
    cooperation = meeting.body.cooperation
    presenter = make_member_person(cooperation=cooperation)
    hidden = make_person(workspace=cooperation.workspace, family_name="Secret")
    for person in (presenter, hidden):
        make_agenda_item(meeting=meeting, person=person)
    user = make_user(email="Ines@Bouin.example.org")
    make_access(cooperation=cooperation, user=user, role=role)
    screen = officer.get(url(cooperation, "meeting_convocation", meeting.pk)).text

    convene(officer, meeting, 0)

    pdf = parts_of(sent_messages()[0])["convocation.pdf"].get_payload(decode=True)
    assert isinstance(pdf, bytes)
    words = PdfReader(BytesIO(pdf)).pages[0].extract_text(), str(sent_messages()[0].body)
    assert [str(presenter) in one for one in words] == [is_shown, is_shown]
    assert ["Secret" in one for one in words] == [False, False]
    assert ("observe la coopération" in screen) is not is_shown


def test_a_meeting_that_moves_or_is_cancelled_is_told_again(
    officer: Client, meeting: Meeting, called: Person
) -> None:
    convene(officer, meeting, 0)
    Meeting.objects.update(held_on=date(2026, 12, 10), version=2)
    convene(officer, meeting, 0)
    Meeting.objects.update(cancelled_on=date(2026, 11, 25), cancelled_for="Salle fermée")
    convene(officer, meeting, 0)

    assert [method for _to, method in invitations()] == ["REQUEST", "REQUEST", "CANCEL"]
    assert "Salle fermée" in str(sent_messages()[-1].body)


def test_nobody_chosen_sends_nothing(officer: Client, meeting: Meeting, called: Person) -> None:
    convene(officer, meeting)
    convene(officer, meeting, 1)

    meeting.refresh_from_db()
    assert (Letter.objects.count(), sent_messages()) == (0, [])


def test_partners_convene_nobody(
    sign_in: SignIn, cooperation: Cooperation, meeting: Meeting
) -> None:
    page = sign_in("partner").get(url(cooperation, "meeting_convocation", meeting.pk))

    assert page.status_code == 403


def test_without_mail_nothing_is_lost(
    officer: Client, meeting: Meeting, called: Person, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    convene(officer, meeting, 0)

    assert Letter.objects.get().state == "unset"
    assert Enclosure.objects.count() == 0


def test_a_server_down_for_a_day_loses_no_convocation_and_sends_each_once(
    officer: Client, meeting: Meeting, called: Person, settings: Settings
) -> None:
    Meeting.objects.update(held_on=MORNING.date() + timedelta(days=2))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        server.mood = Mood.NOT_WELCOMING
        convene(officer, meeting, 0)
        convene(officer, meeting, 0)
        for hour in range(25):
            server.mood = Mood.TAKES if hour == 24 else Mood.NOT_WELCOMING
            with travel(MORNING + timedelta(hours=hour), tick=False):
                recall_meetings(MORNING + timedelta(hours=hour))
                send_due_letters(MORNING + timedelta(hours=hour))
        with travel(MORNING + timedelta(hours=26), tick=False):
            send_due_letters(MORNING + timedelta(hours=26))

    assert server.recipients() == ["ines@bouin.example.org"] * 2
    subjects = [str(make_header(decode_header(str(one["Subject"])))) for one in server.taken]
    assert [subject.partition(" ")[0] for subject in subjects] == ["Convocation", "Rappel"]
    enclosed = {part.get_filename() for part in server.taken[0].walk() if part.get_filename()}
    assert enclosed == {"invitation.ics", "convocation.pdf"}


def test_everybody_who_holds_a_seat_is_reminded_once(meeting: Meeting, called: Person) -> None:
    Meeting.objects.update(convened_on=date(2026, 11, 20))
    counts = [recall_meetings(MORNING + timedelta(minutes=minute)) for minute in range(3)]
    next_day = recall_meetings(MORNING + timedelta(days=1))

    letter = Letter.objects.get()
    assert (counts, next_day, letter.to) == ([1, 0, 0], 0, "ines@bouin.example.org")
    assert letter.subject.replace("\u00a0", " ") == ("Rappel : Comité de pilotage, 3 décembre 2026")


def test_who_wants_no_reminder_is_not_reminded(meeting: Meeting, called: Person) -> None:
    Meeting.objects.update(convened_on=date(2026, 11, 20))
    make_rhythm(user=make_user(email="Ines@bouin.example.org"), every="never")

    assert recall_meetings(MORNING) == 0


@pytest.mark.parametrize(
    ("kind", "key"), [("digest", "reminder:1:2026-12-01"), ("answer", "councils:1:a:2026-12-01")]
)
def test_a_reminder_waits_for_a_day_without_another(
    meeting: Meeting, called: Person, kind: str, key: str
) -> None:
    Meeting.objects.update(convened_on=date(2026, 11, 20))
    make_letter(to="ines@bouin.example.org", kind=kind, key=key)
    Letter.objects.update(created_at=MORNING - timedelta(minutes=50))

    same_day, next_day = recall_meetings(MORNING), recall_meetings(MORNING + timedelta(days=1))

    assert (same_day, next_day) == (0, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"convened_on": None},
        {"cancelled_on": date(2026, 11, 25)},
        {"held_on": date(2026, 12, 20)},
        {"held_on": date(2026, 11, 30)},
    ],
)
def test_nobody_is_reminded_of_what_is_not_coming(
    meeting: Meeting, called: Person, changed: dict[str, object]
) -> None:
    Meeting.objects.update(**({"convened_on": date(2026, 11, 20)} | changed))

    assert recall_meetings(MORNING) == 0


def test_reminders_leave_by_day(meeting: Meeting, called: Person) -> None:
    Meeting.objects.update(convened_on=date(2026, 11, 20))

    assert recall_meetings(MORNING.replace(hour=3)) == 0


def test_a_file_leaves_with_its_letter(db: None) -> None:
    enclosure = make_enclosure()

    part = parts_of(message_of(enclosure.letter))["a.pdf"]

    assert (part.get_content_type(), part.get_payload(decode=True)) == ("application/pdf", b"A")


def test_a_deputy_reads_that_they_sit_in_place_of_the_titulaire(
    officer: Client, meeting: Meeting, called: Person
) -> None:
    deputy = make_person(
        workspace=meeting.body.cooperation.workspace, family_name="Bon", given_name="Luc"
    )
    make_contact(person=deputy, value="luc@bouin.example.org")
    seat = Seat.objects.filter(body=meeting.body).order_by("pk")[0]
    make_holder(seat=seat, person=deputy, kind=HolderKind.SUPPLEANT)

    place = url(meeting.body.cooperation, "meeting_convocation", meeting.pk)
    page = plain(officer.get(place).text)
    convene(officer, meeting, 0, 1)

    text_by_address = dict(Letter.objects.values_list("to", "text"))
    sentence = "Vous y siégez en suppléance : vous siégez si la personne titulaire"
    assert "en suppléance" in page
    assert sentence in text_by_address["luc@bouin.example.org"]
    assert sentence not in text_by_address["ines@bouin.example.org"]


def test_a_deputy_without_titulaire_is_convened_as_who_comes(
    officer: Client, meeting: Meeting, called: Person
) -> None:
    Holder.objects.filter(person=called).update(kind=HolderKind.SUPPLEANT)

    convene(officer, meeting, 0)

    assert "Vous y siégez en suppléance" not in Letter.objects.get().text
