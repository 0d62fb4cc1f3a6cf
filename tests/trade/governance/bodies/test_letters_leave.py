"""Forty seats are written to in one request, which opens no line; their letters leave over one."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_due_letters
from maillage.ground.directory.models import Member, Person
from maillage.trade.governance.date_polls.services import ask_invitees
from maillage.trade.governance.models import Meeting
from tests.foundation.mail.smtp_server import MailServer, mail_server
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_person
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.consultations.makers import make_consultation, make_consulted_seat
from tests.trade.governance.date_polls.makers import (
    make_date_poll,
    make_poll_invitee,
    make_poll_slot,
)
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.makers import (
    a_body_of,
    make_holder,
    make_meeting,
    make_nomination,
    make_presence,
    make_seat,
    make_seat_call,
)

Sending = tuple[str, dict[str, list[int]]]
FORTY, SOME = 40, 6


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """The server that takes the installation's letters."""
    with mail_server() as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
        yield made


def people_of(cooperation: Cooperation, word: str, count: int) -> list[Person]:
    """So many people, each with an address."""
    people = []
    for number in range(count):
        person = make_person(workspace=cooperation.workspace, family_name=f"{word}{number}")
        make_contact(person=person, value=f"{word}{number}@retz.example.org")
        people.append(person)
    return people


def poll(cooperation: Cooperation, count: int) -> Sending:
    date_poll = make_date_poll(body=a_body_of(cooperation))
    make_poll_slot(poll=date_poll)
    people = people_of(cooperation, f"dates{count}-", count)
    invitees = [make_poll_invitee(poll=date_poll, person=person).pk for person in people]
    return url(cooperation, "date_poll_invite", date_poll.pk), {"invitees": invitees}


def consultation(cooperation: Cooperation, count: int) -> Sending:
    requested_consultation = make_consultation(body=a_body_of(cooperation))
    people = people_of(cooperation, f"avis{count}-", count)
    seats = [
        make_consulted_seat(consultation=requested_consultation, person=person).pk
        for person in people
    ]
    return url(cooperation, "consultation_invite", requested_consultation.pk), {"seats": seats}


def record(cooperation: Cooperation, count: int) -> Sending:
    meeting = make_meeting(body=a_body_of(cooperation), held_on=date(2026, 10, count % 28 + 1))
    Meeting.objects.filter(pk=meeting.pk).update(concluded_on=meeting.held_on)
    for person in people_of(cooperation, f"releve{count}-", count):
        seat = make_seat(body=meeting.body)
        make_holder(seat=seat, person=person)
        make_presence(meeting=meeting, seat=seat)
    return url(cooperation, "meeting_record_send", meeting.pk), {"attended": list(range(count))}


def convocation(cooperation: Cooperation, count: int) -> Sending:
    meeting = make_meeting(body=a_body_of(cooperation), held_on=date(2100, 12, 3))
    for person in people_of(cooperation, f"seance{count}-", count):
        make_holder(seat=make_seat(body=meeting.body), person=person)
    return url(cooperation, "meeting_convocation", meeting.pk), {"called": list(range(count))}


def nomination(cooperation: Cooperation, count: int) -> Sending:
    campaign = make_nomination(body=a_body_of(cooperation))
    people = people_of(cooperation, f"noms{count}-", count)
    for person in people:
        organisation = member_with_name(cooperation, person.family_name)
        Member.objects.filter(organisation=organisation).update(contact=person)
        seat = make_seat(body=campaign.body, organisation=organisation)
        make_seat_call(nomination=campaign, seat=seat)
    typed = {"people": [person.pk for person in people], "others": [1]}
    return url(cooperation, "nomination", campaign.pk), typed


def reminder(cooperation: Cooperation, count: int) -> Sending:
    people = people_of(cooperation, f"conseils{count}-", count)
    for person in people:
        one = make_deliberation(
            decision=make_joint_decision(cooperation=cooperation, title=person.family_name),
            organisation=member_with_name(cooperation, person.family_name),
            sent_on=timezone.localdate(),
        )
        one.contact = person
        one.save()
    return url(cooperation, "joint_decision_reminders"), {"people": [one.pk for one in people]}


