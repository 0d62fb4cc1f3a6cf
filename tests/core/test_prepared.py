"""A search written once gives what the same search written each time would give."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from maillage.core.folded import holds_words
from maillage.core.prepared import Prepared
from maillage.foundation.cooperations.models import Workspace
from maillage.ground.directory.models import Organisation
from tests.foundation.cooperations.makers import make_workspace
from tests.ground.directory.makers import make_organisation

pytestmark = pytest.mark.django_db

NAMES = ("Sivom de l'Estuaire", "100 % bois", "100 x bois", "a_b [c] *d", "axb c d", "\\barre")


def begun(words: Sequence[str]) -> QuerySet[Organisation, tuple[str]]:
    rows = Organisation.objects.filter(folded__startswith=words[0])
    return rows.order_by("pk").values_list("name")


def holding(words: Sequence[str]) -> QuerySet[Organisation, tuple[str]]:
    rows = Organisation.objects.filter(holds_words(" ".join(words), "folded"))
    return rows.order_by("pk").values_list("name")


@pytest.mark.parametrize(
    "typed", ["sivom estuaire", "100 %", "%", "_", "a_b", "[c]", "*", "\\", "zzz", "100 % b"]
)
def test_signs_of_patterns_are_read_to_the_letter(typed: str) -> None:
    workspace, kept = make_workspace(), Prepared()
    for name in NAMES:
        make_organisation(workspace=workspace, name=name)

    asked = [[typed], typed.split()]
    told = [
        kept.rows("begun", asked[0], begun),
        kept.rows("holding", asked[1], holding),
    ]

    assert told == [list(begun(asked[0])), list(holding(asked[1]))]


def test_words_change_and_the_sql_stays() -> None:
    kept, asked = Prepared(), list[Sequence[str]]()

    def build(words: Sequence[str]) -> QuerySet[Organisation, tuple[str]]:
        asked.append(words)
        return holding(words)

    make_organisation(name="Pornic")
    make_organisation(name="Orvault")
    told = [kept.rows("one", [word], build) for word in ("por", "orv", "or")]

    assert told == [[("Pornic",)], [("Orvault",)], [("Pornic",), ("Orvault",)]]
    assert len(asked) == 1


def test_numbers_are_asked_as_they_are() -> None:
    kept, first, second = Prepared(), make_organisation(name="A"), make_organisation(name="B")

    def numbered(words: Sequence[int]) -> QuerySet[Organisation, tuple[str]]:
        return Organisation.objects.filter(pk__in=words).order_by("pk").values_list("name")

    told = [kept.rows("", [one, 0], numbered) for one in (second.pk, first.pk)]

    assert told == [[("B",)], [("A",)]]


def test_search_of_which_nothing_can_come_asks_nothing() -> None:
    def nobody(words: Sequence[str]) -> QuerySet[Organisation, tuple[str]]:
        return holding(words).none()

    with CaptureQueriesContext(connection) as queries:
        assert Prepared().rows("", ["pornic"], nobody) == []

    assert len(queries) == 0


def test_text_asked_alone_is_read_to_the_letter() -> None:
    kept = Prepared()
    for name in ("a_b", "a%b", "a\\b"):
        make_organisation(name=name)

    def named(words: Sequence[str]) -> QuerySet[Organisation, tuple[str]]:
        return Organisation.objects.filter(name=words[0]).values_list("name")

    told = [kept.rows("", [name], named) for name in ("a_b", "a%b", "a\\b", "axb")]

    assert told == [[("a_b",)], [("a%b",)], [("a\\b",)], []]


def test_moments_come_with_their_time_zone() -> None:
    workspace = make_workspace()

    def opened(words: Sequence[int]) -> QuerySet[Workspace, tuple[str, datetime]]:
        return Workspace.objects.filter(pk=words[0]).values_list("name", "created_at")

    assert Prepared().rows("", [workspace.pk], opened) == list(opened([workspace.pk]))
