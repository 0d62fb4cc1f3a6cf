"""Who weighs, who depends, who moved: figures known elsewhere, words on the page."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.actor_game import actor_game
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.influence_map.queries import stands
from maillage.ground.actors.influence_map.words import zone_words
from maillage.ground.actors.influences.queries import game_on
from maillage.ground.actors.positions.queries import standing_values
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.models import Actor
from tests.conftest import SignIn, signed_in
from tests.ground.actors.games import record_game
from tests.ground.actors.makers import make_influence, make_member_actor, make_position
from tests.ground.directory.makers import make_actor, make_person
from tests.ground.directory.reading import plain, reading
from tests.trade.governance.makers import make_body, make_meeting

TODAY = timezone.localdate()
MARCH = date(2026, 3, 2)
PAGES = ("influence_map", "influence_map_power", "influence_map_network")


def url(cooperation: Cooperation, page: str = "influence_map", query: str = "") -> str:
    return reverse(f"actors:{page}", args=[cooperation.slug]) + query


def why_url(actor: Actor) -> str:
    return reverse("actors:influence_map_why", args=[actor.cooperation.slug, actor.pk])


def row(text: str, name: str) -> list[str]:
    """The cells of this actor in the table beside the plane."""
    line = text.partition(f">{name}</a>")[2].partition("</tr>")[0]
    return [plain(re.sub(r"<[^>]+>", " ", cell)) for cell in line.split("</td>")[:-1]]


def drawn(text: str) -> int:
    return text.count('<circle class="now"')


@pytest.mark.parametrize("case", ["toy4", "niger_2010_mdi"])
def test_figures_are_those_of_the_reference_case(access: Access, case: str) -> None:
    reference_game = record_game(access, case, MARCH)

    game = game_on(access, TODAY)

    of = {one.player.pk: one for one in game.placed}
    placed = [of[actor.pk] for actor in reference_game.actors]
    assert [one.influence for one in placed] == reference_game.outputs["influence"]
    assert [one.dependence for one in placed] == reference_game.outputs["dependence"]
    assert [one.power for one in placed] == pytest.approx(
        reference_game.outputs["r_star"], abs=1e-9
    )
    assert game.reading.coverage == 1.0


def test_page_agrees_with_the_analysis(officer: Client, access: Access) -> None:
    reference_game = record_game(access, "toy4", MARCH)

    text = officer.get(url(access.cooperation)).text

    game = actor_game(
        reference_game.names,
        reference_game.influences,
        reference_game.subjects,
        reference_game.positions,
    )
    parts = [plain(row(text, name)[0]).split(" pèse ")[0] for name in game.actors]
    figures = game.influences
    mean = sum(figures.influence) / 4
    assert parts == [
        zone_words(*place, mean)
        for place in zip(figures.influence, figures.dependence, strict=True)
    ]
    assert parts[0] == "Pèsent et choisissent (dominants)"
    assert drawn(text) == 4
    assert "Influences notées : 12 sur 12 possibles" in plain(text)


def test_why_shows_the_terms_of_the_sum(officer: Client, access: Access) -> None:
    reference_game = record_game(access, "toy4", MARCH)

    text = plain(officer.get(why_url(reference_game.actors[0])).text)

    sums = re.findall(r"Somme</th>.*?<b>([\d,]+)</b>", text)
    assert sums == ["15", "8"]
    assert "EPCI (3), Association (1)" in text
    assert "<dt>Pouvoir</dt><dd><b>1,89</b>" in text
    assert "missions (3)</a>" in text


def test_a_person_is_never_given_a_figure(officer: Client, access: Access) -> None:
    record_game(access, "toy4", MARCH)
    person = make_person(workspace=access.cooperation.workspace)
    somebody = Actor.objects.create(cooperation=access.cooperation, person=person)
    make_influence(actor=somebody, target=Actor.objects.exclude(pk=somebody.pk)[0], strength=4)

    texts = [officer.get(url(access.cooperation, page)).text for page in PAGES]

    assert [person.family_name in text.partition("<main")[2] for text in texts] == [
        False,
        False,
        True,
    ]
    assert officer.get(why_url(somebody)).status_code == 404


def test_a_group_plays_like_a_structure(officer: Client, access: Access, pornic: Actor) -> None:
    group = make_actor(cooperation=access.cooperation)
    make_influence(actor=group, target=pornic, strength=2)

    text = officer.get(url(access.cooperation)).text

    assert row(text, "les riverains")[0].startswith("Pèsent et choisissent")


def test_under_four_in_ten_nothing_is_read(officer: Client, access: Access, pornic: Actor) -> None:
    for name in ("Rouans", "Vue"):
        other = make_member_actor(cooperation=access.cooperation, name=name)
        make_influence(actor=other, target=pornic)

    text = officer.get(url(access.cooperation)).text

    assert reading(text).startswith("Ce plan ne peut pas encore être lu")
    assert (drawn(text), "Influences notées : 2 sur 6 possibles" in plain(text)) == (0, True)


def test_one_actor_then_no_influence(officer: Client, access: Access, pornic: Actor) -> None:
    alone = officer.get(url(access.cooperation)).text
    make_member_actor(cooperation=access.cooperation, name="Rouans")
    silent = officer.get(url(access.cooperation)).text

    assert "Il faut au moins deux acteurs" in alone
    assert "Aucune influence n’est notée" in silent


def test_only_nothing_is_known(officer: Client, access: Access, pornic: Actor) -> None:
    other = make_member_actor(cooperation=access.cooperation, name="Rouans")
    make_influence(actor=other, target=pornic, strength=0)
    make_influence(actor=pornic, target=other, strength=0)

    text = officer.get(url(access.cooperation)).text

    assert [row(text, name)[0] for name in ("Rouans", "Commune de Pornic")] == [
        "À part (autonomes) pèse très peu"
    ] * 2
    assert "<b>1,00</b>" in plain(officer.get(why_url(pornic)).text)


def test_who_moved_since_the_last_steering_meeting(
    officer: Client, access: Access, pornic: Actor, retz: Actor
) -> None:
    body = make_body(cooperation=access.cooperation, name="COPIL")
    meeting = make_meeting(body=body, held_on=TODAY - timedelta(days=40))
    meeting.concluded_on = meeting.held_on
    meeting.save()
    earlier = TODAY - timedelta(days=80)
    make_influence(actor=retz, target=pornic, strength=4, on=earlier)
    make_influence(actor=pornic, target=retz, strength=0, on=earlier)
    make_influence(actor=retz, target=pornic, strength=0, on=TODAY)
    make_influence(actor=pornic, target=retz, strength=3, on=TODAY)

    text = officer.get(url(access.cooperation)).text
    recent = officer.get(url(access.cooperation, query=f"?jour={TODAY - timedelta(days=1)}")).text

    assert reading(text).startswith("Depuis la séance du ")
    assert reading(text).endswith(": deux acteurs ont changé de place.")
    assert row(text, "Commune de Pornic")[2] == "pèse davantage, dépend moins"
    assert text.count('<circle class="then"') == 2
    assert "deux acteurs ont changé de place" in reading(recent)


def test_a_day_that_cannot_be_compared_is_reported(
    officer: Client, access: Access, pornic: Actor, retz: Actor
) -> None:
    make_influence(actor=retz, target=pornic)
    make_influence(actor=pornic, target=retz)

    texts = [
        officer.get(url(access.cooperation, query=f"?jour={typed}")).text
        for typed in ("31/02/2026", "01/01/2199")
    ]

    assert "Février 2026 a 28 jours." in plain(texts[0])
    assert "Choisissez un jour passé" in plain(texts[1])


def test_a_merged_actor_leaves_the_plane(officer: Client, access: Access) -> None:
    reference_game = record_game(access, "toy4", MARCH)
    gone = reference_game.actors[3].organisation
    assert gone is not None
    gone.ended_on = TODAY
    gone.save()

    text = officer.get(url(access.cooperation)).text

    assert drawn(text) == 3
    assert "Influences notées : 6 sur 6 possibles" in plain(text)
    assert "Association n’existe plus depuis le" in plain(text)
    assert officer.get(why_url(reference_game.actors[3])).status_code == 404


def test_an_actor_that_left_still_weighs(officer: Client, access: Access) -> None:
    reference_game = record_game(access, "toy4", MARCH)
    structure = reference_game.actors[0].organisation
    assert structure is not None
    structure.memberships.update(until=TODAY - timedelta(days=1))

    around = f"?acteur={reference_game.actors[0].pk}"
    text = officer.get(url(access.cooperation, "influence_map_network", around)).text

    assert "<small>n’est pas membre</small>" in text
    assert drawn(officer.get(url(access.cooperation)).text) == 4


def test_power_and_adhesion_are_means_of_what_is_known(access: Access, officer: Client) -> None:
    reference_game = record_game(access, "toy4", MARCH)
    game = game_on(access, TODAY)

    shown_stands = stands(game, standing_values(access, TODAY), list(subjects(access)))

    of = {one.placed.player.pk: one.adhesion for one in shown_stands.spoken}
    means = [sum(values) / 5 for values in reference_game.positions]
    assert [of[actor.pk] for actor in reference_game.actors] == pytest.approx(means)
    text = officer.get(url(access.cooperation, "influence_map_power")).text
    assert row(text, "Commune")[:2] == [
        "Pour en moyenne, contre sur un sujet pouvoir beaucoup",
        "adhésion plutôt pour",
    ]
    assert reading(text).startswith("Tous sujets réunis : sur ")


def test_adhesion_on_one_subject(access: Access, officer: Client) -> None:
    record_game(access, "toy4", MARCH)
    second = subjects(access).get(label="O2")

    page = url(access.cooperation, "influence_map_power", f"?sujet={second.pk}")
    text = officer.get(page).text

    assert reading(text) == "« O2 » : un acteur qui pèse est contre, Commune."
    assert row(text, "Commune")[1:] == ["adhésion contre", "s’est exprimé sur 1 sujet"]


def test_silence_is_not_adhesion(access: Access, officer: Client) -> None:
    reference_game = record_game(access, "niger_2010_mdi", MARCH)
    make_position(actor=reference_game.actors[0], value=3)

    text = officer.get(url(access.cooperation, "influence_map_power")).text

    assert "au moins quatre positions sur dix" in plain(text)
    assert drawn(text) == 0
    assert "Silence de :" in plain(text)


def test_files_hold_the_same(access: Access, officer: Client) -> None:
    record_game(access, "toy4", MARCH)

    files = [
        officer.get(url(access.cooperation, page, "?export=csv")).content.decode("utf-8-sig")
        for page in PAGES
    ]

    assert [file.splitlines()[0] for file in files] == [
        "Acteur;Zone;Pèse;Dépend;A bougé",
        "Acteur;Zone;Pouvoir;Adhésion;S’est exprimé sur",
        "Qui agit;Sur qui;Force;Ce qui est touché",
    ]
    assert [len(file.splitlines()) for file in files] == [5, 5, 12]


@pytest.mark.parametrize("page", PAGES)
def test_paper_says_who_may_read_it_as_the_screen_does(
    officer: Client, pornic: Actor, page: str
) -> None:
    paper = officer.get(url(pornic.cooperation, page)).text.partition('"m-seen-print">')[2]

    assert "Visible par les chargées de coopération." in plain(paper.partition("</p>")[0])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER])
def test_others_are_refused(sign_in: SignIn, pornic: Actor, role: str, page: str) -> None:
    assert sign_in(role).get(url(pornic.cooperation, page)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [("influence_map", 14), ("influence_map_power", 10), ("influence_map_network", 7)],
)
def test_queries_do_not_grow(
    access: Access,
    count: int,
    page: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer, place = signed_in(access), access.cooperation
    pornic = make_member_actor(cooperation=place)
    for number in range(count):
        other = make_member_actor(cooperation=place, name=f"Commune {number}")
        make_influence(actor=other, target=pornic)
        make_position(actor=other)

    with django_assert_num_queries(queries):
        officer.get(url(place, page))


def test_what_is_only_learned_since_moves_nobody(
    officer: Client, access: Access, pornic: Actor, retz: Actor
) -> None:
    rouans = make_member_actor(cooperation=access.cooperation, name="Rouans")
    before = TODAY - timedelta(days=80)
    make_influence(actor=retz, target=pornic, strength=2, on=before)
    make_influence(actor=pornic, target=retz, strength=3, on=before)
    make_influence(actor=retz, target=pornic, strength=2, on=TODAY)
    make_influence(actor=retz, target=rouans, strength=4, on=TODAY)

    text = officer.get(url(access.cooperation, query=f"?jour={TODAY - timedelta(days=40)}")).text

    assert reading(text).endswith(
        "personne n’a changé de place, d’après les 2 influences connues aux deux dates sur 3."
    )
    names = (f"{retz}", "Commune de Pornic", "Rouans")
    assert [row(text, name)[-1] for name in names] == ["stable", "stable", "rien à comparer"]
    assert text.count('<circle class="then"') == 0


def test_nothing_known_on_the_first_day_is_said(
    officer: Client, access: Access, pornic: Actor, retz: Actor
) -> None:
    make_influence(actor=retz, target=pornic, on=TODAY)
    make_influence(actor=pornic, target=retz, on=TODAY)

    text = officer.get(url(access.cooperation, query=f"?jour={TODAY - timedelta(days=40)}")).text

    assert reading(text).endswith(", rien à comparer : aucune influence n’était notée alors.")
    assert "stable" not in row(text, "Commune de Pornic")[-1]