EVERY_SENDING = [poll, consultation, record, convocation, nomination, reminder]
each_sending = pytest.mark.parametrize("make", EVERY_SENDING, ids=lambda make: make.__name__)
Make = Callable[[Cooperation, int], Sending]


@each_sending
def test_the_request_opens_no_line_and_all_leave_over_one(
    officer: Client, cooperation: Cooperation, server: MailServer, make: Make
) -> None:
    count = FORTY if make is poll else SOME
    page, typed = make(cooperation, count)

    response = officer.post(page, typed, follow=True)
    waiting, calls = Letter.objects.filter(state="waiting").count(), server.calls
    sent = send_due_letters(timezone.now())

    assert f"{count} lettres partent dans la minute" in plain(response.text)
    assert (waiting, calls) == (count, 0)
    assert (sent, len(set(server.recipients())), server.calls) == (count, count, 1)


@each_sending
def test_many_are_written_in_as_many_queries_as_one(
    officer: Client, cooperation: Cooperation, make: Make
) -> None:
    counts = []
    for count in (2, 1, FORTY if make is poll else SOME):
        page, typed = make(cooperation, count)
        for _first_then_reminder in range(2):
            with CaptureQueriesContext(connection) as queries_context:
                officer.post(page, typed)
            counts.append(len(queries_context))
            send_due_letters(timezone.now())

    _what_is_read_once_for_all, one, many = counts[:2], counts[2:4], counts[4:]
    assert one == many


def test_a_page_says_what_waits_what_left_and_what_was_refused(
    officer: Client, cooperation: Cooperation, server: MailServer
) -> None:
    page, typed = poll(cooperation, 2)
    server.unknown = {"dates2-0@retz.example.org"}

    waiting = plain(officer.post(page, typed, follow=True).text)
    send_due_letters(timezone.now())
    sent = plain(officer.get(page).text)

    assert waiting.count("lettre en attente") == 2
    assert [sent.count(word) for word in ("lettre abandonnée", "lettre partie")] == [1, 1]


def test_a_gesture_that_is_undone_sends_nothing(
    access: Access, cooperation: Cooperation, server: MailServer
) -> None:
    date_poll = make_date_poll(body=a_body_of(cooperation))
    (person,) = people_of(cooperation, "dates", 1)
    invitee = make_poll_invitee(poll=date_poll, person=person)

    with transaction.atomic():
        count = ask_invitees(
            access=access,
            poll=date_poll,
            invitees=[invitee],
            today=timezone.localdate(),
            absolute=str,
        )
        transaction.set_rollback(True)
    send_due_letters(timezone.now())

    assert (count, AnswerLink.objects.count(), Letter.objects.count()) == (1, 0, 0)
    assert server.calls == 0


@each_sending
def test_without_mail_the_page_says_that_nothing_leaves(
    officer: Client, cooperation: Cooperation, settings: Settings, make: Make
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page, typed = make(cooperation, 1)

    words = plain(officer.post(page, typed, follow=True).text).replace("\u00a0", " ")

    assert "Le courriel n’est pas réglé : rien ne part." in words
    assert not any(word in words for word in ("partent", "a reçu cette lettre", "déjà relancée"))
    assert Meeting.objects.filter(convened_on__isnull=False).count() == 0


def test_what_was_not_sent_for_want_of_mail_leaves_once_mail_is_set(
    officer: Client, cooperation: Cooperation, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page, typed = convocation(cooperation, 1)
    officer.post(page, typed)

    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        officer.post(page, typed)
        send_due_letters(timezone.now())

    assert server.recipients() == ["seance1-0@retz.example.org"]


def test_a_link_withdrawn_before_its_letter_leaves_takes_it_along(
    officer: Client, cooperation: Cooperation, server: MailServer
) -> None:
    page, typed = poll(cooperation, 1)
    officer.post(page, typed)
    link = AnswerLink.objects.get()

    officer.post(f"/c/{cooperation.slug}/liens/{link.pk}/")
    send_due_letters(timezone.now())

    assert (AnswerLink.objects.get().revoked_at is None, server.recipients()) == (False, [])
