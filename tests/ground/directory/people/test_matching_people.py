"""Whom does a search find, by what, and what is said of them?"""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.query import Query
from maillage.ground.directory.people.points import matching_people
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_organisation,
    make_person,
    make_skill,
)


@pytest.fixture
def filled(access: Access) -> Access:
    """Two people of whom one also acts outside the members, and has acted elsewhere."""
    workspace = access.cooperation.workspace
    caf = make_organisation(workspace=workspace, name="Caf de Retz")
    port = make_organisation(workspace=workspace, name="Port de Kersaint")
    make_member(cooperation=access.cooperation, organisation=caf)
    zoe = make_person(workspace=workspace, family_name="Évrard", given_name="Zoé")
    before = make_mandate(person=zoe, organisation=port, function="Capitaine")
    before.until = date(2025, 1, 1)
    before.save()
    make_mandate(person=zoe, organisation=caf, function="Conseillère technique")
    make_skill(person=zoe, name="Parentalité")
    other = make_person(workspace=workspace, family_name="Pineau", given_name="")
    make_mandate(person=other, organisation=port, function="Animateur")
    make_person(workspace=workspace, family_name="100 %", given_name="A_b")
    return access


def results_for(reader: Access, typed: str) -> list[tuple[str, str]]:
    """Who answers these words: the name, what is said under it."""
    return [(one.name, one.note) for one in matching_people(reader, Query(typed))]


ZOE = ("Zoé Évrard", "Conseillère technique, Caf de Retz")
PINEAU = ("Pineau", "Animateur, Port de Kersaint")
PERCENT = ("A_b 100 %", "")


@pytest.mark.parametrize(
    ("typed", "results"),
    [
        *[(words, [ZOE]) for words in ("evrard", "zoe ev", "conseillere caf", "parentalite caf")],
        *[(words, [PINEAU]) for words in ("pineau", "animateur port")],
        ("kersaint", [ZOE, PINEAU]),
        ("p", [PINEAU, ZOE]),
        *[(words, [PERCENT]) for words in ("%", "_")],
        ("zzz", []),
    ],
)
def test_who_is_found(filled: Access, typed: str, results: list[tuple[str, str]]) -> None:
    assert results_for(filled, typed) == results


def test_nobody_is_found_by_a_mandate_that_one_may_not_see(filled: Access) -> None:
    partner, observer = (
        make_access(cooperation=filled.cooperation, role=role) for role in ("partner", "observer")
    )

    assert [results_for(partner, typed) for typed in ("capitaine", "animateur", "caf")] == [
        [],
        [],
        [ZOE],
    ]
    assert [results_for(observer, typed) for typed in ("evrard", "caf")] == [[], []]


@pytest.mark.parametrize("typed", ["evrard", "kersaint"])
def test_people_are_found_in_three_queries(
    filled: Access, django_assert_num_queries: DjangoAssertNumQueries, typed: str
) -> None:
    with django_assert_num_queries(3):
        assert results_for(filled, typed)
