"""What is read once and given again is, for each reader, what reading again would give."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.people.services import Around, edit_person
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_availability, make_member_person, make_reliability

pytestmark = pytest.mark.django_db
ROLES = ("officer", "team", "elected", "partner", "observer")
days = count(400)


@pytest.fixture
def _own_day() -> Iterator[None]:
    """A day that no other test lives, so that nothing read by another is given again."""
    with time_machine.travel(datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days=next(days))):
        yield


@pytest.fixture
def accesses(_own_day: None, cooperation: Cooperation) -> list[Access]:
    """One reader of each role, where somebody has records of every level."""
    person = make_member_person(cooperation=cooperation)
    readers = [make_access(cooperation=cooperation, role=role) for role in ROLES]
    for level in Visibility.values:
        for maker in (make_availability, make_reliability):
            maker(cooperation=cooperation, person=person, author=readers[0].user, visibility=level)
    return readers


def pages(cooperation: Cooperation) -> list[str]:
    slug = cooperation.slug
    person, organisation = Person.objects.get(), Organisation.objects.get()
    return [
        reverse("directory:people", args=[slug]),
        reverse("directory:organisations", args=[slug]),
        reverse("directory:mandate_timeline", args=[slug]),
        reverse("directory:person", args=[slug, person.pk]),
        reverse("directory:organisation", args=[slug, organisation.pk]),
    ]


def read(clients: list[Client], paths: list[str]) -> list[tuple[int, str]]:
    """What each reader gets at each page, without the token of its forms."""
    answers = [client.get(path) for client in clients for path in paths]
    return [(answer.status_code, main_of(answer.content.decode())) for answer in answers]


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_each_reader_gets_their_own_page_again(accesses: list[Access], settings: Settings) -> None:
    clients = [signed_in(access) for access in accesses]
    paths = pages(accesses[0].cooperation)
    afresh = read(clients, paths)

    settings.REMEMBERED = 64
    first, second = read(clients, paths), read(clients, paths)
    backwards = read(clients[::-1], paths)[::-1]

    assert len({main for _status, main in afresh}) > len(paths)
    assert first == afresh
    assert second == afresh
    assert sorted(backwards) == sorted(afresh)


def test_correction_is_read_at_the_next_page(accesses: list[Access], settings: Settings) -> None:
    settings.REMEMBERED = 64
    officer = signed_in(accesses[0])
    paths = pages(accesses[0].cooperation)
    read([officer], paths)
    person = Person.objects.get()
    person.family_name = "Guérineau"

    edit_person(author=accesses[0].user, person=person, read=person.version, around=Around())

    is_answereds = ["Guérineau" in main for _status, main in read([officer], paths)]
    assert is_answereds == [True, False, True, True, True]


def test_stranger_finds_nothing_that_was_read(accesses: list[Access], settings: Settings) -> None:
    settings.REMEMBERED = 64
    paths = pages(accesses[0].cooperation)
    read([signed_in(accesses[0])], paths)

    answers = read([signed_in(make_access(role="officer"))], paths)
    assert [(status, "Gaborit" in main) for status, main in answers] == [(404, False)] * 5
