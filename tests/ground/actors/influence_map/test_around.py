"""Around one actor: its reading names the strongest, the drawing marks them, the list is equal."""

import re

import pytest
from django.test import Client

from maillage.analysis.actor_game import Pressure
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.influence_map.around import Around, Tie
from maillage.ground.actors.influence_map.around_words import around_sentence, way_words
from maillage.ground.actors.players.queries import Player
from maillage.ground.directory.models import Actor
from tests.conftest import signed_in
from tests.ground.actors.makers import make_influence, make_member_actor
from tests.ground.directory.reading import plain
from tests.links_to import page_at

CAF = Player(1, "Caf", "", "")
SOMEBODY = Player(2, "Ana Vidal", "", "", person_id=4)
page = page_at("actors:influence_map_network")


def ties(*lines: tuple[str, int, bool]) -> list[Tie]:
    return [
        Tie(Player(10 + place, name, "", ""), strength, is_main)
        for place, (name, strength, is_main) in enumerate(lines)
    ]


VUE, DDT = ("Vue", 3, True), ("DDT", 2, False)


@pytest.mark.parametrize(
    ("player", "acts", "undergoes", "words"),
    [
        (CAF, [], [], "Rien n’est noté autour de : Caf."),
        (CAF, [VUE], [], "La Caf agit sur les missions de Vue."),
        (CAF, [VUE, DDT], [], "La Caf agit sur deux acteurs, d’abord sur les missions de Vue."),
        (CAF, [("Vue", 2, False), DDT], [], "La Caf agit sur deux acteurs."),
        (CAF, [], [VUE], "Un acteur agit sur la Caf : Vue."),
        (CAF, [], [VUE, DDT], "Deux acteurs agissent sur la Caf, Vue d’abord."),
        (
            CAF,
            [VUE],
            [VUE],
            "La Caf agit sur les missions de Vue. Un agit dans l’autre sens : Vue.",
        ),
        (
            CAF,
            [VUE],
            [("Vue", 2, False), DDT],
            "La Caf agit sur les missions de Vue. Deux agissent dans l’autre sens.",
        ),
        (
            SOMEBODY,
            [VUE, DDT],
            [DDT],
            "Ana Vidal agit sur Vue et la DDT. Dans l’autre sens : la DDT.",
        ),
    ],
)
def test_the_reading_says_what_is_drawn(
    player: Player,
    acts: list[tuple[str, int, bool]],
    undergoes: list[tuple[str, int, bool]],
    words: str,
) -> None:
    assert around_sentence(Around(player, ties(*acts), ties(*undergoes), [], [])) == words


@pytest.mark.parametrize(
    ("pressure", "there", "back", "words"),
    [
        (Pressure("Caf", 6, 0), 3, None, "touche ses missions ; rien n’est noté dans l’autre sens"),
        (Pressure("Caf", 6, 0), 3, 0, "touche ses missions ; sans rien subir"),
        (
            Pressure("Caf", 6, 2),
            2,
            1,
            "touche ses projets ; dans l’autre sens, seulement le fonctionnement",
        ),
        (
            Pressure("Caf", 6, 2),
            1,
            1,
            "touche son fonctionnement, et davantage encore par ricochet",
        ),
        (
            Pressure("Caf", 6, 2),
            None,
            None,
            "agit par ricochet, à travers d’autres, et plus fort que dans l’autre sens",
        ),
    ],
)
def test_a_way_says_why_one_may_go_by_it(
    pressure: Pressure, there: int | None, back: int | None, words: str
) -> None:
    assert way_words(pressure, there, back) == words


def listed(text: str) -> list[str]:
    """The lines of both lists under the drawing."""
    part = text.partition('class="m-equal"')[2].partition("</section>")[0]
    lines = re.findall(r"<li[^>]*>(.*?)</li>", part, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", line) for line in lines]


def drawn(text: str) -> list[tuple[str, str]]:
    """The names at the ends of the threads, each with what the thread says."""
    part = text.partition("m-chart m-ego")[2].partition("</svg>")[0]
    return re.findall(r'm-ego-name"[^>]*>([^<]*)</text><text class="soft"[^>]*>([^<]*)<', part)


def turned_to(text: str) -> int:
    """To how many actors the page may turn."""
    return text.partition("m-net-who")[2].partition("</nav>")[0].count("<li>")


@pytest.fixture
def game(access: Access) -> dict[str, Actor]:
    """Retz acts on Pornic and Vue, Vue on Retz, and somebody on Vue."""
    place = access.cooperation
    names = ("Retz", "Pornic", "Vue", "Bouin")
    actors = {name: make_member_actor(cooperation=place, name=name) for name in names}
    make_influence(actor=actors["Retz"], target=actors["Pornic"], strength=3)
    make_influence(actor=actors["Retz"], target=actors["Vue"], strength=1)
    make_influence(actor=actors["Vue"], target=actors["Retz"], strength=2)
    return actors


def test_the_drawing_and_the_list_say_the_same(
    officer: Client, access: Access, game: dict[str, Actor]
) -> None:
    text = officer.get(page(access)).text

    ends = [
        ("Vue", "touche ses projets"),
        ("Pornic", "touche ses missions"),
        ("Vue", "touche son fonctionnement"),
    ]
    assert drawn(text) == ends
    assert listed(text) == [" ".join(one) for one in ends]
    assert (
        "Retz agit sur deux acteurs, d’abord sur les missions de Pornic. "
        "Un agit dans l’autre sens : Vue." in plain(text)
    )
    assert text.count("m-tie-main") == text.count("m-equal-main") == 2
    assert "Rien n’est noté sur : Bouin." in plain(text)


def test_another_actor_is_chosen_by_its_address(
    officer: Client, access: Access, game: dict[str, Actor]
) -> None:
    text = officer.get(page(access, f"?acteur={game['Pornic'].pk}")).text

    assert drawn(text) == [("Retz", "touche ses missions")]
    assert f'?acteur={game["Pornic"].pk}" aria-current="true"' in text


def test_a_long_list_opens_on_those_of_whom_most_is_noted(access: Access) -> None:
    officer, place = signed_in(access), access.cooperation
    actors = [make_member_actor(cooperation=place, name=f"Acteur {n:02}") for n in range(30)]
    for one in actors[:-1]:
        make_influence(actor=actors[-1], target=one, strength=2)

    text = officer.get(page(access)).text
    whole = officer.get(page(access, "?tout=1")).text

    assert [turned_to(one) for one in (text, whole)] == [20, 30]
    assert "et 20 autres, dans la liste" in text
