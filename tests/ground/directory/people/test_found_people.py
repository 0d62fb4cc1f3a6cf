"""Whom does a search find, by what, and what is said of them?"""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.asked import Asked
from maillage.ground.directory.models import Person
from maillage.ground.directory.people.queries import found as queries
from maillage.ground.directory.people.queries.found import FoundPerson, found_people
from tests.foundation.cooperations.makers import make_access
from tests.foundation.journal.makers import make_change
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_organisation,
    make_person,
    make_skill,
)

TYPED = (
    *("evrard", "zoe ev", "conseillere caf", "parentalite", "parentalite caf", "evrard zoe caf"),
    *("pineau", "animateur port", "kersaint", "p", "%", "_", "", "zzz"),
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


@pytest.mark.parametrize("role", ["officer", "team", "elected", "partner", "observer"])
def test_many_people_are_found_as_few_are(
    filled: Access, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    reader = make_access(cooperation=filled.cooperation, role=role)

    few = [found_people(reader, Asked(typed)) for typed in TYPED]
    monkeypatch.setattr(queries, "FEW", -1)
    many = [found_people(reader, Asked(typed)) for typed in TYPED]

    assert many == few
    assert bool(few[0]) is (role != "observer")


def test_what_is_said_is_their_first_mandate_that_one_may_see(filled: Access) -> None:
    partner = make_access(cooperation=filled.cooperation, role="partner")

    team = [found_people(filled, Asked(typed)) for typed in ("capitaine", "animateur")]
    outside = [found_people(partner, Asked(typed)) for typed in ("capitaine", "animateur", "caf")]

    zoe = Person.objects.get(family_name="Évrard")
    told = [FoundPerson(zoe.pk, "Zoé Évrard", "Conseillère technique", "Caf de Retz")]
    pineau = Person.objects.get(family_name="Pineau")
    assert team == [told, [FoundPerson(pineau.pk, "Pineau", "Animateur", "Port de Kersaint")]]
    assert outside == [[], [], told]


def test_people_are_read_again_only_after_a_change(
    filled: Access, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.REMEMBERED = 64
    assert [one.name for one in found_people(filled, Asked("evrard"))] == ["Zoé Évrard"]
    Person.objects.filter(family_name="Évrard").update(family_name="Rouault", folded="rouault zoe")

    with django_assert_num_queries(2):  # the last change, for the count and for the names
        assert [one.name for one in found_people(filled, Asked("zoe"))] == ["Zoé Évrard"]
    make_change(workspace=filled.cooperation.workspace)

    assert [one.name for one in found_people(filled, Asked("zoe"))] == ["Zoé Rouault"]
    assert found_people(filled, Asked("evrard")) == []
