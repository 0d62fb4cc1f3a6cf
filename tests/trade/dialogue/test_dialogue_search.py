"""The names of the dialogue are read whole once, then found without asking for them again."""

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.names import RoomNames
from maillage.foundation.search.query import Query
from maillage.trade.dialogue.compromises.points import compromise_names
from maillage.trade.dialogue.conflicts.points import conflict_names
from tests.foundation.cooperations.makers import make_access
from tests.foundation.journal.makers import make_change
from tests.trade.dialogue.makers import make_compromise, make_conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(settings: Settings) -> RoomNames:
    """Names are kept as in production, and none of another test."""
    settings.REMEMBERED = 64
    made = RoomNames()
    made.tools += [conflict_names, compromise_names]
    return made


def names(room: RoomNames, access: Access, typed: str) -> list[str]:
    return [one.name for one in room.search(access, Query(typed))]


def test_names_are_read_again_only_after_a_change(
    room: RoomNames, access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place = access.cooperation
    make_conflict(cooperation=place, author=access.user, title="La clé de partage")
    make_compromise(cooperation=place, author=access.user, title="Comment partager la navette ?")
    assert names(room, access, "parta") == ["La clé de partage", "Comment partager la navette ?"]

    with django_assert_num_queries(1):  # the last change
        assert names(room, access, "navette") == ["Comment partager la navette ?"]

    make_conflict(cooperation=place, author=access.user, title="Les horaires de la navette")
    make_change(workspace=place.workspace)
    assert sorted(names(room, access, "navette")) == [
        "Comment partager la navette ?",
        "Les horaires de la navette",
    ]


def test_what_an_officer_keeps_stays_out_of_the_search_of_another(
    room: RoomNames, access: Access
) -> None:
    colleague = make_access(cooperation=access.cooperation)
    make_conflict(
        cooperation=access.cooperation, author=access.user, title="La navette", visibility="me"
    )

    assert names(room, access, "navette") == ["La navette"]
    assert names(room, colleague, "navette") == []
