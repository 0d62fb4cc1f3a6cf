"""Beyond thirty actors a page opens on those that matter, and one gesture shows all of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Actor
from tests.ground.actors.games import record_table
from tests.ground.actors.makers import make_member_actor, make_posture, make_source, make_subject
from tests.ground.directory.reading import plain

COUNT, FIRST = 33, 30
MARCH = timezone.localdate() - timedelta(days=200)
PAGES = ("influence_map", "trajectories")


@pytest.fixture
def actors(access: Access) -> list[Actor]:
    """Actors that all act on each other; the last one most, and each takes a posture."""
    place = access.cooperation
    matching_actors = [
        make_member_actor(cooperation=place, name=f"Acteur {n:02}") for n in range(COUNT)
    ]
    table = [[4 if row == COUNT - 1 else 1 for _one in matching_actors] for row in range(COUNT)]
    record_table(matching_actors, table, make_source(cooperation=place, author=access.user), MARCH)
    subject = make_subject(cooperation=place)
    for one in matching_actors:
        make_posture(actor=one, subject=subject)
    return matching_actors


def rows(text: str) -> list[str]:
    """The heads of the rows of each table."""
    heads = text.split('scope="row" role="rowheader">')[1:]
    return [plain(head.partition("</th>")[0].replace("<small>", "<")) for head in heads]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens_on_the_first_ones(
    officer: Client, access: Access, actors: list[Actor], page: str
) -> None:
    url = reverse(f"actors:{page}", args=[access.cooperation.slug])

    short, whole = officer.get(f"{url}?x=1").text, officer.get(f"{url}?x=1&tout=1").text

    assert (len(rows(short)), len(rows(whole))) == (FIRST, COUNT)
    assert f"{COUNT - FIRST} autres ne sont pas montrés." in plain(short)
    assert 'href="?x=1&amp;tout=1">Voir les 33</a>' in short
    assert "ne sont pas montrés" not in whole


def test_who_weighs_most_comes_first(officer: Client, access: Access, actors: list[Actor]) -> None:
    url = reverse("actors:influence_map", args=[access.cooperation.slug])

    assert "Acteur 32" in rows(officer.get(url).text)[0]
    assert "Acteur 00" in rows(officer.get(f"{url}?tout=1").text)[0]


def test_the_sum_is_that_of_all_the_terms(officer: Client, actors: list[Actor]) -> None:
    slug = actors[0].cooperation.slug
    url = reverse("actors:influence_map_why", args=[slug, actors[0].pk])

    short, whole = officer.get(url).text, officer.get(f"{url}?tout=1").text

    assert (len(rows(short)), len(rows(whole))) == (2 * (FIRST + 1), 2 * COUNT)
    assert [sums(text) for text in (short, whole)] == [sums(whole)] * 2


def sums(text: str) -> list[str]:
    return [one.partition("</tfoot>")[0] for one in text.split("<tfoot")[1:]]
