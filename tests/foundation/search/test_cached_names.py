"""A room's few names are read once, and looked through for each search."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from maillage.foundation.search.cached_names import CachedNames
from maillage.foundation.search.query import MOST_OF_A_ROOM, Query, SearchResult
from tests.foundation.cooperations.makers import make_workspace
from tests.foundation.journal.makers import make_change

pytestmark = pytest.mark.django_db


def make_result(name: str) -> SearchResult:
    """An answer of this name."""
    return SearchResult("Instance", name, "", f"/{name}/")


class Room:
    """A room that counts how often it was read."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.times = 0

    def __call__(self) -> Iterator[tuple[str, SearchResult]]:
        self.times += 1
        for name in self.names:
            yield name.lower(), make_result(name)


@pytest.fixture(autouse=True)
def _remembering(settings: Settings) -> None:
    settings.REMEMBERED = 100


def test_each_word_is_found_anywhere_in_the_name() -> None:
    cached_names, room, workspace = (
        CachedNames[SearchResult](),
        Room("Comite de pilotage", "Equipe projet"),
        1,
    )
    typed = ("pilot", "comite pil", "projet", "pilotage projet", "")

    answers = [cached_names.among(Query(one), "officer", workspace, room) for one in typed]

    first, second = [make_result("Comite de pilotage")], [make_result("Equipe projet")]
    assert answers == [first, first, second, [], [*first, *second]]
    assert room.times == 1


def test_names_that_begin_so_come_first() -> None:
    room = Room("Agence de Pornic", "Pornichet")

    answers = CachedNames[SearchResult]().among(Query("pornic"), "officer", 1, room)

    assert answers == [make_result("Pornichet"), make_result("Agence de Pornic")]


def test_names_are_read_again_after_a_change_and_for_another_reader() -> None:
    cached_names, room, workspace = (
        CachedNames[SearchResult](),
        Room("Conference"),
        make_workspace(),
    )
    cached_names.among(Query("conf"), "officer", workspace.pk, room)
    cached_names.among(Query("conf"), "partner", workspace.pk, room)
    make_change(workspace=workspace)
    cached_names.among(Query("conf"), "officer", workspace.pk, room)

    assert room.times == 3


def test_a_room_answers_thirty_names_at_most() -> None:
    room = Room(*(f"Seance {number}" for number in range(100)))

    answers = CachedNames[SearchResult]().among(Query("seance"), "officer", 1, room)

    assert answers == [make_result(f"Seance {number}") for number in range(MOST_OF_A_ROOM)]
