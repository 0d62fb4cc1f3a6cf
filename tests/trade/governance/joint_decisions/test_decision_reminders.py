"""Councils are reminded of decisions: one letter for each contact."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.models import Contact, Member
from maillage.trade.governance.models import Commitment, Deliberation
from tests.conftest import SignIn
from tests.foundation.mail.carried import sent_messages
from tests.foundation.mail.makers import make_letter
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_member_person
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.joint_decisions.makers import make_answer
from tests.trade.governance.joint_decisions.reminded_decisions import deliberation


@pytest.fixture
def _mail_is_set(settings: Settings) -> None:
    """Letters are kept by the test."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_page_of_reminders_has_its_letters_for_only_gesture(
    officer: Client, cooperation: Cooperation
) -> None:
    deliberation(cooperation, "Bouin", session_in=9, email="mairie@bouin.example.org")
    reserved = deliberation(cooperation, "Pornic", session_in=-5)
    make_answer(deliberation=reserved, vote="reserved", reserves="Sans l’article 3.")

    page = officer.get(url(cooperation, "joint_decision_reminders")).text

    assert ("m-expected" in page, page.count("m-button-main")) == (False, 1)


@pytest.mark.usefixtures("_mail_is_set")
def test_a_contact_is_written_once_for_all_questions(
    officer: Client, cooperation: Cooperation
) -> None:
    first = deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    second = deliberation(cooperation, "Pornic")
    second.contact = first.contact
    second.save()
    page = url(cooperation, "joint_decision_reminders")
    typed = {"people": [first.contact_id]}

    officer.post(page, typed)
    officer.post(page, typed)

    letter = Letter.objects.get()
    links = AnswerLink.objects.order_by("target").values_list("target", "email")
    assert (letter.to, list(links)) == (
        "lise@bouin.example.org",
        [(first.pk, "lise@bouin.example.org"), (second.pk, "lise@bouin.example.org")],
    )
    assert len(sent_messages()) == 1
    body = str(sent_messages()[0].body)
    assert ["Charte de Bouin" in body, "Charte de Pornic" in body] == [True, True]
    assert "déjà relancée aujourd’hui" in officer.get(page).text


def test_questions_of_a_contact_begin_with_the_latest_decision(
    officer: Client, cooperation: Cooperation
) -> None:
    first = deliberation(cooperation, "Pornic", email="lise@bouin.example.org")
    second = deliberation(cooperation, "Bouin")
    Deliberation.objects.filter(pk=second.pk).update(contact=first.contact)

    page = officer.get(url(cooperation, "joint_decision_reminders")).text

    for part in page.split('id="m-letter"'):
        assert re.findall(r"Charte de \w+", part) == ["Charte de Bouin", "Charte de Pornic"]


def test_the_letter_is_read_beside_whom_it_is_written_to(
    officer: Client, cooperation: Cooperation
) -> None:
    deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    page = url(cooperation, "joint_decision_reminders")

    letter = officer.get(page).text.partition('id="m-letter"')[2]

    wanted = ("votre conseil est attendu", "Bouin : Charte de Bouin", "(un lien propre à cette")
    assert [words for words in wanted if words not in plain(letter)] == []
    assert not AnswerLink.objects.exists()
    make_letter(to="lise@bouin.example.org", kind="digest")
    assert 'id="m-letter"' not in officer.get(page).text


@pytest.mark.usefixtures("_mail_is_set")
def test_commitments_are_in_the_same_letter(officer: Client, cooperation: Cooperation) -> None:
    council = deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    Member.objects.filter(organisation=council.organisation).update(contact=council.contact)
    far = timezone.localdate() + timedelta(days=60)
    make = partial(
        make_commitment, cooperation=cooperation, organisation=council.organisation, due_on=far
    )
    waited = make(label="Deux jours de SIG")
    make(label="Gardé entre nous", visibility="officers")
    promised = make(label="Une salle")
    Commitment.objects.filter(pk=promised.pk).update(state="promised")
    page = url(cooperation, "joint_decision_reminders")

    screen = officer.get(page).text
    officer.post(page, {"people": [council.contact_id]})

    (message,) = sent_messages()
    body = str(message.body)
    shown = ("Charte de Bouin", "Deux jours de SIG", "Gardé entre nous", "Une salle")
    assert [name in body for name in shown] == [True, True, False, False]
    assert ["Deux jours de SIG" in screen, "Une salle" in screen] == [True, False]
    links = AnswerLink.objects.order_by("pk").values_list("purpose", "target")
    assert list(links) == [("vote", council.pk), ("engagement", waited.pk)]


