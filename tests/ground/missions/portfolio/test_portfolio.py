"""All my cooperations at once."""

from collections import Counter
from datetime import date
from importlib import import_module

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.missions.mission.queries import read_leaves
from maillage.ground.missions.models import Snapshot
from maillage.ground.missions.portfolio.calls import calls_of
from maillage.ground.missions.portfolio.services import counted, take_snapshot
from maillage.ground.missions.states.states import store_stale
from maillage.ground.missions.tree import tree
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_application
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import make_member, make_spokesperson
from tests.ground.directory.reading import plain
from tests.ground.missions.makers import make_declaration, make_mission_state
from tests.trade.governance.commitments.makers import make_commitment

TODAY = date(2026, 11, 25)
by_role = import_module("maillage.ground.missions.migrations.0002_counts_by_role").by_role


def test_portfolio_shows_own_cooperations_only(access: Access) -> None:
    make_cooperation(workspace=access.cooperation.workspace, name="Côte de Jade")

    page = signed_in(access).get("/")

    assert "Pays de Retz" in page.text
    assert "Côte de Jade" not in page.text


def test_thread_says_the_most_pressing_state(access: Access) -> None:
    make_mission_state(cooperation=access.cooperation, level="aged")
    take_snapshot(access.cooperation, date(2026, 11, 25))

    page = signed_in(access).get("/")

    assert 'aria-label="En préalable à revoir, Émergence à dire' in page.text
    assert '<b class="m-calls">1 à revoir</b> :' in page.text
    assert "Un point est à revoir, dans Pays de Retz." in page.text.replace("\u00a0", " ")


def test_declaration_ages_in_the_portfolio(access: Access) -> None:
    make_declaration(cooperation=access.cooperation, leaf="pre.context.history")
    take_snapshot(access.cooperation, date(2027, 6, 1))

    page = signed_in(access).get("/")

    assert 'aria-label="En préalable à revoir, Émergence à dire' in page.text


def test_nothing_but_its_name_is_shown_where_a_second_factor_is_required(access: Access) -> None:
    asking = access.cooperation
    asking.workspace.requires_second_factor = True
    asking.workspace.save()
    asking.ends_on = date(2031, 12, 24)
    asking.save()
    elsewhere = make_access(user=access.user, cooperation=make_cooperation(name="Côte de Jade"))
    for cooperation in (asking, elsewhere.cooperation):
        make_mission_state(cooperation=cooperation, level="aged")
        take_snapshot(cooperation, date(2026, 11, 25))
    client = signed_in(access)

    without, exported = client.get("/").text, client.get("/?export=csv").content.decode("utf-8-sig")
    make_application(user=access.user)
    within = client.get("/").text

    numbers = [page.count('aria-label="En préalable à revoir') for page in (without, within)]
    assert numbers == [1, 2]
    assert ["Second facteur demandé pour l’ouvrir" in page for page in (without, within)] == [
        True,
        False,
    ]
    assert ["2031" in page for page in (without, within)] == [False, True]
    assert ("Pays de Retz" in exported, "2031" in exported) == (True, False)


def test_other_roles_read_their_counts_where_officers_are_asked(cooperation: Cooperation) -> None:
    cooperation.workspace.requires_second_factor = True
    cooperation.workspace.save()
    make_mission_state(cooperation=cooperation, level="aged")
    take_snapshot(cooperation, date(2026, 11, 25))

    page = signed_in(make_access(cooperation=cooperation, role="team")).get("/").text

    assert 'aria-label="En préalable à revoir' in page


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


def test_counts_are_kept_for_each_role() -> None:
    values_by_name = counted(
        {"pre.complexity.multi-partner": "done", "emergence.actors.skills": "doing"},
        {"pre.context.nature": ("officers", "doing")},
        {"pre.context.history", "pre.context.nature"},
    )

    others = {"done": 1, "aside": 2, "untooled": 4}
    assert values_by_name["pre"] == {
        "officer": {"done": 1, "doing": 1, "aside": 1, "untooled": 5},
        **dict.fromkeys(("team", "elected", "partner", "observer"), others),
    }
    assert [values_by_name["emergence"][role].get("doing") for role in Role] == [1, 1, 1, 1, None]


@pytest.mark.parametrize("role", Role)
def test_portfolio_counts_what_the_map_shows_to_each_role(
    cooperation: Cooperation, role: Role
) -> None:
    make_member(cooperation=cooperation)
    access = make_access(cooperation=cooperation, role=role)
    for leaf, visibility in (
        ("pre.context.nature", "officers"),
        ("emergence.actors.skills", "team"),
        ("emergence.culture.mutual-knowledge", "members"),
    ):
        make_declaration(cooperation=cooperation, leaf=leaf, visibility=visibility)
    store_stale(cooperation, TODAY)

    counts = take_snapshot(cooperation, TODAY).counts

    leaves = read_leaves(access, TODAY)
    assert {phase: by_role[role] for phase, by_role in counts.items()} == {
        phase.slug: Counter(
            leaves[leaf.slug].mark for leaf in phase.leaves if leaves[leaf.slug].mark != "closed"
        )
        for phase in tree().phases
    }


def test_observer_is_not_told_what_aged_among_people(cooperation: Cooperation) -> None:
    make_mission_state(cooperation=cooperation, leaf="emergence.actors.skills", level="aged")
    take_snapshot(cooperation, date(2026, 11, 25))

    text_by_role = {
        role: signed_in(make_access(cooperation=cooperation, role=role)).get("/").text
        for role in ("officer", "observer")
    }

    assert ["Émergence à revoir" in page for page in text_by_role.values()] == [True, False]


