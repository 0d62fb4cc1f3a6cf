"""Structures are asked whom they name: on the phone, accepted, and the body after an election."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import dates, waiting
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.models import Mandate, Member, Organisation, Person
from maillage.trade.governance.models import Holder, Nomination, Seat, SeatCall
from maillage.trade.governance.nominations.views import pages as nomination_calls
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.foundation.mail.carried import sent_messages
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_member_person, make_organisation
from tests.ground.directory.reading import names_in, plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_nomination,
    make_nominee,
    make_seat,
    make_seat_call,
    make_spoken_seat,
)

ANSWER = {
    "titulaire_family_name": "Vrignaud",
    "titulaire_given_name": "Lise",
    "titulaire_function": "adjointe au maire",
    "titulaire_email": "lise@bouin.example.org",
    "starts_on": "01/11/2026",
    "act": "délibération 2026-31",
    "told_by": "L. Roux, secrétariat",
    "means": "phone",
    "told_on": "07/11/2026",
    "version": "1",
}


@pytest.fixture
def bouin(cooperation: Cooperation) -> SeatCall:
    """What Bouin is asked for its seat in the committee."""
    seat = make_seat(
        body=make_body(cooperation=cooperation), organisation=member_with_name(cooperation, "Bouin")
    )
    return make_seat_call(nomination=make_nomination(body=seat.body), seat=seat)


def test_a_campaign_of_many_structures_is_read_by_pages(
    officer: Client, cooperation: Cooperation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nomination_calls, "CALLS_SHOWN", 2)
    nomination = make_nomination(body=make_body(cooperation=cooperation))
    names = ("Aubry", "Brix", "Caro", "Dol", "Elven")
    calls = [
        make_seat_call(
            nomination=nomination,
            seat=make_seat(body=nomination.body, organisation=member_with_name(cooperation, name)),
        )
        for name in names
    ]
    SeatCall.objects.filter(pk=calls[3].pk).update(told_on=date(2026, 11, 3))
    page = url(cooperation, "nomination", nomination.pk)

    shown = [
        [
            name
            for name in names
            if f">{name}</a></th>" in officer.get(f"{page}{requested}", follow=True).text
        ]
        for requested in ("", "?page=2", "?page=99", "?voir=attendues&page=2", "?voir=a-accepter")
    ]

    assert shown == [["Aubry", "Brix"], ["Caro", "Dol"], ["Elven"], ["Caro", "Elven"], ["Dol"]]
    first = plain(officer.get(page).text)
    assert "toutes (5)" in first
    assert "1 à 2 sur 5" in first
    assert "à accepter (1)" in first


def test_those_who_are_not_named_are_written_to_together(
    officer: Client, cooperation: Cooperation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nomination_calls, "CONTACTS_SHOWN", 1)
    nomination = make_nomination(body=make_body(cooperation=cooperation))
    for name in ("Aubry", "Brix", "Caro"):
        organisation = member_with_name(cooperation, name)
        make_seat_call(
            nomination=nomination, seat=make_seat(body=nomination.body, organisation=organisation)
        )
        person = make_member_person(cooperation=cooperation)
        make_contact(person=person, kind="email", value=f"{name.lower()}@example.org")
        Member.objects.filter(organisation=organisation).update(contact=person)
    page = url(cooperation, "nomination", nomination.pk)

    text = plain(officer.get(page).text)
    officer.post(page, {"others": "1"})

    assert "Et les 2 autres" in text
    assert Letter.objects.count() == 2


def test_a_campaign_asks_each_structure(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)
    seat, vacant = make_seat(body=body), make_seat(body=body)
    make_holder(seat=seat)
    typed = {"body": str(body.pk), "title": "Après mars 2026"}

    officer.post(url(cooperation, "nomination_add"), typed | {"asked": "all"})
    officer.post(url(cooperation, "nomination_add"), typed | {"asked": "vacant"})

    groups = [
        set(one.calls.values_list("seat", flat=True)) for one in Nomination.objects.order_by("pk")
    ]
    assert groups == [{seat.pk, vacant.pk}, {vacant.pk}]


def test_nobody_to_ask_is_shown(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)
    make_holder(seat=make_seat(body=body))

    page = officer.post(
        url(cooperation, "nomination_add"),
        {"body": str(body.pk), "title": "Après mars", "asked": "vacant"},
    )

    assert (page.status_code, Nomination.objects.count()) == (422, 0)
    assert "Tous les sièges de cette instance ont un titulaire." in page.text


def test_names_told_on_the_phone_hold_the_seat(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    former = make_holder(seat=bouin.seat, since=date(2020, 7, 1))

    officer.post(url(cooperation, "nomination_answer", bouin.pk), ANSWER)

    person = Person.objects.get(family_name="Vrignaud")
    rows = Holder.objects.order_by("pk").values_list("person", "since", "until", "source")
    assert list(rows) == [
        (former.person_id, date(2020, 7, 1), date(2026, 11, 1), former.source),
        (person.pk, date(2026, 11, 1), None, "délibération 2026-31"),
    ]
    mandate = person.mandates.get()
    assert (mandate.organisation, mandate.kind, mandate.function, mandate.since) == (
        (bouin.seat.organisation, "elected", "adjointe au maire", date(2026, 11, 1))
    )
    assert (person.informed_on, person.source, person.contacts.get().value) == (
        (None, "délibération 2026-31", "lise@bouin.example.org")
    )
    call = SeatCall.objects.get()
    assert (call.told_by, call.accepted_on) == ("L. Roux, secrétariat", timezone.localdate())
    assert list(call.nominees.values_list("person", "family_name", "email")) == [
        (person.pk, "", "")
    ]


def test_somebody_known_is_found_again(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    person = make_member_person(cooperation=cooperation)
    Mandate.objects.filter(person=person).update(organisation=bouin.seat.organisation)
    names = {"titulaire_family_name": "gaborit", "titulaire_given_name": "inès"}

    officer.post(url(cooperation, "nomination_answer", bouin.pk), ANSWER | names)

    assert (Person.objects.count(), Holder.objects.get().person) == (1, person)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"titulaire_family_name": ""}, "Choisissez une personne, ou écrivez son nom."),
        ({"titulaire_given_name": ""}, "Écrivez aussi son prénom."),
        ({"titulaire_function": ""}, "Dites son mandat ou sa fonction."),
        ({"titulaire_email": "lise"}, "adresse de courriel valide"),
        ({"told_on": "01/01/2100"}, "Cette date est dans l’avenir"),
        ({"starts_on": "01/01/2019"}, "Le siège n’existait pas encore"),
        (
            {"suppleant_family_name": "VRIGNAUD", "suppleant_given_name": "Lise"},
            "La même personne ne peut pas se suppléer",
        ),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, bouin: SeatCall, typed: dict[str, str], sentence: str
) -> None:
    Seat.objects.update(since=date(2020, 1, 1))

    page = officer.post(url(cooperation, "nomination_answer", bouin.pk), ANSWER | typed)

    assert (page.status_code, Holder.objects.count()) == (422, 0)
    assert sentence in plain(page.text).replace("\u00a0", " ")


def test_two_people_record_the_same_answer(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    answer = url(cooperation, "nomination_answer", bouin.pk)
    officer.post(answer, ANSWER)

    page = officer.post(answer, ANSWER | {"titulaire_family_name": "Rabiller"})

    assert (page.status_code, Holder.objects.count()) == (409, 1)
    assert "Rabiller" in page.text


def test_a_merged_structure_names_nobody(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    heir = make_organisation(workspace=cooperation.workspace, name="Grand Bouin")
    Organisation.objects.filter(pk=bouin.seat.organisation_id or 0).update(
        successor=heir, ended_on=date(2026, 10, 1)
    )

    page = officer.post(url(cooperation, "nomination_answer", bouin.pk), ANSWER, follow=True)

    assert Holder.objects.count() == 0
    assert "donnez d’abord un siège à Grand Bouin." in plain(page.text).replace("\u00a0", " ")


def test_a_spokesperson_answers_and_an_officer_accepts(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    partner, officer = sign_in("partner"), sign_in("officer")
    seat = make_spoken_seat(cooperation=cooperation)
    call = make_seat_call(nomination=make_nomination(body=seat.body), seat=seat)

    partner.post(url(cooperation, "nomination_answer", call.pk), ANSWER)
    waits = Holder.objects.count()
    refused = partner.post(url(cooperation, "nomination_accept", call.pk), {"version": "2"})
    officer.post(url(cooperation, "nomination_accept", call.pk), {"version": "2"})

    assert (waits, refused.status_code, Holder.objects.count()) == (0, 403, 1)


def test_a_spokesperson_is_asked_neither_who_said_it_nor_how(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    partner = sign_in("partner")
    seat = make_spoken_seat(cooperation=cooperation)
    call = make_seat_call(nomination=make_nomination(body=seat.body), seat=seat)
    page = url(cooperation, "nomination_answer", call.pk)
    names = {name: text for name, text in ANSWER.items() if name not in {"told_by", "means"}}

    form = partner.get(page).context["form"]
    partner.post(page, names)

    call.refresh_from_db()
    assert {"told_by", "means", "told_on"} & set(form.fields) == set()
    assert (call.means, call.told_on, call.told_by) == (
        "account",
        timezone.localdate(),
        Access.objects.get(role="partner").user.name,
    )


def test_partner_may_not_answer_for_another(
    sign_in: SignIn, cooperation: Cooperation, bouin: SeatCall
) -> None:
    answer = sign_in("partner").post(url(cooperation, "nomination_answer", bouin.pk), ANSWER)

    assert (answer.status_code, SeatCall.objects.get().told_on) == (403, None)


def test_an_answer_changed_meanwhile_is_not_accepted(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    make_nominee(seat_call=bouin)
    SeatCall.objects.update(told_on=date(2026, 11, 2), version=3)

    page = officer.post(
        url(cooperation, "nomination_accept", bouin.pk), {"version": "2"}, follow=True
    )

    assert Holder.objects.count() == 0
    assert "relisez-la avant d’accepter" in plain(page.text)


def test_names_given_wait_out_of_sight(
    sign_in: SignIn, cooperation: Cooperation, bouin: SeatCall
) -> None:
    make_nominee(seat_call=bouin)
    SeatCall.objects.update(told_on=date(2026, 11, 2), told_by="Maëlle Aubineau")
    page = url(cooperation, "nomination", bouin.nomination_id)

    texts = [sign_in(role).get(page).text for role in ("officer", "team", "partner", "observer")]

    assert ["Gaborit" in text for text in texts] == [True, False, False, False]
    assert ["Aubineau" in text for text in texts] == [True, True, False, False]


def test_one_letter_a_day_for_all_the_seats(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    Member.objects.filter(organisation=bouin.seat.organisation).update(contact=person)
    second = make_seat(body=bouin.nomination.body, organisation=bouin.seat.organisation)
    make_seat_call(nomination=bouin.nomination, seat=second)
    page = url(cooperation, "nomination", bouin.nomination_id)

    for _twice in range(2):
        officer.post(page, {"people": [str(person.pk)]})
    waits = plain(officer.get(page).text)
    sent_messages()

    assert [one.to for one in Letter.objects.all()] == ["ines@bouin.example.org"]
    assert list(AnswerLink.objects.values_list("purpose", flat=True)) == ["names", "names"]
    assert set(SeatCall.objects.values_list("asked_on", flat=True)) == {timezone.localdate()}
    assert "lettre en attente" in waits
    assert "a déjà reçu une lettre aujourd’hui" in plain(officer.get(page).text)


def test_a_closed_campaign_writes_no_more(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    close = url(cooperation, "nomination_close", bouin.nomination_id)
    officer.post(close, {"on": "10/11/2026", "version": "1"})

    page = officer.post(url(cooperation, "nomination", bouin.nomination_id), {"people": ["1"]})

    assert (page.status_code, Letter.objects.count()) == (403, 0)
    assert Nomination.objects.get().closed_on == date(2026, 11, 10)


def test_what_waits_and_what_is_due(access: Access) -> None:
    body, today = make_body(cooperation=access.cooperation), timezone.localdate()
    campaign = make_nomination(body=body, due_on=today + timedelta(days=9))
    call = make_seat_call(nomination=campaign)
    make_holder(seat=call.seat)
    SeatCall.objects.update(told_on=today)
    partner = make_access(cooperation=access.cooperation, role="partner")
    seat = make_spoken_seat(cooperation=access.cooperation)
    make_seat_call(nomination=campaign, seat=seat)
    make_holder(seat=seat)
    Person.objects.update(informed_on=today)

    assert [one.label for one in waiting.ask(access, today)] == [
        "Accepter les noms de la Commune de Pornic"
    ]
    assert [one.label for one in waiting.ask(partner, today)] == [
        "Dire qui représente votre structure"
    ]
    assert [
        (one.on, one.label) for one in dates.ask(access, today, today + timedelta(days=30))
    ] == [(today + timedelta(days=9), "Désignations attendues : Comité de pilotage")]


def test_pages_say_where_one_stands(
    officer: Client, cooperation: Cooperation, bouin: SeatCall
) -> None:
    sheet = officer.get(url(cooperation, "nomination", bouin.nomination_id))
    register = officer.get(url(cooperation, "nominations"))

    assert reading(sheet.text) == "Une réponse est attendue."
    assert names_in(register.text, "Qui vous représente ?") == ["Qui vous représente ?"]


def test_queries_do_not_grow(
    officer: Client,
    cooperation: Cooperation,
    bouin: SeatCall,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pages = {
        url(cooperation, "nominations"): 8,
        url(cooperation, "nomination", bouin.nomination_id): 13,
    }
    for page, count in pages.items():
        with django_assert_num_queries(count):
            officer.get(page)
    for name in ("Pornic", "Machecoul"):
        seat = make_seat(
            body=bouin.nomination.body, organisation=member_with_name(cooperation, name)
        )
        make_nominee(seat_call=make_seat_call(nomination=bouin.nomination, seat=seat))
    for page, count in pages.items():
        with django_assert_num_queries(count):
            officer.get(page)
