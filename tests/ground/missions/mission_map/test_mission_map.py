"""The map of missions, as each reader sees it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from maillage.core.probes import Level, State
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Person
from maillage.ground.missions.mission.queries import contradicts, read_leaves
from maillage.ground.missions.models import Declaration, MissionState
from maillage.ground.missions.states.states import store_stale
from maillage.ground.missions.tree import tree
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.exchange.importing import imported
from tests.ground.directory.makers import make_member, make_organisation, make_person
from tests.ground.directory.reading import plain
from tests.ground.missions.makers import make_declaration, make_mission_state
from tests.trade.context.makers import make_public

LEAF = "pre.complexity.multi-partner"
TODAY = date(2026, 11, 25)


def test_map_shows_every_mission(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(f"/c/{cooperation.slug}/")

    assert page.text.count('class="m-leaf"') == 74
    assert "Rien n’est encore engagé" in page.text


def test_state_follows_a_change_at_once(officer: Client, access: Access) -> None:
    store_stale(access.cooperation, timezone.localdate())
    make_member(cooperation=access.cooperation)
    MissionState.objects.filter(leaf=LEAF).delete()

    assert read_leaves(access, TODAY)[LEAF].mark == "doing"


def test_state_follows_an_import_in_every_cooperation_of_the_workspace(access: Access) -> None:
    workspace = access.cooperation.workspace
    other = make_access(cooperation=make_cooperation(workspace=workspace, name="Côte de Jade"))
    town = make_organisation(workspace=workspace, name="Commune de Pornic")
    make_member(cooperation=other.cooperation, organisation=town)
    for label in ("Enfants", "Jeunes", "Aînés"):
        make_public(cooperation=other.cooperation, label=label)
    store_stale(other.cooperation, TODAY)
    before = read_leaves(other, TODAY)["pre.context.publics-actors"].mark

    imported(access, [["Structure", "Nom", "Prénom"], ["Commune de Pornic", "ROY", "Eve"]])

    after = read_leaves(other, TODAY)["pre.context.publics-actors"].mark
    assert (before, after) == ("doing", "done")


def test_unbuilt_tool_reads_untooled(access: Access) -> None:
    assert read_leaves(access, TODAY)["emergence.culture.conviviality"].mark == "untooled"


def test_profile_puts_forty_leaves_aside(access: Access) -> None:
    access.cooperation.profile = "ctg"

    leaves = read_leaves(access, TODAY).values()

    assert [read.mark for read in leaves].count("aside") == 40


def test_observer_reads_no_state_made_of_people(access: Access) -> None:
    make_member(cooperation=access.cooperation)
    observer = make_access(cooperation=access.cooperation, role="observer")
    leaves = [read_leaves(one, TODAY) for one in (access, observer)]

    assert [read["emergence.actors.skills"].mark for read in leaves] == ["todo", "closed"]
    assert [read[LEAF].mark for read in leaves] == ["doing", "doing"]


def test_next_steps_are_told_to_officers_alone(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    path = f"/c/{cooperation.slug}/"

    assert "Votre prochain geste" in officer.get(path).text
    read = sign_in("observer").get(path).text
    assert "Votre prochain geste" not in read
    assert 'data-next="Placer' in officer.get(path).text
    assert 'data-next="Placer' not in read


def test_declared_state_is_shown_as_declared(access: Access) -> None:
    make_declaration(cooperation=access.cooperation, leaf="pre.context.history", saying="done")

    read = read_leaves(access, TODAY)["pre.context.history"]

    assert (read.mark, read.is_old, read.say_again_on) == ("done", False, date(2027, 5, 21))


@pytest.mark.parametrize(
    ("saying", "level", "next_step", "expected"),
    [
        ("done", Level.AGED, "Relire.", True),
        ("done", Level.DOING, "Compléter.", True),
        ("done", Level.DOING, "", False),
        ("done", Level.TODO, "Commencer.", False),
        ("done", Level.DONE, "", False),
        ("doing", Level.AGED, "Relire.", True),
        ("doing", Level.DONE, "", False),
        ("todo", Level.DOING, "Compléter.", True),
        ("todo", Level.TODO, "Commencer.", False),
        ("aged", Level.DONE, "", False),
    ],
)
def test_what_is_recorded_contradicts_what_is_declared(
    saying: str, level: Level, next_step: str, expected: bool
) -> None:
    assert contradicts(State(level, "Raison.", next_step=next_step), saying) is expected


def test_a_declaration_shows_the_record_that_contradicts_it(
    officer: Client, access: Access
) -> None:
    make_member(cooperation=access.cooperation)
    make_declaration(
        cooperation=access.cooperation, leaf=LEAF, saying="done", reason="Tout le monde y est"
    )

    read = read_leaves(access, TODAY)[LEAF]
    page = officer.get(f"/c/{access.cooperation.slug}/missions/{LEAF}/")

    record = "D’après ce qui est noté ici : en cours. 1 structure est placée."
    assert (read.mark, read.is_contradicted) == ("aged", True)
    assert read.reason.startswith(f"Tout le monde y est. {record}")
    assert record in plain(page.text)


def test_declared_state_ages_like_any_other(access: Access) -> None:
    make_declaration(cooperation=access.cooperation, leaf="pre.context.history", saying="done")

    assert read_leaves(access, date(2027, 6, 1))["pre.context.history"].mark == "aged"


def test_partner_does_not_read_what_officers_declare(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_declaration(cooperation=cooperation, leaf="pre.context.history", reason="En froid.")

    page = sign_in("partner").get(f"/c/{cooperation.slug}/missions/pre.context.history/")

    assert "En froid." not in page.text


def test_officer_puts_aside_and_takes_back(officer: Client, cooperation: Cooperation) -> None:
    leaf = f"/c/{cooperation.slug}/missions/pre.context.history/"

    officer.post(
        f"{leaf}dire/",
        {
            "saying": "aside",
            "reason": "Hors de notre objet.",
            "declared_on": "25/11/2026",
            "visibility": "team",
        },
    )
    shown = officer.get(leaf).text
    officer.post(f"{leaf}reprendre/")

    assert "Hors de notre objet." in shown
    rows = Declaration.objects.order_by("pk")
    assert [(row.saying, row.ended_at is None) for row in rows] == [
        ("aside", False),
        ("back", True),
    ]


def test_team_may_not_declare(sign_in: SignIn, cooperation: Cooperation) -> None:
    page = sign_in("team").post(f"/c/{cooperation.slug}/missions/{LEAF}/dire/", {"saying": "done"})

    assert page.status_code == 403
    assert not Declaration.objects.exists()


def test_unknown_mission_is_nowhere(officer: Client, cooperation: Cooperation) -> None:
    assert officer.get(f"/c/{cooperation.slug}/missions/pre.nowhere/").status_code == 404


def test_missing_reason_says_what_to_write(officer: Client, cooperation: Cooperation) -> None:
    page = officer.post(
        f"/c/{cooperation.slug}/missions/{LEAF}/dire/",
        {"saying": "done", "reason": "", "declared_on": "31/04/2026", "visibility": "team"},
    )

    assert "Deux réponses à reprendre" in page.text or "2 réponses à reprendre" in page.text
    assert not Declaration.objects.exists()


def test_map_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_max_num_queries: object
) -> None:
    make_member(cooperation=cooperation)
    store_stale(cooperation, timezone.localdate())
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # pytest-django's fixture
        officer.get(f"/c/{cooperation.slug}/")


@pytest.mark.django_db(transaction=True)
def test_map_asked_again_right_after_a_change_keeps_what_it_read(
    cooperation: Cooperation,
    sign_in: SignIn,
    settings: Settings,
    django_assert_max_num_queries: object,
) -> None:
    settings.REMEMBERED = 64
    officer = sign_in("officer")
    for topic in ("organisations", "people"):
        with journal.write(None, workspace_id=cooperation.workspace_id, topic=topic):
            make_member(cooperation=cooperation)
        officer.get(f"/c/{cooperation.slug}/")
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # pytest-django's fixture
            officer.get(f"/c/{cooperation.slug}/")


def test_whole_map_is_recomputed_in_a_constant_number_of_queries(
    access: Access, django_assert_max_num_queries: object
) -> None:
    for _number in range(3):
        make_member(cooperation=access.cooperation)
    with django_assert_max_num_queries(70):  # type: ignore[operator]  # pytest-django's fixture
        store_stale(access.cooperation, TODAY)


def test_blank_cooperation_begins_with_its_members(
    officer: Client, cooperation: Cooperation
) -> None:
    make_person(workspace=cooperation.workspace)
    Person.objects.update(retained_until=date(2020, 1, 1), informed_on=date(2019, 1, 1))

    page = officer.get(f"/c/{cooperation.slug}/").context

    values = [gesture.label for gesture in (page["expected"], *page["gestures"])]
    assert values[0] == "Placer les structures : signataires, associées, financeurs"
    assert "Revoir la fiche d’une personne" in values
    assert len(values) == len(set(values))


def test_every_leaf_that_has_tools_is_followed_by_them(access: Access) -> None:
    leaves = read_leaves(access, TODAY)

    assert [slug for slug, one in leaves.items() if one.mark == "untooled" and one.tools] == []


def test_a_leaf_with_nothing_left_to_do_names_its_tools_and_no_gesture(
    officer: Client, access: Access
) -> None:
    address = f"/c/{access.cooperation.slug}/missions/{LEAF}/"
    before = officer.get(address).text
    make_declaration(cooperation=access.cooperation, leaf=LEAF)

    after = officer.get(address).text

    words = ("Pour avancer", "Où elle se travaille")
    assert [[one in page for one in words] for page in (before, after)] == [
        [True, False],
        [False, True],
    ]


def test_officer_says_where_a_mission_stands_from_its_page(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    leaf = f"/c/{cooperation.slug}/missions/emergence.culture.conviviality/"
    home = f"/c/{cooperation.slug}/"

    pages = [sign_in(role).get(leaf).text for role in ("officer", "team")]
    maps = [sign_in(role).get(home).text for role in ("officer", "team")]

    assert [f'action="{leaf}dire/"' in page for page in pages] == [True, False]
    assert ['data-slot="say"' in page for page in maps] == [True, False]
    assert ["À dire" in page for page in pages] == [True, True]


def test_mission_lights_its_phase(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(f"/c/{cooperation.slug}/missions/emergence.stakes.focus/").text

    thread = page.partition('<ul class="m-thread">')[2].partition("</ul>")[0]
    assert re.findall(r'data-phase="(\w+)"><a [^>]*aria-current', thread) == ["emergence"]


@pytest.mark.parametrize(
    ("declared_on", "is_magenta"), [(date(2026, 11, 20), False), (date(2026, 1, 5), True)]
)
def test_only_a_mission_to_read_again_calls(
    officer: Client, access: Access, declared_on: date, *, is_magenta: bool
) -> None:
    make_declaration(cooperation=access.cooperation, leaf=LEAF, declared_on=declared_on)

    page = officer.get(f"/c/{access.cooperation.slug}/missions/{LEAF}/").text

    assert ('class="m-expected"' in page) == is_magenta


@pytest.mark.parametrize("level", ["todo", "doing", "done", "aged"])
def test_mission_has_one_filled_button(
    officer: Client, cooperation: Cooperation, level: str
) -> None:
    make_mission_state(cooperation=cooperation, leaf="pre.context.history", level=level)

    page = officer.get(f"/c/{cooperation.slug}/missions/pre.context.history/").text

    assert page.count("m-button-main") == 1


@pytest.mark.parametrize(
    ("role", "is_called"), [("officer", True), ("team", True), ("elected", False)]
)
def test_map_calls_nobody_who_only_reads_it(
    sign_in: SignIn, cooperation: Cooperation, role: str, *, is_called: bool
) -> None:
    leaf = "emergence.culture.mutual-knowledge"
    make_mission_state(cooperation=cooperation, leaf=leaf, level="aged")

    page = sign_in(role).get(f"/c/{cooperation.slug}/?vue=arbre").text

    assert ("point a vieilli" in page.replace("\u00a0", " ")) == is_called


def test_map_counts_the_same_missions_whoever_reads_what_is_set_aside(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_declaration(cooperation=cooperation, leaf=LEAF, saying="aside", visibility="team")
    url = f"/c/{cooperation.slug}/?vue=arbre"

    pages = {role: sign_in(role).get(url).text for role in ("officer", "elected", "observer")}

    counts = [re.findall(r">(\d+) missions</text>", page) for page in pages.values()]
    assert counts == [[str(len(tree().leaves))]] * 3
    assert ["1 de côté" in page for page in pages.values()] == [True, False, False]


@pytest.mark.parametrize(
    ("declared_on", "words"),
    [(date(2026, 11, 20), "À redire avant le"), (date(2026, 1, 5), "À redire depuis le")],
)
def test_what_was_declared_is_to_be_said_again_before_a_day_or_since(
    officer: Client, cooperation: Cooperation, declared_on: date, words: str
) -> None:
    make_declaration(cooperation=cooperation, leaf=LEAF, declared_on=declared_on)

    page = officer.get(f"/c/{cooperation.slug}/").text

    assert re.findall(r"À redire \w+ le", page) == [words]