@pytest.mark.usefixtures("_mail_is_set")
def test_a_commitment_alone_is_reminded_to_who_answers_for_it(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    late = make_commitment(
        cooperation=cooperation, person=person, due_on=timezone.localdate() - timedelta(days=3)
    )
    Commitment.objects.filter(pk=late.pk).update(state="confirmed")
    make_commitment(cooperation=cooperation, organisation=member_with_name(cooperation, "Pornic"))
    page = url(cooperation, "joint_decision_reminders")

    officer.post(page, {"people": [person.pk]})

    assert sent_messages()[0].subject.endswith("votre réponse est attendue")
    assert "Charte" not in str(sent_messages()[0].body)
    assert "Sans point de contact : Pornic." in plain(officer.get(page).text).replace("\u00a0", " ")


@pytest.mark.usefixtures("_mail_is_set")
def test_tomorrow_the_same_links_leave_again(officer: Client, cooperation: Cooperation) -> None:
    one = deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    page, typed = url(cooperation, "joint_decision_reminders"), {"people": [one.contact_id]}
    officer.post(page, typed)
    Letter.objects.update(key="councils:hier", created_at=timezone.now() - timedelta(days=1))

    officer.post(page, typed)

    assert (Letter.objects.count(), AnswerLink.objects.count()) == (2, 1)


@pytest.mark.usefixtures("_mail_is_set")
@pytest.mark.parametrize("kind", ["notice", "digest"])
def test_who_was_reminded_of_a_meeting_today_waits(
    officer: Client, cooperation: Cooperation, kind: str
) -> None:
    one = deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    make_letter(to="lise@bouin.example.org", kind=kind)
    page = url(cooperation, "joint_decision_reminders")

    officer.post(page, {"people": [one.contact_id]})
    waits = officer.get(page).text
    sent_messages()

    assert Letter.objects.count() == 1
    assert ["lettre en attente" in plain(waits), "déjà relancée aujourd’hui" in waits] == [
        True,
        False,
    ]
    assert "déjà relancée aujourd’hui" in officer.get(page).text


@pytest.mark.usefixtures("_mail_is_set")
def test_who_has_an_account_is_not_written_twice(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    one = deliberation(cooperation, "Bouin", email=access.user.email.upper())
    page = url(cooperation, "joint_decision_reminders")

    officer.post(page, {"people": [one.contact_id]})

    assert Letter.objects.count() == 0
    assert "a un compte : Maillage lui rappelle déjà" in plain(officer.get(page).text).replace(
        "\u00a0", " "
    )


def test_who_cannot_be_written_is_shown(officer: Client, cooperation: Cooperation) -> None:
    deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    deliberation(cooperation, "Pornic")
    Contact.objects.all().delete()

    page = plain(officer.get(url(cooperation, "joint_decision_reminders")).text)

    text = page.replace("\u00a0", " ")
    assert "sans adresse : appelez, ou copiez un lien" in text
    assert "Sans point de contact : Pornic." in text


def test_who_answered_is_not_reminded(officer: Client, cooperation: Cooperation) -> None:
    make_answer(deliberation=deliberation(cooperation, "Bouin", email="lise@bouin.example.org"))

    page = officer.get(url(cooperation, "joint_decision_reminders")).text

    assert "Aucun conseil saisi, aucun engagement n’attend de relance" in page


def test_only_officers_remind(sign_in: SignIn, cooperation: Cooperation) -> None:
    page = url(cooperation, "joint_decision_reminders")

    assert [sign_in(role).get(page).status_code for role in ("team", "partner", "observer")] == (
        [403, 403, 403]
    )


def test_reminders_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deliberation(cooperation, "Bouin", email="a@bouin.example.org")
    make_commitment(cooperation=cooperation)
    with django_assert_num_queries(10):
        officer.get(url(cooperation, "joint_decision_reminders"))
    for name in ("Pornic", "Rouans"):
        deliberation(cooperation, name, email=f"a@{name}.example.org")
        make_commitment(cooperation=cooperation)
    with django_assert_num_queries(10):
        officer.get(url(cooperation, "joint_decision_reminders"))
