"""The sheet of a structure begins with its thread; the register, the portrait, the call show it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Member, Organisation
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import (
    make_contact,
    make_mandate,
    make_organisation,
    make_person,
    make_referral,
    make_spokesperson,
)
from tests.ground.directory.reading import reading, section


def url(cooperation: Cooperation, organisation: Organisation, page: str = "organisation") -> str:
    return reverse(f"directory:{page}", args=[cooperation.slug, organisation.pk])


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Commune de Bouin")


def somebody(organisation: Organisation, name: str, phone: str, topic: str = "") -> int:
    """Somebody who acts there, with a number if any; their number."""
    person = make_person(workspace=organisation.workspace, family_name=name)
    mandate = make_mandate(person=person, organisation=organisation)
    if phone:
        make_contact(person=person, kind="phone", value=phone)
    if topic:
        make_referral(mandate=mandate, topic=topic)
    return person.pk


def test_a_structure_outside_is_said_so(officer: Client, cooperation: Cooperation) -> None:
    outside = make_organisation(workspace=cooperation.workspace)

    page = officer.get(url(cooperation, outside))

    assert reading(page.text) == "Elle n’est pas membre de la coopération."


def test_an_ended_structure_says_nothing_else(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    Organisation.objects.update(ended_on=date(2026, 1, 1))

    page = officer.get(url(cooperation, bouin))

    assert reading(page.text) == "Elle n’existe plus depuis le 1er janvier 2026."


def test_three_people_at_most_are_called_the_contact_first(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    somebody(bouin, "Sanstel", "", "Voirie")
    somebody(bouin, "Cormerais", "01 99 00 00 02")
    somebody(bouin, "Pineau", "01 99 00 00 03", "Finances")
    contact = somebody(bouin, "Aubineau", "01 99 00 00 01")
    Member.objects.update(contact=contact)

    people = section(officer.get(url(cooperation, bouin)).text, "m-callers")

    names = ("Aubineau", "Pineau", "Cormerais", "Sanstel")
    assert [name in people for name in names] == [True, True, True, False]
    assert people.index("Aubineau") < people.index("Pineau") < people.index("Cormerais")
    assert "point de contact" in people
    assert ": Finances" in people.replace("\u00a0", " ")


def test_a_sheet_without_a_mark_draws_nothing(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    page = officer.get(url(cooperation, bouin)).text

    assert "m-fil" not in page
    assert "Rien n’est ouvert avec elle aujourd’hui." in page


def test_a_call_begins_with_a_number_to_press(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    somebody(bouin, "Aubineau", "01 99 00 00 01")

    page = officer.get(url(cooperation, bouin, "organisation_call")).text

    assert 'href="tel:+33199000001"' in page
    assert reading(page) == "Son conseil n’a jamais été saisi."
    assert url(cooperation, bouin, "organisation_call") in officer.get(url(cooperation, bouin)).text


def test_a_call_is_closed_to_observers_and_strangers(
    sign_in: SignIn, stranger: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    page = url(cooperation, bouin, "organisation_call")

    assert sign_in("observer").get(page).status_code == 403
    assert stranger.get(page).status_code == 404


def test_a_partner_reads_their_structure_in_their_day(
    cooperation: Cooperation, bouin: Organisation
) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=bouin)

    page = signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/").text

    assert "Commune de Bouin" in page[page.index("<main") :]
    assert "Son conseil n’a jamais été saisi." in page


def test_call_queries_do_not_grow(
    access: Access,
    cooperation: Cooperation,
    bouin: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(access)
    somebody(bouin, "Aubineau", "01 99 00 00 01", "Finances")
    with django_assert_num_queries(16):
        client.get(url(cooperation, bouin, "organisation_call"))
    for name in ("Cormerais", "Pineau"):
        somebody(bouin, name, "01 99 00 00 02", "Finances")
    with django_assert_num_queries(16):
        client.get(url(cooperation, bouin, "organisation_call"))
