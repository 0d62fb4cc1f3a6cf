"""Which ends come next, and what the search finds in the directory."""

from datetime import date

from maillage.core.agenda import dates
from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.query import Query
from maillage.ground.directory.models import Mandate
from maillage.ground.directory.organisations.points import find_organisations
from maillage.ground.directory.people.points import matching_people
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_member_person,
    make_organisation,
    make_organisation_name,
    make_person,
)


def test_mandates_and_memberships_that_end_are_reported(access: Access) -> None:
    make_member_person(cooperation=access.cooperation)
    mandate = Mandate.objects.get()
    mandate.until = date(2026, 12, 31)
    mandate.save()
    caf = make_organisation(workspace=access.cooperation.workspace, name="Caf de Retz")
    member = make_member(cooperation=access.cooperation, organisation=caf)
    member.until = date(2026, 12, 15)
    member.save()

    coming_dates = dates.ask(access, date(2026, 12, 1), date(2026, 12, 31))
    later = dates.ask(access, date(2027, 1, 1), date(2027, 1, 31))

    assert [(one.on, one.label, one.reason) for one in coming_dates] == [
        (
            date(2026, 12, 31),
            "Fin de mandat : Inès Gaborit",
            "Coordinatrice enfance, Commune de Pornic",
        ),
        (date(2026, 12, 15), "Caf de Retz quitte la coopération", "signataire"),
    ]
    assert later == []


def test_search_finds_what_the_reader_may_see(access: Access) -> None:
    cooperation = access.cooperation
    make_member_person(cooperation=cooperation)
    outside = make_organisation(workspace=cooperation.workspace, name="Pornichet")
    make_mandate(
        person=make_person(workspace=cooperation.workspace, family_name="Porné"),
        organisation=outside,
    )
    readers = [access] + [
        make_access(cooperation=cooperation, role=role) for role in ("partner", "observer")
    ]

    structures = [[one.name for one in find_organisations(r, Query("porni"))] for r in readers]
    people = [[one.name for one in matching_people(r, Query("ines"))] for r in readers]

    assert structures == [
        ["Pornichet", "Commune de Pornic"],
        ["Commune de Pornic"],
        ["Commune de Pornic"],
    ]
    assert [sorted(names) for names in people] == [
        ["Inès Gaborit", "Inès Porné"],
        ["Inès Gaborit"],
        [],
    ]


def test_structures_are_found_by_each_of_their_names(access: Access) -> None:
    pornic = make_organisation(workspace=access.cooperation.workspace)
    pornic.siren = "214401317"
    pornic.save()
    make_organisation_name(organisation=pornic)
    make_organisation(workspace=access.cooperation.workspace, name="Saint-Père-en-Retz")
    typed = ("pornic", "COMMUNE", "pornic-plage", "pere retz", "2144 01", "pornic retz", "zzz")

    groups = [[one.name for one in find_organisations(access, Query(one))] for one in typed]

    pornic_alone = ["Commune de Pornic"]
    assert groups == [*[pornic_alone] * 3, ["Saint-Père-en-Retz"], pornic_alone, [], []]
