"""Registers of the context read once stay true, and nobody reads what another may read."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Actor
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, reading
from tests.trade.context.history.test_history import relation_data, url
from tests.trade.context.nature.test_nature import nature_data

days = count(1)


@pytest.fixture(autouse=True)
def _remembered(settings: Settings) -> Iterator[None]:
    """A day that no other test lives, so that nothing read by another is given again."""
    settings.REMEMBERED = 64
    with time_machine.travel(timezone.now() + timedelta(days=next(days))):
        yield


@pytest.fixture
def pornic(cooperation: Cooperation) -> Actor:
    """A member structure, as an actor."""
    return make_member_actor(cooperation=cooperation)


def _settle() -> None:
    """The last change is an hour old: what is read from now on is kept."""
    Change.objects.update(at=timezone.now() - timedelta(hours=1))


def test_a_nature_read_before_shows_what_was_noted_since(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    other = make_member_actor(cooperation=cooperation, name="Commune de Machecoul")
    officer.post(url(cooperation, "nature_add"), nature_data(other))
    _settle()
    page = url(cooperation, "nature")
    before = officer.get(page).text

    officer.post(url(cooperation, "nature_add"), nature_data(pornic))

    read = [plain(reading(text)) for text in (before, officer.get(page).text)]
    assert [text.split(".")[0] for text in read] == [
        "Une structure membre lue sur deux",
        "Deux structures membres lues sur deux",
    ]


def test_natures_are_kept_reader_by_reader(
    officer: Client, cooperation: Cooperation, pornic: Actor, sign_in: SignIn
) -> None:
    officer.post(url(cooperation, "nature_add"), nature_data(pornic))
    _settle()
    page = url(cooperation, "nature")

    seen = [client.get(page).text for client in (officer, sign_in("partner"), officer)]

    assert ["entretien avec la présidente" in plain(text) for text in seen] == [True, False, True]


def test_what_is_kept_is_not_read_again(
    officer: Client,
    cooperation: Cooperation,
    pornic: Actor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer.post(url(cooperation, "nature_add"), nature_data(pornic))
    _settle()

    for page, queries in (("nature", 5), ("history", 4)):
        officer.get(url(cooperation, page))
        with django_assert_num_queries(queries):
            officer.get(url(cooperation, page))


def test_structures_of_the_history_are_kept_reader_by_reader(
    officer: Client, cooperation: Cooperation, sign_in: SignIn
) -> None:
    bouin, grive = (member_with_name(cooperation, name) for name in ("Bouin", "La Grive"))
    officer.post(url(cooperation, "relation_add"), relation_data(bouin))
    _settle()
    page = url(cooperation)

    def seen(client: Client) -> list[str]:
        text = client.get(page).text
        return [name for name in ("Bouin", "La Grive") if f">{name}</option>" in text]

    before = [seen(client) for client in (officer, sign_in("partner"))]
    officer.post(url(cooperation, "relation_add"), relation_data(grive, visibility="members"))
    after = [seen(client) for client in (officer, sign_in("partner"))]

    assert before == [["Bouin"], []]
    assert after == [["Bouin", "La Grive"], ["La Grive"]]
