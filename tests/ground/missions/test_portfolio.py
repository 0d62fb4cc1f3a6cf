"""All my cooperations at once."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.missions.models import Snapshot
from maillage.ground.missions.snapshots import counted, take_snapshot
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.missions.makers import make_declaration, make_mission_state


def test_portfolio_shows_own_cooperations_only(access: Access) -> None:
    make_cooperation(workspace=access.cooperation.workspace, name="Côte de Jade")

    page = signed_in(access).get("/")

    assert "Pays de Retz" in page.text
    assert "Côte de Jade" not in page.text


def test_thread_says_the_most_pressing_state(access: Access) -> None:
    make_mission_state(cooperation=access.cooperation, level="aged")
    take_snapshot(access.cooperation, date(2026, 11, 25))

    page = signed_in(access).get("/")

    assert 'aria-label="En préalable à revoir, Émergence à outiller' in page.text


def test_declaration_ages_in_the_portfolio(access: Access) -> None:
    make_declaration(cooperation=access.cooperation, leaf="pre.context.history")
    take_snapshot(access.cooperation, date(2027, 6, 1))

    page = signed_in(access).get("/")

    assert 'aria-label="En préalable à revoir, Émergence à outiller' in page.text


@pytest.mark.parametrize(
    ("role", "home"),
    [
        ("officer", ""),
        ("team", "ma-journee/"),
        ("elected", "ma-journee/"),
        ("partner", "ma-journee/"),
        ("observer", "portrait/"),
    ],
)
def test_each_role_begins_on_its_own_page(cooperation: Cooperation, role: str, home: str) -> None:
    access = make_access(cooperation=cooperation, role=role)

    page = signed_in(access).get("/")

    assert f'href="/c/{cooperation.slug}/{home}"' in page.text


def test_counts_keep_the_level_at_which_they_are_read() -> None:
    told = counted(
        {"pre.complexity.multi-partner": "done"},
        {"pre.context.nature": ("officers", "doing")},
        {"pre.context.history", "pre.context.nature"},
    )

    assert told["pre"] == {
        "members": {"done": 1, "aside": 1, "untooled": 5},
        "officers": {"doing": 1},
    }


def test_tick_keeps_one_photograph_a_day(access: Access) -> None:
    call_command("tick")
    call_command("tick")

    assert Snapshot.objects.filter(cooperation=access.cooperation).count() == 1


def test_newcomer_is_told_what_to_ask(client: Client, stranger: Client, access: Access) -> None:
    access.ended_at = access.given_at
    access.save()

    page = signed_in(access).get("/")

    assert "Demandez une invitation" in page.text


def test_portfolio_queries_do_not_grow(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(access)
    with django_assert_num_queries(8):
        client.get("/")
    make_access(user=access.user, cooperation=make_cooperation(name="Côte de Jade"))
    make_access(user=access.user, cooperation=make_cooperation(name="Marais breton"))
    with django_assert_num_queries(8):
        client.get("/")


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("officer", ""),
        ("team", "ma-journee/"),
        ("elected", "ma-journee/"),
        ("partner", "ma-journee/"),
        ("observer", "portrait/"),
    ],
)
def test_who_signs_in_arrives_where_their_role_begins(
    role: str, page: str, cooperation: Cooperation
) -> None:
    client = signed_in(make_access(cooperation=cooperation, role=role))

    arrived = client.get("/accueil/")

    assert arrived["Location"] == f"/c/{cooperation.slug}/{page}"


def test_who_has_several_cooperations_arrives_on_their_list(access: Access) -> None:
    make_access(user=access.user, cooperation=make_cooperation(name="Côte de Jade"))

    assert signed_in(access).get("/accueil/")["Location"] == "/"


def test_administrator_finds_the_way_to_their_workspace(access: Access) -> None:
    workspace = access.cooperation.workspace
    client = signed_in(access)

    before = client.get("/").text
    workspace.administrators.add(access.user)
    after = client.get("/").text

    link = reverse("cooperations:workspace", args=[workspace.slug])
    assert (link in before, link in after) == (False, True)
