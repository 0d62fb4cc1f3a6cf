"""The names of the dialogue are read whole once, then found without asking for them again."""

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.asked import Asked
from maillage.foundation.search.kept_names import KeptNames
from maillage.trade.dialogue import searchables
from maillage.trade.dialogue.searchables import dialogue_found
from tests.foundation.cooperations.makers import make_access
from tests.foundation.journal.makers import make_change
from tests.trade.dialogue.makers import make_compromise, make_conflict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _remembering(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are kept as in production, and none of another test."""
    settings.REMEMBERED = 64
    monkeypatch.setattr(searchables, "_kept", KeptNames())


def names(access: Access, typed: str) -> list[str]:
    return [one.name for one in dialogue_found(access, Asked(typed))]


def test_names_are_read_again_only_after_a_change(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place = access.cooperation
    make_conflict(cooperation=place, author=access.user, title="La clé de partage")
    make_compromise(cooperation=place, author=access.user, title="Comment partager la navette ?")
    assert names(access, "parta") == ["La clé de partage", "Comment partager la navette ?"]

    with django_assert_num_queries(2):  # the notes, and the last change
        assert names(access, "navette") == ["Comment partager la navette ?"]

    make_conflict(cooperation=place, author=access.user, title="Les horaires de la navette")
    make_change(workspace=place.workspace)
    assert sorted(names(access, "navette")) == [
        "Comment partager la navette ?",
        "Les horaires de la navette",
    ]


def test_what_an_officer_keeps_stays_out_of_the_search_of_another(access: Access) -> None:
    colleague = make_access(cooperation=access.cooperation)
    make_conflict(
        cooperation=access.cooperation, author=access.user, title="La navette", visibility="me"
    )

    assert names(access, "navette") == ["La navette"]
    assert names(colleague, "navette") == []