def test_former_photographs_are_read_by_role() -> None:
    by_level = {"pre": {"members": {"done": 2}, "team": {"done": 1}, "officers": {"aged": 1}}}

    assert by_role(by_level) == {
        "pre": {
            "officer": {"done": 3, "aged": 1},
            "team": {"done": 3},
            **{role: {"done": 2} for role in ("elected", "partner", "observer")},
        }
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
    with django_assert_num_queries(10):
        client.get("/")
    make_access(user=access.user, cooperation=make_cooperation(name="Côte de Jade"))
    make_access(user=access.user, cooperation=make_cooperation(name="Marais breton"))
    with django_assert_num_queries(10):
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


def test_observer_is_called_by_nothing(cooperation: Cooperation) -> None:
    make_mission_state(cooperation=cooperation, level="aged", reason="Deux lectures ont vieilli.")

    text_by_role = {
        role: signed_in(make_access(cooperation=cooperation, role=role)).get("/").text
        for role in ("officer", "team", "partner", "observer")
    }

    assert ["Deux lectures ont vieilli." in page for page in text_by_role.values()] == [
        True,
        True,
        False,
        False,
    ]


def test_what_was_put_aside_calls_nobody_and_what_contradicts_what_was_said_does(
    access: Access,
) -> None:
    states = {"pre.context.nature": "aside", "pre.context.history": "done"}
    for leaf, saying in states.items():
        make_mission_state(cooperation=access.cooperation, leaf=leaf, level="aged")
        make_declaration(cooperation=access.cooperation, leaf=leaf, saying=saying)
    make_declaration(
        cooperation=access.cooperation, leaf="pre.context.initiatives", declared_on=date(2025, 1, 5)
    )

    calls = calls_of([access], TODAY)

    assert [len(reasons) for reasons in calls.values()] == [2]


@pytest.mark.parametrize(("role", "count"), [("officer", 3), ("team", 1)])
def test_portfolio_the_map_and_the_day_count_the_same_missions(
    cooperation: Cooperation, role: str, count: int
) -> None:
    access = make_access(cooperation=cooperation, role=role)
    for leaf, level, saying, visibility in (
        ("pre.context.nature", "aged", "", ""),
        ("pre.context.history", "aged", "done", "members"),
        ("emergence.actors.skills", "aged", "aside", "members"),
        ("emergence.culture.mutual-knowledge", "aged", "", ""),
        ("construction.partnerships.bodies", "done", "done", "members"),
    ):
        if saying:
            make_declaration(
                cooperation=cooperation, leaf=leaf, saying=saying, visibility=visibility
            )
        make_mission_state(cooperation=cooperation, leaf=leaf, level=level, reason=leaf)

    reasons = calls_of([access], TODAY)[access.pk]

    aged = [one.reason for one in read_leaves(access, TODAY).values() if one.mark == "aged"]
    assert (len(aged), list(reasons)) == (count, aged)


@pytest.mark.parametrize(
    ("role", "title", "count"),
    [
        ("partner", "Ce qui vous attend", 1),
        ("elected", "", 0),
        ("observer", "", 0),
    ],
)
def test_portfolio_has_the_columns_that_say_something_to_its_reader(
    cooperation: Cooperation, role: str, title: str, count: int
) -> None:
    access = make_access(cooperation=cooperation, role=role)
    structure = make_member(cooperation=cooperation).organisation
    if role == "partner":
        make_spokesperson(access=access, organisation=structure)
    make_commitment(cooperation=cooperation, organisation=structure)

    page = plain(signed_in(access).get("/").text)

    titles = [one for one in ("Ce qui appelle", "Ce qui vous attend") if one in page]
    assert titles == ([title] if title else [])
    assert ("Dernière activité" in page) == (role == "officer")
    assert page.count("Une chose vous attend, dans Pays de Retz.") == count
    day = plain(signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/", follow=True).text)
    assert day.count("Un geste est attendu de vous.") == count


def test_whoever_answers_is_asked_for_again_only_after_a_change(
    cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    client = signed_in(access)
    client.get("/")

    with django_assert_num_queries(10):
        client.get("/")


@pytest.mark.parametrize(
    ("role", "home"),
    [
        ("officer", ""),
        ("team", ""),
        ("elected", "ma-journee/"),
        ("partner", "ma-journee/"),
        ("observer", "portrait/"),
    ],
)
def test_address_of_a_cooperation_leads_each_role_to_its_home(
    cooperation: Cooperation, role: str, home: str
) -> None:
    client, url = signed_in(make_access(cooperation=cooperation, role=role)), cooperation.slug

    arrived, tree = client.get(f"/c/{url}/"), client.get(f"/c/{url}/?vue=arbre")

    assert (arrived.get("Location", ""), tree.status_code) == (home and f"/c/{url}/{home}", 200)
    page = client.get(f"/c/{url}/{home}").text
    assert f'href="/c/{url}/{"?vue=arbre" if home else ""}"' in page
    assert (f'href="/c/{url}/ma-journee/"' in page) == (role != "observer")


def test_nobody_is_called_where_nothing_aged(access: Access) -> None:
    page = signed_in(access).get("/").text.replace("\u00a0", " ")

    assert "Aucune n’appelle aujourd’hui." in page
    assert 'class="m-expected"' not in page
