"""Contracts and themes crossed: blanks, shared actions, pairs that look alike, ends to come."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Scheme
from maillage.trade.plan.mesh import states
from maillage.trade.plan.mesh.queries import mesh_records
from maillage.trade.plan.mesh.rules import Contract, Pair, Work, build_mesh, ending, weeks_left
from maillage.trade.plan.mesh.words import mesh_sentence, next_end
from maillage.trade.plan.models import Action, ActionLink
from maillage.trade.stakes.models import Theme
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import plain
from tests.trade.context.makers import make_scheme
from tests.trade.plan.makers import make_action, make_action_scheme, make_objective, make_share
from tests.trade.stakes.makers import make_theme, make_theme_choice

TODAY = date(2026, 11, 29)
EXPECTS = Contract(1, "CRTE", frozenset({10, 11}), date(2026, 12, 31), date(2026, 6, 30))
ALIKE = (
    Work(1, "Un garage solidaire", frozenset({10}), pilots=frozenset({5})),
    Work(2, "Un garage solidaire mobile", frozenset({10}), pilots=frozenset({6})),
)


def work(number: int) -> Work:
    """An action of the theme 10 that counts for the contract 1."""
    return Work(number, f"Action {number}", frozenset({10}), frozenset({1}))


def contract(scheme: Scheme, *themes: Theme) -> Scheme:
    """The contract that expects these themes."""
    scheme.themes.set([one.subject_id for one in themes])
    return scheme


def counted(action: Action, theme: Theme, *schemes: Scheme) -> Action:
    """The action of a theme that counts for these contracts."""
    action.themes.add(theme)
    for one in schemes:
        make_action_scheme(action=action, scheme=one)
    return action


def test_an_expected_theme_without_action_is_a_blank() -> None:
    mesh = build_mesh([work(3), work(4)], [EXPECTS], ())

    assert dict(mesh.cells) == {(1, 10): [3, 4]}
    assert mesh.blanks == [(1, 11)]
    assert (mesh.blank_themes(1), mesh.of_theme(11)) == ([11], [])


def test_an_action_that_outlives_all_its_contracts_has_none_at_its_end() -> None:
    endless = Contract(2, "PAT")
    late = replace(work(3), due_on=date(2027, 6, 30))
    safe = replace(work(4), due_on=date(2027, 6, 30), schemes=frozenset({1, 2}))
    without_day = work(5)

    mesh = build_mesh([late, safe, without_day], [EXPECTS, endless], ())

    assert (mesh.unprotected, mesh.shared) == ([late], [safe])


@pytest.mark.parametrize(
    ("works", "apart", "expected"),
    [
        (ALIKE, (), [ALIKE]),
        (ALIKE, {(1, 2)}, []),
        ((ALIKE[0], Work(2, "Une navette", frozenset({10}), pilots=frozenset({6}))), (), []),
        ((ALIKE[0], Work(2, ALIKE[0].title, frozenset({11}), pilots=frozenset({6}))), (), []),
        ((ALIKE[0], Work(2, ALIKE[0].title, frozenset({10}), pilots=frozenset({5}))), (), []),
        ((ALIKE[0], Work(2, ALIKE[0].title, frozenset({10}))), (), []),
    ],
    ids=["close titles", "linked", "other words", "other theme", "same pilot", "no pilot"],
)
def test_two_actions_that_may_be_the_same(
    works: tuple[Work, ...], apart: Collection[Pair], expected: list[tuple[Work, Work]]
) -> None:
    assert build_mesh(works, [], apart).doubles == expected


def test_one_commune_and_one_public_in_common_make_akin_titles_one() -> None:
    here = replace(work(1), communes=frozenset({7}), publics=frozenset({8}))
    one = replace(here, title="Une crèche à Brou", pilots=frozenset({5}))
    akin = replace(one, number=2, title="Une halte à Brou", pilots=frozenset({6}))
    other = replace(akin, number=3, title="Un bus des droits", pilots=frozenset({9}))

    assert build_mesh([one, akin, other], [], ()).doubles == [(one, akin)]
    apart = replace(akin, communes=frozenset({9}))
    assert build_mesh([one, apart], [], ()).doubles == []


def test_a_contract_calls_from_its_alert_on() -> None:
    far = Contract(2, "PAT", end_on=date(2029, 6, 30), alert_on=date(2028, 6, 30))

    assert ending([far, EXPECTS], TODAY) == [(date(2026, 12, 31), EXPECTS)]
    assert ending([EXPECTS], date(2026, 6, 29)) == []
    assert [weeks_left(date(2026, 12, 31), day) for day in (TODAY, date(2026, 12, 31))] == [4, 0]


def test_the_page_says_what_crosses(officer: Client, access: Access) -> None:
    cooperation = access.cooperation
    roads, homes = (
        make_theme(cooperation=cooperation),
        make_theme(cooperation=cooperation, label="Habitat"),
    )
    crte = contract(make_scheme(cooperation=cooperation, title="CRTE"), roads, homes)
    pat = make_scheme(cooperation=cooperation, title="PAT")
    shuttle = make_action(cooperation=cooperation, title="Une navette")
    counted(shuttle, roads, crte, pat)
    objective = make_objective(cooperation=cooperation)
    objective.theme = roads
    objective.save()
    make_action(cooperation=cooperation, title="Un car", objective=objective)

    page = officer.get(reverse("plan:mesh", args=[access.cooperation.slug])).text

    assert mesh_sentence(mesh_records(access, TODAY)) == (
        "Deux actions ouvertes, deux dispositifs en vigueur : une action compte pour plusieurs. "
        "Une case attendue est vide."
    )
    assert "Un blanc" in page
    assert "Thèmes non dits" in page
    assert "2, dont une partagée" in page
    assert "plus la case est teintée, plus il y en a, jusqu’à quatre" in page
    chosen = officer.get(
        reverse("plan:mesh", args=[access.cooperation.slug]), {"case": f"{crte.pk}~{roads.pk}"}
    ).text
    url = reverse("plan:action", args=[access.cooperation.slug, shuttle.pk])
    assert f'<li><a href="{url}">Une navette</a></li>' in chosen


@pytest.mark.parametrize(
    ("after", "own", "words"),
    [
        ([], 0, ""),
        ([0], 0, "Une action ouverte compte pour lui."),
        ([40], 0, "Une action ouverte compte pour lui, et finit après tous ses dispositifs."),
        (
            [0, 40],
            3,
            "Deux actions ouvertes comptent pour lui, dont une finit après tous ses dispositifs.",
        ),
        (
            [40, 40],
            1,
            "Deux actions ouvertes comptent pour lui, dont deux finissent après tous leurs "
            "dispositifs.",
        ),
    ],
)
def test_what_ends_counts_its_own_actions_alone(
    access: Access, after: list[int], own: int, words: str
) -> None:
    place, today = access.cooperation, timezone.localdate()
    theme, end_on = make_theme(cooperation=place), timezone.localdate() + timedelta(days=30)
    ends = make_scheme(cooperation=place, end_on=end_on)
    other = make_scheme(cooperation=place, title="PAT", end_on=end_on + timedelta(days=1))
    late = end_on + timedelta(days=60)
    for days in after:
        one = make_action(cooperation=place, due_on=end_on + timedelta(days=days))
        counted(one, theme, ends)
    for _one in range(own):
        counted(make_action(cooperation=place, due_on=late), theme, other)

    gesture = next_end(place.slug, mesh_records(access, today), today)

    assert gesture is not None
    assert gesture.reason.partition(". ")[2] == words


def test_an_action_of_two_themes_is_said_under_the_foot(officer: Client, access: Access) -> None:
    place, page = access.cooperation, reverse("plan:mesh", args=[access.cooperation.slug])
    scheme, roads = make_scheme(cooperation=place), make_theme(cooperation=place)
    action = counted(make_action(cooperation=place), roads, scheme)
    before = officer.get(page).text

    action.themes.add(make_theme(cooperation=place, label="Habitat"))

    words = "Une action a plusieurs thèmes : chacun d’eux la compte."
    assert (words in plain(before), words in plain(officer.get(page).text)) == (False, True)


def test_who_writes_ties_what_may_be_twice_and_prepares_what_ends(access: Access) -> None:
    cooperation, today = access.cooperation, timezone.localdate()
    theme = make_theme(cooperation=cooperation)
    ends = contract(make_scheme(cooperation=cooperation, end_on=today + timedelta(days=30)), theme)
    pair = [make_action(cooperation=cooperation, title="Un garage solidaire") for _one in range(2)]
    for one in pair:
        make_share(action=counted(one, theme, ends), role="pilot")
    page = reverse("plan:mesh", args=[cooperation.slug])
    tie = reverse("plan:action_link_add", args=[cooperation.slug, pair[0].pk])
    scheme = reverse("context:scheme", args=[cooperation.slug, ends.pk])
    offered = [f'href="{tie}?autre={pair[1].pk}"', f'm-button-main" href="{scheme}"']

    officer = signed_in(access)
    partner = signed_in(make_access(cooperation=cooperation, role="partner"))
    read = [[one in who.get(page).text for one in offered] for who in (officer, partner)]
    form = officer.get(tie, {"autre": pair[1].pk}).context["form"]

    assert read == [[True, True], [False, False]]
    assert form["other"].value() == str(pair[1].pk)


def test_nothing_is_said_where_nothing_is_expected(access: Access) -> None:
    cooperation = access.cooperation
    assert mesh_sentence(mesh_records(access, TODAY)) == ""
    make_scheme(cooperation=cooperation)
    make_action(cooperation=cooperation)

    assert mesh_sentence(mesh_records(access, TODAY)) == (
        "Une action ouverte, un dispositif en vigueur : aucune ne compte pour plusieurs. "
        "Une action n’a pas de thème : aucune case ne la compte."
    )


def test_what_is_prepared_is_not_counted_for_partners(access: Access) -> None:
    cooperation = access.cooperation
    partner = signed_in(make_access(cooperation=cooperation, role="partner"))
    theme, scheme = make_theme(cooperation=cooperation), make_scheme(cooperation=cooperation)
    counted(make_action(cooperation=cooperation, title="Secret", visibility="team"), theme, scheme)

    page = partner.get(reverse("plan:mesh", args=[access.cooperation.slug])).text

    assert "Secret" not in page
    assert "Mobilités" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_as_for_three(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries, *, count: int
) -> None:
    cooperation = access.cooperation
    for number in range(count):
        theme = make_theme(cooperation=cooperation, label=f"Thème {number}")
        scheme = contract(make_scheme(cooperation=cooperation, title=f"Contrat {number}"), theme)
        action = counted(
            make_action(cooperation=cooperation, title=f"Action {number}"), theme, scheme
        )
        make_share(action=action, role="pilot")

    with django_assert_num_queries(12):
        mesh_records(access, TODAY)


def read(cooperation: Cooperation) -> tuple[Level, Level]:
    """The levels of the two missions."""
    facts = states.load(Moment(cooperation.pk, cooperation.slug, TODAY))
    return states.schemes_without_gap(facts).level, states.themes_without_gap(facts).level


@pytest.mark.django_db
def test_missions_grow_with_what_is_woven(cooperation: Cooperation) -> None:
    assert read(cooperation) == (Level.TODO, Level.TODO)

    roads, homes = (
        make_theme(cooperation=cooperation),
        make_theme(cooperation=cooperation, label="Habitat"),
    )
    for one in (roads, homes):
        make_theme_choice(theme=one)
    crte = contract(make_scheme(cooperation=cooperation, title="CRTE"), roads, homes)
    pat = make_scheme(cooperation=cooperation, title="PAT", end_on=date(2029, 6, 30))
    first = counted(make_action(cooperation=cooperation, title="Une navette"), roads, crte, pat)
    assert read(cooperation) == (Level.DOING, Level.TODO)

    second = counted(make_action(cooperation=cooperation, title="Une maison"), homes, crte)
    assert read(cooperation) == (Level.DONE, Level.DONE)

    for action in (first, second):
        action.themes.set([roads])
        make_share(action=action, role="pilot")
    Action.objects.filter(pk=second.pk).update(title="Une navette bis")
    assert read(cooperation) == (Level.DOING, Level.TODO)

    ActionLink.objects.create(one=first, other=second, kind="apart")
    contract(crte, roads)
    assert read(cooperation) == (Level.DONE, Level.TODO)

    Scheme.objects.filter(pk=crte.pk).update(end_on=date(2026, 12, 31))
    assert read(cooperation) == (Level.AGED, Level.TODO)
