import re

from django.template.loader import render_to_string

from maillage.ground.missions.mission_map.drawing.description import (
    Branch,
    Leaf,
    MissionTree,
    Phase,
)
from tests.ground.missions.mission_map.forests import even_tree, trimmed_tree


def drawn(tree: MissionTree, view: str = "tree") -> str:
    context = {"tree": tree, "view": view, "tree_url": "?", "columns_url": "?vue=colonnes"}
    return re.sub(r"[ \n]+", " ", render_to_string("missions/map/map.html", context))


def test_tree_holds_the_same_missions_as_its_outline() -> None:
    page = drawn(even_tree())
    tree, outline = page.split('<div class="m-outline">')

    in_tree = re.findall(r'data-leaf="(\w+)"', tree)
    in_outline = re.findall(r'data-leaf="(\w+)"', outline)

    assert sorted(in_tree) == sorted(in_outline)
    assert len(in_tree) == 17


def test_columns_are_one_list_without_drawing() -> None:
    page = drawn(even_tree(), view="columns")

    assert "m-tree" not in page
    assert len(re.findall(r'data-leaf="', page)) == 17


def test_state_is_said_in_words() -> None:
    page = drawn(even_tree())

    assert "<title>Mission pre3\u00a0: à revoir</title>" in page
    assert '<span class="m-hide">\u00a0: à revoir</span>' in page


def test_missions_set_aside_are_listed_with_their_reason() -> None:
    page = drawn(trimmed_tree())

    aside = page[page.index('id="de-cote"') :]
    assert "2 missions ne sont pas pour cette démarche." in aside
    assert "<p>pas pour cette démarche</p> <ul><li>Mission pre2</li><li>Mission pre3</li>" in aside


def test_state_above_the_reader_leaves_no_mark() -> None:
    secret = Leaf(slug="a", label="Jeu d’acteurs", url="/a/", state="")

    page = drawn(MissionTree("Retz", (Phase("pre", "P", (Branch("b", "B", (secret,)),)),)))

    assert "<title>Jeu d’acteurs</title>" in page
    assert '<circle class="unread"' in page


def test_names_are_escaped() -> None:
    hostile = Leaf(
        slug="a", label="<script>", url='"><script>', state="todo", why='"><script>alert(1)'
    )

    page = drawn(MissionTree("<script>", (Phase("pre", "P", (Branch("b", "B", (hostile,)),)),)))

    assert "<script" not in page
