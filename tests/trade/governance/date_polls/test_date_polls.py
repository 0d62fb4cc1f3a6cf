"""Dates are proposed, answered, and one of them becomes the meeting's."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core import french
from maillage.core.agenda import Upcoming, Waiting
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.ground.directory.rights.services import anonymise_person
from maillage.trade.governance.choices import QuorumKind
from maillage.trade.governance.date_polls.points import polls_close, polls_wait
from maillage.trade.governance.date_polls.services import choose_slot
from maillage.trade.governance.models import (
    Body,
    DateAnswer,
    DatePoll,
    ItemNote,
    Meeting,
    PollInvitee,
    PollSlot,
)
from tests.conftest import SignIn
from tests.foundation.mail.carried import sent_messages
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_member_person
from tests.ground.directory.reading import plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.date_polls.makers import (
    a_poll_of,
    make_date_answer,
    make_date_poll,
    make_poll_invitee,
    make_poll_slot,
)
from tests.trade.governance.makers import (
    a_body_of,
    make_body,
    make_holder,
    make_item_note,
    make_meeting,
    make_seat,
    make_spoken_seat,
)

THURSDAY, FRIDAY = date(2100, 2, 4), date(2100, 2, 5)


def typed_day(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def polled(cooperation: Cooperation, quorum: str = QuorumKind.WHOLE) -> DatePoll:
    """A poll of two dates; Bouin, Nort and the Département, which cannot be missing, are asked."""
    poll = make_date_poll(body=make_body(cooperation=cooperation, quorum=quorum))
    make_poll_slot(poll=poll, held_on=THURSDAY)
    make_poll_slot(poll=poll, held_on=FRIDAY)
    for name in ("Bouin", "Nort", "Département"):
        seat = make_seat(body=poll.body, organisation=member_with_name(cooperation, name))
        make_poll_invitee(poll=poll, seat=seat, is_required=name == "Département")
    return poll


def say(poll: DatePoll, name: str, *choices: str) -> None:
    """What a structure says of the dates, in their order."""
    invitee = poll.invitees.get(seat__organisation__name=name)
    for slot, choice in zip(poll.slots.all(), choices, strict=False):
        make_date_answer(invitee=invitee, slot=slot, choice=choice)


def test_the_page_tells_who_says_what(officer: Client, cooperation: Cooperation) -> None:
    poll = polled(cooperation)
    say(poll, "Bouin", "yes", "maybe")

    page = officer.get(url(cooperation, "date_poll", poll.pk))

    assert reading(page.text).replace("\u00a0", " ") == (
        "Réponses attendues jusqu’au 20 janvier 2100. 1 personne ou structure sur 3 a répondu."
    )
    row = plain(page.text.partition("Bouin")[2].partition("</tr>")[0])
    assert re.findall(r"</svg>([^<]*)</span></td>", row) == ["oui", "si nécessaire"]
    assert page.text.count("m-poll-main") == 1 + 3
    assert "par téléphone, 20 novembre 2026" in row.replace("\u00a0", " ")


def test_who_holds_a_seat_is_asked(officer: Client, cooperation: Cooperation) -> None:
    body = a_body_of(cooperation)
    seat = make_seat(body=body)
    titulaire = make_member_person(cooperation=cooperation)
    substitute = make_member_person(cooperation=cooperation)
    make_holder(seat=seat, person=titulaire)
    make_holder(seat=seat, person=substitute, kind="suppleant")
    empty = make_seat(body=body)

    officer.post(
        url(cooperation, "date_poll_add"),
        {
            "body": body.pk,
            "closes_on": typed_day(5),
            "slots": f"{typed_day(9)} 18h30-20h30\n{typed_day(10)}",
            "title": "Budget",
        },
    )

    pairs = set(PollInvitee.objects.values_list("seat", "person"))
    assert pairs == {(seat.pk, titulaire.pk), (seat.pk, substitute.pk), (empty.pk, None)}
    day = timezone.localdate()
    assert list(PollSlot.objects.values_list("held_on", "starts_at", "ends_at")) == [
        (day + timedelta(days=9), time(18, 30), time(20, 30)),
        (day + timedelta(days=10), None, None),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"slots": ", " * 10_000 + "x"}, "Écrivez la date comme 30/04/2026."),
        ({"slots": "jeudi"}, "« jeudi » : Écrivez la date comme 30/04/2026."),
        ({"slots": "31/04/2030"}, "Avril 2030 a 30 jours."),
        ({"slots": "01/02/2020 18h"}, "Cette date est passée."),
        ({"slots": f"{typed_day(9)} 20h-18h"}, "La fin précède le début"),
        ({"slots": f"{typed_day(9)} 25h"}, "Écrivez l’heure comme 18:30."),
        ({"slots": "01/02/2100"}, "plus de dix ans"),
        ({"slots": "\n".join(typed_day(9 + n) for n in range(21))}, "Vingt dates au plus"),
        ({"closes_on": typed_day(9)}, "C’est après la première date proposée"),
        ({"closes_on": typed_day(-1)}, "Cette date est passée"),
    ],
)
def test_bad_dates_are_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, str], sentence: str
) -> None:
    good = {"body": a_body_of(cooperation).pk, "closes_on": typed_day(5), "slots": typed_day(9)}

    page = officer.post(url(cooperation, "date_poll_add"), good | wrong)

    assert (page.status_code, DatePoll.objects.count()) == (422, 0)
    assert sentence in plain(page.text).replace("\u00a0", " ")


def test_choosing_a_date_makes_the_meeting_and_closes_the_poll(
    officer: Client, cooperation: Cooperation
) -> None:
    poll = polled(cooperation)
    slot = poll.slots.get(held_on=FRIDAY)
    page = url(cooperation, "date_poll_choose", slot.pk)

    officer.post(page, {"version": 1})
    again = officer.post(page, {"version": 1})

    poll.refresh_from_db()
    assert list(Meeting.objects.values_list("body", "held_on", "starts_at")) == [
        (poll.body_id, FRIDAY, time(18, 30))
    ]
    assert (poll.meeting, poll.is_open) == (Meeting.objects.get(), False)
    assert (again.status_code, Meeting.objects.count()) == (302, 1)


def test_a_poll_moves_the_meeting_it_was_made_for(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    meeting = make_meeting(body=a_body_of(cooperation), title="Bilan")
    shown = officer.get(url(cooperation, "date_poll_add") + f"?seance={meeting.pk}")
    poll = a_poll_of(cooperation)
    DatePoll.objects.update(meeting=meeting)
    slot = make_poll_slot(poll=poll, held_on=THURSDAY)
    slot.poll.refresh_from_db()

    choose_slot(author=access.user, slot=slot, read=1)

    meeting.refresh_from_db()
    assert shown.context["form"].initial["title"] == "Bilan"
    assert (meeting.held_on, meeting.version, Meeting.objects.count()) == (THURSDAY, 2, 1)


def test_a_date_added_keeps_the_answers(officer: Client, cooperation: Cooperation) -> None:
    poll = polled(cooperation)
    say(poll, "Bouin", "yes")
    bouin = poll.invitees.get(seat__organisation__name="Bouin").seat
    page = url(cooperation, "date_poll_edit", poll.pk)

    officer.post(
        page,
        {
            "slots": typed_day(12),
            "closes_on": typed_day(5),
            "required": [bouin.pk],
            "version": 1,
        },
    )

    assert (poll.slots.count(), DateAnswer.objects.count()) == (3, 1)
    required = poll.invitees.filter(is_required=True).values_list("seat", flat=True)
    assert list(required) == [bouin.pk]


def test_a_dropped_poll_keeps_its_answers(officer: Client, cooperation: Cooperation) -> None:
    poll = polled(cooperation)
    say(poll, "Bouin", "yes")

    officer.post(
        url(cooperation, "date_poll_drop", poll.pk), {"reason": "budget reporté", "version": 1}
    )

    text = reading(officer.get(url(cooperation, "date_poll", poll.pk)).text)
    assert "budget reporté" in text
    assert DateAnswer.objects.count() == 1


def test_an_answer_heard_by_telephone_replaces_none(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    poll = polled(cooperation)
    say(poll, "Bouin", "no")
    invitee = poll.invitees.get(seat__organisation__name="Bouin")
    first = poll.slots.all()[0]
    values = {"means": "phone", "told_by": "L. Roux", "told_on": "24/11/2026"}

    officer.post(
        url(cooperation, "date_poll_answer", invitee.pk),
        values | {f"slot-{first.pk}": "yes", "read": str(DateAnswer.objects.get().pk)},
    )

    rows = DateAnswer.objects.values_list("choice", "told_by", "recorded_by", "replaced_at")
    (no, _by, _user, replaced), second = rows
    assert (no, replaced is None, second) == ("no", False, ("yes", "L. Roux", access.user.pk, None))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Répondez pour une date au moins"),
        ({"told_by": ""}, "Écrivez une réponse"),
        ({"told_on": "01/01/2090"}, "Cette date est dans l’avenir"),
    ],
)
def test_a_bad_answer_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, str], sentence: str
) -> None:
    poll = polled(cooperation)
    values = {"means": "phone", "told_by": "L. Roux", "told_on": "24/11/2026"}
    if wrong:
        values[f"slot-{poll.slots.all()[0].pk}"] = "yes"

    page = officer.post(
        url(cooperation, "date_poll_answer", poll.invitees.all()[0].pk), values | wrong
    )

    assert (page.status_code, sentence in plain(page.text)) == (422, True)


def test_a_partner_answers_for_their_structures_alone(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    partner = sign_in("partner")
    mine = make_poll_invitee(
        poll=a_poll_of(cooperation), seat=make_spoken_seat(cooperation=cooperation)
    )
    other = make_poll_invitee(poll=a_poll_of(cooperation))
    slot = make_poll_slot(poll=a_poll_of(cooperation))

    codes = [
        partner.post(url(cooperation, "date_poll_answer", one.pk), {f"slot-{slot.pk}": "maybe"})
        for one in (mine, other)
    ]

    assert [page.status_code for page in codes] == [302, 404]
    assert list(DateAnswer.objects.values_list("invitee", "choice", "means")) == [
        (mine.pk, "maybe", "account")
    ]


def test_observers_read_no_name_of_a_person(sign_in: SignIn, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    invitee = make_poll_invitee(poll=a_poll_of(cooperation), person=person)
    page = url(cooperation, "date_poll", invitee.poll_id)

    seen = [str(person) in sign_in(role).get(page).text for role in ("officer", "observer")]

    assert seen == [True, False]


def test_links_leave_by_letter_once_and_remind_once_a_day(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    poll = a_poll_of(cooperation)
    reached = make_poll_invitee(poll=poll, person=person)
    unreached = make_poll_invitee(poll=poll)
    make_poll_slot(poll=poll)
    page = url(cooperation, "date_poll_invite", poll.pk)

    officer.post(page, {"invitees": [reached.pk, unreached.pk]})
    double_click = officer.post(page, {"invitees": [reached.pk, unreached.pk]}, follow=True)
    first = [message.to for message in sent_messages()]
    for _time in range(2):
        officer.post(page, {"invitees": [reached.pk, unreached.pk]})

    assert set(AnswerLink.objects.values_list("target", "email")) == {
        (reached.pk, "ines@bouin.example.org"),
        (unreached.pk, ""),
    }
    assert "lettre en attente" in plain(double_click.text)
    assert (first, [message.to for message in sent_messages()]) == (
        [["ines@bouin.example.org"]],
        [["ines@bouin.example.org"]] * 2,
    )
    assert "lettre partie" in plain(officer.get(page).text)


def test_what_waits_and_what_comes(access: Access, cooperation: Cooperation) -> None:
    today = timezone.localdate()
    poll = make_date_poll(body=a_body_of(cooperation), closes_on=today, title="Budget")
    page = url(cooperation, "date_poll", poll.pk)

    coming = polls_close(access, today, today)
    waits = polls_wait(access, today + timedelta(days=1))

    assert coming == [
        Upcoming(
            today,
            "Réponses aux dates : Budget",
            "Le dernier jour pour dire ses dates ; la séance se fixe ensuite.",
            page,
        )
    ]
    why = f"Les réponses étaient attendues jusqu’au {french.long_date(today)}."
    assert waits == [Waiting("Choisir la date d’une séance : Budget", why, page, verb="Choisir")]


def test_who_is_anonymised_is_named_in_no_answer_and_no_note(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    body: Body = a_body_of(access.cooperation)
    make_date_answer(invitee=make_poll_invitee(poll=make_date_poll(body=body)), told_by=str(person))
    note = make_item_note(text=f"Le Département vote.\n{person} propose une autre clé.")
    ItemNote.objects.filter(pk=note.pk).update()
    Meeting.objects.update(body=body)

    anonymise_person(author=access.user, place=access.cooperation, person=person)

    assert DateAnswer.objects.get().told_by == "…"
    assert ItemNote.objects.get().text == "Le Département vote.\n…"


def test_the_page_reads_in_a_constant_number_of_queries(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    poll = polled(cooperation)
    page = url(cooperation, "date_poll", poll.pk)
    with django_assert_num_queries(7):
        officer.get(page)
    for _more in range(3):
        make_poll_invitee(poll=poll)
    with django_assert_num_queries(7):
        officer.get(page)
