"""A structure names its representatives by link, which its answer closes; nobody sits unread."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.rights.queries import somebody_of
from maillage.ground.directory.rights.services import erase_people
from maillage.trade.governance.models import Holder, Nomination, Nominee, SeatCall
from maillage.trade.governance.nominations.personal import export_nominations
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    make_body,
    make_nomination,
    make_nominee,
    make_seat,
    make_seat_call,
)

ANSWER_DAY = date(2026, 11, 7)
ANSWER = {
    "titulaire_family_name": "Vrignaud",
    "titulaire_given_name": "Lise",
    "titulaire_function": "adjointe au maire",
    "suppleant_family_name": "Rabiller",
    "suppleant_given_name": "Yann",
    "suppleant_function": "conseiller municipal",
    "starts_on": "01/11/2026",
    "told_by": "Lise Vrignaud, adjointe",
    "version": "1",
}


@pytest.fixture
def call(cooperation: Cooperation) -> SeatCall:
    """What Bouin is asked."""
    seat = make_seat(
        body=make_body(cooperation=cooperation), organisation=member_with_name(cooperation, "Bouin")
    )
    return make_seat_call(nomination=make_nomination(body=seat.body), seat=seat)


@pytest.fixture
def link(call: SeatCall, cooperation: Cooperation) -> AnswerLink:
    """The link by which Bouin answers."""
    return make_answer_link(cooperation=cooperation, purpose="names", target=call.pk)


def test_names_by_link_wait_for_acceptance(
    officer: Client, cooperation: Cooperation, call: SeatCall, link: AnswerLink
) -> None:
    status, _page = answer_by_link(link, ANSWER)
    before = (Person.objects.count(), Holder.objects.count())

    officer.post(url(cooperation, "nomination_accept", call.pk), {"version": "2"})

    assert (status, before) == (200, (0, 0))
    rows = Holder.objects.order_by("kind").values_list("kind", "person__family_name", "source")
    words = f"Lise Vrignaud, adjointe, par lien le {timezone.localdate():%d/%m/%Y}"
    assert list(rows) == [("suppleant", "Rabiller", words), ("titulaire", "Vrignaud", words)]
    assert "Lise Vrignaud, adjointe, par lien" in set(Change.objects.values_list("via", flat=True))


def test_a_link_used_twice_is_closed(link: AnswerLink) -> None:
    answer_by_link(link, ANSWER)

    assert Client().get(path_of(link)).status_code == 410
    assert answer_by_link(link, ANSWER | {"titulaire_family_name": "Autre"})[0] == 410
    assert SeatCall.objects.get().nominees.filter(family_name="Autre").count() == 0


def test_what_an_officer_recorded_meanwhile_is_shown(link: AnswerLink) -> None:
    SeatCall.objects.update(version=2, act="délibération 12")

    status, page = answer_by_link(link, ANSWER)

    link.refresh_from_db()
    assert (status, link.used_at) == (409, None)
    assert "Quelque chose a changé pendant que vous répondiez" in page
    assert answer_by_link(link, ANSWER | {"version": "2"})[0] == 200


def test_bad_input_leaves_the_link_open(link: AnswerLink) -> None:
    status, page = answer_by_link(link, ANSWER | {"titulaire_given_name": ""})

    link.refresh_from_db()
    assert (status, link.used_at, "Écrivez aussi son prénom." in page) == (422, None, True)


def test_a_link_expired_withdrawn_or_guessed_opens_nothing(link: AnswerLink) -> None:
    path = path_of(link)
    AnswerLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    expired = Client().get(path).status_code
    AnswerLink.objects.update(
        expires_at=timezone.now() + timedelta(days=1), revoked_at=timezone.now()
    )
    withdrawn = Client().get(path).status_code
    guessed = Client().get(reverse("cooperations:answer", args=["names", "faux"])).status_code

    assert (expired, withdrawn, guessed) == (410, 410, 404)


def test_a_forwarded_link_names_for_its_structure_alone(
    cooperation: Cooperation, call: SeatCall, link: AnswerLink
) -> None:
    """Whoever holds it answers for Bouin, is named as who said it, and nobody sits unread."""
    other = make_seat_call(nomination=call.nomination)

    answer_by_link(link, ANSWER | {"told_by": "Quelqu’un d’autre"})

    rows = SeatCall.objects.order_by("pk").values_list("pk", "told_by", "accepted_on")
    assert list(rows) == [(call.pk, "Quelqu’un d’autre", None), (other.pk, "", None)]


@pytest.mark.parametrize("what", ["merged", "closed", "ended"])
def test_a_seat_asked_no_more_closes_its_link(what: str, call: SeatCall, link: AnswerLink) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    if what == "merged":
        Organisation.objects.filter(pk=call.seat.organisation_id or 0).update(ended_on=yesterday)
    elif what == "closed":
        Nomination.objects.update(closed_on=yesterday)
    else:
        call.seat.until = yesterday
        call.seat.save()

    assert Client().get(path_of(link)).status_code == 410


def test_a_call_of_another_cooperation_is_not_asked(call: SeatCall) -> None:
    elsewhere = make_answer_link(purpose="names", target=call.pk)

    assert Client().get(path_of(elsewhere)).status_code == 410


def test_the_link_is_sent_or_copied(
    officer: Client, access: Access, cooperation: Cooperation, call: SeatCall
) -> None:
    page = url(cooperation, "nomination_ask", call.pk)
    typed = {"recipient": "Mairie de Bouin", "email": "mairie@bouin.example.org"}

    officer.post(page, typed)
    shown = officer.post(page, typed | {"email": ""}, follow=True)

    assert [one.to for one in Letter.objects.all()] == ["mairie@bouin.example.org"]
    assert path_of(AnswerLink.objects.latest("pk")) in shown.text
    assert SeatCall.objects.get().asked_on == timezone.localdate()


def test_an_erased_person_is_named_in_no_campaign(
    officer: Client, access: Access, cooperation: Cooperation, call: SeatCall
) -> None:
    person = make_member_person(cooperation=cooperation)
    others = SeatCall.objects.exclude(pk=call.pk)
    make_nominee(seat_call=make_seat_call(nomination=call.nomination))
    Nominee.objects.create(seat_call=call, kind="suppleant", person=person)
    SeatCall.objects.filter(pk=call.pk).update(told_by="Inès Gaborit, maire", told_on=ANSWER_DAY)
    rows = export_nominations(access, somebody_of(person))[0].rows

    erase_people(author=access.user, place=cooperation, people=[person])

    assert [row[2] for row in rows] == ["titulaire", "suppléance", "a donné les noms"]
    assert (Nominee.objects.count(), Person.objects.count(), others.count()) == (0, 0, 1)
    assert "Gaborit" not in SeatCall.objects.get(pk=call.pk).told_by
