"""Who supports a stake, and by whom one reaches those who hesitate."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.common_ground import Persuasion, who_could_convince
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.allies.queries import allies_of
from maillage.trade.stakes.allies.views import way_words
from maillage.trade.stakes.models import Stake
from maillage.trade.stakes.positions.queries.readings import readings
from maillage.trade.stakes.positions.queries.table import StakeHead
from tests.conftest import SignIn
from tests.ground.actors.makers import make_influence, make_member_actor, make_position
from tests.ground.directory.reading import reading
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url


def three(cooperation: Cooperation) -> tuple[Stake, list[Actor]]:
    """Agglo is for and acts on Bourg, who acts on Club; Club is against, Bourg neutral."""
    stake = make_stake(cooperation=cooperation)
    actors = [
        make_member_actor(cooperation=cooperation, name=name) for name in ("Agglo", "Bourg", "Club")
    ]
    for actor, value in zip(actors, (3, 0, -1), strict=True):
        make_position(actor=actor, subject=stake.subject, value=value)
    make_influence(actor=actors[0], target=actors[1], strength=3)
    make_influence(actor=actors[1], target=actors[2], strength=2)
    return stake, actors


def test_the_ways_are_those_of_the_engine(access: Access) -> None:
    stake, _actors = three(access.cooperation)
    engine = who_could_convince(
        ["Agglo", "Bourg", "Club"],
        [[0, 3, None], [None, 0, 2], [None, None, 0]],
        [str(stake.pk)],
        [[3], [0], [-1]],
        str(stake.pk),
    )

    head = StakeHead(stake.pk, stake.subject_id, stake.label)
    allies = allies_of(access, readings(access), head)

    assert allies is not None
    assert [(one.name, value) for one, value in allies.supporters] == [("Agglo", 3)]
    assert [way for one in allies.hesitant for way in one.ways] == list(engine)


def test_the_shortest_way_is_a_sentence(officer: Client, cooperation: Cooperation) -> None:
    three(cooperation)

    page = plain(officer.get(url(cooperation, "allies")).text)

    assert reading(page) == (
        "« Partage du coût de l’ingénierie » : une structure le soutient ; "
        "un chemin connu vers chacune des deux autres."
    )
    assert "Agglo peut agir directement sur ses missions." in page
    assert "Agglo peut agir sur ses projets, à travers Bourg." in page


@pytest.mark.parametrize(
    ("shared", "opposed", "words"),
    [
        (0, 0, "Agglo peut agir directement sur ses projets."),
        (
            1,
            0,
            "Agglo peut agir directement sur ses projets ; accord sur un autre enjeu.",
        ),
        (
            3,
            2,
            "Agglo peut agir directement sur ses projets ; accord sur trois autres "
            "enjeux ; désaccord sur deux autres enjeux.",
        ),
    ],
)
def test_a_way_says_whether_both_agree_elsewhere(shared: int, opposed: int, words: str) -> None:
    assert way_words(Persuasion("Agglo", "Bourg", 2, None, shared, opposed, reason="")) == words


def test_who_can_be_reached_comes_first_and_the_others_are_folded(
    officer: Client, cooperation: Cooperation
) -> None:
    for number in range(30):
        make_member_actor(cooperation=cooperation, name=f"Aubray {number}")
    three(cooperation)

    hesitant = officer.get(url(cooperation, "allies")).text.partition('id="m-hesitant"')[2]
    shown, _summary, folded = hesitant.partition("<summary>2 autres</summary>")

    assert shown.index(">Bourg<") < shown.index(">Club<") < shown.index(">Aubray 0<")
    assert (shown.count("<li>"), folded.count("<li>")) == (30, 2)


def threads(text: str) -> list[list[str]]:
    """The threads of the weave: a name, its crossings in words, by whom one may go."""
    table = text.partition('class="m-weave"')[2].partition("</table>")[0]
    rows = [row for row in table.split("<tr ")[1:] if "m-crossing" in row]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return [[plain(re.sub(r"<[^>]*>", "", cell)).strip() for cell in row] for row in cells]


def test_the_weave_says_what_the_sentences_say(officer: Client, cooperation: Cooperation) -> None:
    _stake, actors = three(cooperation)
    other = make_stake(cooperation=cooperation, label="Un seul guichet")
    make_position(actor=actors[2], subject=other.subject, value=2)

    text = officer.get(url(cooperation, "allies")).text

    assert threads(text) == [
        ["Agglo", "sert ses missions", "silence", ""],
        ["Bourg", "neutre", "silence", "par Agglo, sur ses missions"],
        ["Club", "gêne son fonctionnement", "sert ses projets", "par Agglo, à travers Bourg"],
    ]
    assert text.count('class="m-thread-main"') == 3


def test_a_large_weave_opens_on_its_first_threads(
    officer: Client, cooperation: Cooperation
) -> None:
    stake, _actors = three(cooperation)
    for number in range(20):
        make_member_actor(cooperation=cooperation, name=f"Aubray {number:02}")
        make_stake(cooperation=cooperation, label=f"Enjeu {number:02}")

    page = f"{url(cooperation, 'allies')}?enjeu={stake.pk}"
    short, whole = officer.get(page).text, officer.get(f"{page}&tout=1").text

    assert [len(threads(text)) for text in (short, whole)] == [1 + 2 + 12, 1 + 22]
    assert {len(one) for one in threads(short)} == {1 + 8 + 1}
    assert "13 autres enjeux ne sont pas tissés ici." in plain(short)


def test_without_influence_one_is_asked_for(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    make_position(actor=make_member_actor(cooperation=cooperation), subject=stake.subject)
    make_member_actor(cooperation=cooperation, name="Bourg")

    page = plain(officer.get(url(cooperation, "allies")).text)

    assert "Aucune influence n’est notée" in page
    assert "n’a rien dit" in page


def test_when_all_are_silent_nobody_supports_and_all_are_to_be_heard(
    officer: Client, cooperation: Cooperation
) -> None:
    make_stake(cooperation=cooperation)
    actors = [make_member_actor(cooperation=cooperation, name=name) for name in ("Bourg", "Retz")]
    make_influence(actor=actors[0], target=actors[1], strength=3)

    page = plain(officer.get(url(cooperation, "allies")).text)

    assert "personne ne le soutient encore" in page
    assert page.count("n’a rien dit") == 2
    assert page.count("On ne connaît aucun chemin depuis ceux qui soutiennent.") == 2


def test_an_empty_page_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation, "allies"))

    assert "Les alliés se lisent sur un enjeu" in page.text


def test_a_stake_that_is_gone_shows_the_first(officer: Client, cooperation: Cooperation) -> None:
    three(cooperation)

    page = officer.get(f"{url(cooperation, 'allies')}?enjeu=999")

    assert "Partage du coût de l’ingénierie" in page.text


def test_the_team_reads_what_it_may(sign_in: SignIn, cooperation: Cooperation) -> None:
    three(cooperation)

    page = sign_in("team").get(url(cooperation, "allies"))

    assert "personne ne le soutient encore" in plain(page.text)
    assert "influence" not in reading(page.text)


def test_officers_read_who_can_press_beside_each_hesitation(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    _stake, (agglo, bourg, club) = three(cooperation)
    for actor, target in ((bourg, agglo), (club, bourg)):
        make_influence(actor=actor, target=target, strength=1)

    page = plain(officer.get(url(cooperation, "allies")).text)
    team = sign_in("team").get(url(cooperation, "allies")).text

    pressing = "Agissent sur cette structure plus fort que dans l’autre sens : "
    assert f"{pressing}Agglo (3 contre 1)." in page
    assert f"{pressing}Agglo (2 contre 1) et Bourg (2 contre 1)." in page
    assert reverse("actors:influence_map_why", args=[cooperation.slug, club.pk]) in page
    assert "Peuvent davantage" not in team


@pytest.mark.parametrize("role", ["elected", "partner", "observer"])
def test_others_do_not_open_it(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    assert sign_in(role).get(url(cooperation, "allies")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        stake = make_stake(cooperation=cooperation, label=f"Enjeu {place}")
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=stake.subject)

    with django_assert_num_queries(12):
        officer.get(url(cooperation, "allies"))
